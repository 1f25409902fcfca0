import { sign } from '../../../core/contract/signature.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { defineFaults } from '../../define.ts';

/** The text in the Authorization field, how it is compared, and what a refusal says about it (SIG-06 to SIG-08). */
export const signatureHashFaults = defineFaults<ProviderDecisions>({
  // The value is split at its spaces and the last word taken (`value.split(' ').pop()`).
  'last-word-is-the-hash': {
    title: 'Any scheme before the hash is taken.',
    row: 'S02',
    breaks: ['SIG-06'],
    override: {
      authorization: (conforming) => (value, call) => {
        const last = value.split(' ').at(-1) ?? '';
        return value.includes(' ') && /^[0-9a-f]{64}$/.test(last) ? { scheme: 'signed', hashes: [last] } : conforming(value, call);
      },
    },
  },
  // Schemes are compared without letter case, as RFC 9110 has it for its own.
  'scheme-letter-case-ignored': {
    title: 'A scheme in lower case is taken.',
    breaks: ['SIG-06'],
    override: {
      authorization: (conforming) => (value, call) =>
        conforming(
          value.replace(/^\S+(?= )/, (scheme) => (scheme === scheme.toLowerCase() && scheme !== 'bearer' ? scheme.toUpperCase() : scheme)),
          call,
        ),
    },
  },
  // Any text in place of the hash is used as one (`value.replace(scheme, '').trim()`).
  'scheme-optional': {
    title: 'A hash without a scheme, or without the space after it, is taken.',
    row: 'S02',
    breaks: ['SIG-06'],
    override: {
      authorization: (conforming) => (value, call) => {
        const bare = /^[A-Za-z0-9]*?:?([0-9a-f]{64})$/.exec(value)?.[1];
        return bare === undefined ? conforming(value, call) : { scheme: 'signed', hashes: [bare] };
      },
    },
  },
  // The column that held the hash was of 32 characters once.
  'half-of-the-hash-compared': {
    title: 'Only the first 32 digits of the hash are compared.',
    breaks: ['SIG-07'],
    override: { verifies: () => (hash, message, secret) => hash.slice(0, 32) === sign(message, secret).slice(0, 32) },
  },
  // Both hashes are read as numbers before they are compared, and a double holds only the first of their digits.
  'hash-compared-as-a-number': {
    title: 'A hash whose end was changed verifies.',
    breaks: ['SIG-07'],
    override: { verifies: () => (hash, message, secret) => Number.parseInt(hash, 16) === Number.parseInt(sign(message, secret), 16) },
  },
  // strncmp over the length of the hash that was sent.
  'hash-compared-to-its-own-length': {
    title: 'A hash that is cut short verifies.',
    row: 'S38',
    breaks: ['SIG-07'],
    override: { verifies: () => (hash, message, secret) => hash !== '' && sign(message, secret).startsWith(hash) },
  },
  // `Buffer.from(hash, 'hex')` stops at the first character that is not hex and drops half a byte.
  'hash-decoded-before-compared': {
    title: 'A hash with an odd digit or noise after it verifies.',
    breaks: ['SIG-07'],
    override: { verifies: () => (hash, message, secret) => Buffer.from(hash, 'hex').toString('hex') === sign(message, secret) },
  },
  // Some libraries give the digest in base64, and both forms are taken.
  'hash-in-base64-verifies': {
    title: 'The digest in base64 verifies.',
    row: 'S35',
    breaks: ['SIG-07'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) =>
        conforming(hash, message, secret, call) || hash === Buffer.from(sign(message, secret), 'hex').toString('base64'),
    },
  },
  // Every header value goes through the decoder for URLs.
  'hash-percent-decoded': {
    title: 'A hash with percent-encoded digits verifies.',
    breaks: ['SIG-07'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) => {
        const digits = hash.replace(/%([0-9a-fA-F]{2})/g, (_escaped, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
        return conforming(digits, message, secret, call);
      },
    },
  },
  // The loop of the comparison ends one too early.
  'last-digit-of-the-hash-not-compared': {
    title: 'The last digit of the hash is not compared.',
    breaks: ['SIG-07'],
    override: { verifies: () => (hash, message, secret) => hash.length === 64 && hash.slice(0, 63) === sign(message, secret).slice(0, 63) },
  },
  // The digest is printed as a big number (`new BigInteger(1, digest).toString(16)`).
  'leading-zeros-of-the-hash-lost': {
    title: 'A right hash that begins with 0 is declined.',
    breaks: ['SIG-01'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) => !hash.startsWith('0') && conforming(hash, message, secret, call),
    },
  },
  // The hash is read as a fingerprint, with any separators between its digits.
  'marks-inside-the-hash-dropped': {
    title: 'Dashes, colons and blanks inside the hash are skipped.',
    breaks: ['SIG-07'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) => conforming(hash.replaceAll(/[-: ]/g, ''), message, secret, call),
    },
  },
  // The error states the right hash, to help integrators.
  'expected-hash-told': {
    title: 'A wrong signature is answered with the right hash.',
    row: 'S49',
    breaks: ['SIG-08'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const { status, body } = conforming(refusal, call, expected);
        return {
          status,
          body:
            typeof body === 'object' && expected !== undefined ? { ...body, description: `Invalid signature, expected ${expected}` } : body,
        };
      },
    },
  },
  // A debug line of the comparison, in bytes of hex with blanks between, reaches the details.
  'expected-hash-told-as-bytes': {
    title: 'A wrong signature is answered with a dump of the right hash.',
    row: 'S49',
    breaks: ['SIG-08'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const { status, body } = conforming(refusal, call, expected);
        const dump = expected?.replace(/..(?!$)/g, '$& ').toUpperCase();
        return { status, body: typeof body === 'object' && dump !== undefined ? { ...body, details: [`computed: ${dump}`] } : body };
      },
    },
  },
  // One endpoint kept the debug output of its first version.
  'expected-hash-told-for-refunds': {
    title: 'A wrong signature on a refund is answered with the right digest in base64.',
    row: 'S49',
    breaks: ['SIG-08'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const { status, body } = conforming(refusal, call, expected);
        if (typeof body !== 'object' || expected === undefined || call.operation?.id !== 'createRefund') return { status, body };
        return { status, body: { ...body, debug: { digest: Buffer.from(expected, 'hex').toString('base64') } } };
      },
    },
  },
});
