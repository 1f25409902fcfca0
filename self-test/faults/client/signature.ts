import { signedMessage } from '../../../core/contract/canonical.ts';
import { formatXDate } from '../../../core/contract/clock.ts';
import type { ClientDecisions } from '../../../core/decisions/client.ts';
import type { Override } from '../../../core/decisions/override.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';

/** A text follows date and login in the message. */
const partsJoinedBy = (separator: string): Override<ClientDecisions> => ({
  message: (conforming) => (xDate, xLogin, body) => conforming(`${xDate}${separator}`, `${xLogin}${separator}`, body),
});

/** The message, its hash and the Authorization field (SIG-09, SIG-10). */
export const signatureFaults = defineFaults<ClientDecisions>({
  // Two calls of the same helper, one line apart.
  'clock-read-twice': {
    title: 'The clock is read once for the header and once for the hash.',
    row: 'S04',
    breaks: ['SIG-10', 'SIG-09'],
    override: { signedDate: () => (_xDate, now) => formatXDate(now) },
  },
  // One HMAC object for all threads.
  'signature-of-the-call-beside': {
    title: 'Calls that begin together have the signature of the first.',
    breaks: ['SIG-09'],
    override: {
      authorization: (conforming) => {
        let shared: string | undefined;
        return (scheme, hash) => {
          shared ??= conforming(scheme, hash);
          // Calls in the same turn of the event loop are under way together.
          queueMicrotask(() => {
            shared = undefined;
          });
          return shared;
        };
      },
    },
  },
  // The header is trimmed to the documented form, the signed text is not.
  'milliseconds-signed-only': {
    title: 'The date is signed with milliseconds and sent without.',
    row: 'S04',
    breaks: ['SIG-10', 'SIG-09'],
    override: { signedDate: () => (xDate) => xDate.replace('Z', '.000Z') },
  },
  // Two keys of one panel.
  'api-key-signs': {
    title: 'The API Key is the HMAC key.',
    row: 'S34',
    breaks: ['SIG-09'],
    override: {
      secret:
        () =>
        ({ apiKey }) =>
          apiKey,
    },
  },
  // Three keys of one panel.
  'read-only-key-signs': {
    title: 'The read-only key is the HMAC key.',
    row: 'S34',
    breaks: ['SIG-09'],
    override: {
      secret:
        () =>
        ({ readOnlyKey }) =>
          readOnlyKey,
    },
  },
  // It looks like base64.
  'secret-decoded': {
    title: 'The API Signature is decoded from base64.',
    row: 'S33',
    breaks: ['SIG-09'],
    mayBreak: ['SIG-11'],
    override: { secret: (conforming) => (keys) => Buffer.from(conforming(keys), 'base64').toString('latin1') },
  },
  // The variable is taken as it is.
  'login-not-trimmed': {
    title: 'White space around the API Key is signed.',
    row: 'S32',
    breaks: ['CLT-09'],
    override: {
      login:
        () =>
        ({ apiKey }) =>
          apiKey,
    },
  },
  // The file is taken as it is.
  'secret-not-trimmed': {
    title: 'White space around the API Signature is a part of the HMAC key.',
    row: 'S32',
    breaks: ['CLT-09'],
    override: {
      secret:
        () =>
        ({ apiSignature }) =>
          apiSignature,
    },
  },
  // A line feed was handled, and a space was not.
  'line-feed-alone-trimmed': {
    title: 'A line feed after the API Signature is taken off, and other white space is not.',
    row: 'S32',
    breaks: ['CLT-09'],
    override: {
      secret:
        () =>
        ({ apiSignature }) =>
          apiSignature.replace(/\n$/, ''),
    },
  },
  // It was read from a file.
  'secret-with-line-feed': {
    title: 'The API Signature ends in a line feed.',
    row: 'S32',
    breaks: ['SIG-09'],
    override: { secret: (conforming) => (keys) => `${conforming(keys)}\n` },
  },
  // Other schemes put a dot between timestamp and body.
  'dots-between-parts': { title: 'The parts are joined by dots.', row: 'S03', breaks: ['SIG-09'], override: partsJoinedBy('.') },
  // A canonical request has a line for each part elsewhere.
  'line-feeds-between-parts': {
    title: 'The parts are joined by line feeds.',
    row: 'S03',
    breaks: ['SIG-09'],
    override: partsJoinedBy('\n'),
  },
  // The parts of the message were joined from memory.
  'login-before-date': {
    title: 'X-Login is signed before X-Date.',
    row: 'S01',
    breaks: ['SIG-09'],
    override: { message: (_conforming) => (xDate, xLogin, body) => signedMessage(xLogin, xDate, body) },
  },
  // Other schemes use that.
  'hash-in-base64': {
    title: 'The hash is in base64.',
    row: 'S35',
    breaks: ['SIG-09'],
    override: { hash: (conforming) => (message, secret) => Buffer.from(conforming(message, secret), 'hex').toString('base64') },
  },
  // %X.
  'hash-in-upper-case': {
    title: 'The hash is in upper-case hex.',
    row: 'S35',
    breaks: ['SIG-09'],
    override: { hash: (conforming) => (message, secret) => conforming(message, secret).toUpperCase() },
  },
  // A wrapper around the wrapper.
  'hash-of-a-hash': {
    title: 'The hash is hashed once more.',
    row: 'S36',
    breaks: ['SIG-09'],
    override: { hash: (conforming) => (message, secret) => conforming(encodeUtf8(conforming(message, secret)), secret) },
  },
  // The arguments of the HMAC function are in another order.
  'key-and-message-swapped': {
    title: 'Key and message are swapped.',
    row: 'S36',
    breaks: ['SIG-09'],
    override: { hash: (conforming) => (message, secret) => conforming(encodeUtf8(secret), Buffer.from(message).toString('utf8')) },
  },
  // A library normalises schemes, since HTTP says that they are case-insensitive.
  'scheme-in-lower-case': {
    title: 'The scheme is written d24.',
    row: 'S02',
    breaks: ['SIG-09'],
    override: { authorization: (conforming) => (scheme, hash) => conforming(scheme.toLowerCase(), hash) },
  },
  // The prefix is in a footnote of the page.
  'scheme-missing': {
    title: 'Authorization contains only the hash.',
    row: 'S02',
    breaks: ['SIG-09'],
    override: { authorization: () => (_scheme, hash) => hash },
  },
  // The code was copied from an integration of another label.
  'scheme-of-a-sister': {
    title: 'The scheme is that of a sister label.',
    row: 'S02',
    breaks: ['SIG-09'],
    override: { authorization: (conforming) => (_scheme, hash) => conforming('TUPAY', hash) },
  },
  // The space was trimmed off the constant.
  'scheme-without-space': {
    title: 'No space follows the scheme.',
    row: 'S02',
    breaks: ['SIG-09'],
    override: { authorization: () => (scheme, hash) => `${scheme}${hash}` },
  },
});
