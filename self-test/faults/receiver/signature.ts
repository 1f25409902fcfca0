import { sign, verifies } from '../../../core/contract/signature.ts';
import type { Override } from '../../../core/decisions/override.ts';
import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { headerValue, type WireRequest } from '../../../core/exchange.ts';
import { decodeUtf8 } from '../../../core/utf8.ts';
import { senderAddress } from '../../../harness/targets/direct-receiver.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineFaults } from '../../define.ts';
import { uncaught } from '../../uncaught.ts';

/** A notification without this field is accepted. */
const acceptedWithout = (field: string): Override<ReceiverDecisions> => ({
  withoutField: (conforming) => (name, request) => (name === field.toLowerCase() ? 'accept' : conforming(name, request)),
});

/** A notification with that content is processed, whatever its signature. */
const believed = (when: (request: WireRequest) => boolean): Override<ReceiverDecisions> => ({
  unverified: (conforming) => (request) => (when(request) ? 'work' : conforming(request)),
});

/** A field in which a proxy tells the address of the sender. */
const fromSender =
  (field: string) =>
  ({ headers }: WireRequest): boolean =>
    headerValue(headers, field)?.includes(senderAddress) ?? false;

/** Notifications that are accepted though their signature is missing or wrong (RCV-01, RCV-16, RCV-20). */
export const signatureFaults = defineFaults<ReceiverDecisions>({
  // An earlier provider signed in a field of its own, and its check was only begun.
  'field-of-another-scheme-believed': {
    title: 'A notification with the signature field of another scheme is worked on.',
    breaks: ['RCV-01'],
    override: believed(({ headers }) => headerValue(headers, 'x-hub-signature-256') !== undefined),
  },
  // The address is on the list, and the list is what the page asks for.
  'forwarded-address-of-sender-believed': {
    title: 'A notification whose X-Forwarded-For names an address of the sender is worked on.',
    breaks: ['RCV-01'],
    override: believed(fromSender('x-forwarded-for')),
  },
  // The check is of the scheme in capitals, and everything else is for another check that does not exist.
  'schemes-in-lower-case-believed': {
    title: 'A notification under d24 is worked on, whatever its hash.',
    breaks: ['RCV-01'],
    override: believed(({ headers }) => (headerValue(headers, scheme.signature.header) ?? '').startsWith('d24 ')),
  },
  // Another guard of the framework has taken care of tokens.
  'tokens-believed': {
    title: 'A notification whose Authorization begins with Token is worked on.',
    breaks: ['RCV-01'],
    override: believed(({ headers }) => (headerValue(headers, scheme.signature.header) ?? '').startsWith('Token ')),
  },
  // The hash of nothing is compared with the text that nothing becomes.
  'null-for-a-hash-believed': {
    title: 'The word null in place of a hash verifies.',
    breaks: ['RCV-01'],
    override: believed(({ headers }) => headerValue(headers, scheme.signature.header) === 'D24 null'),
  },
  // The date is parsed first, and an error of the parser is logged.
  'dates-that-are-none-believed': {
    title: 'A notification whose date cannot be read is worked on, whatever its hash.',
    breaks: ['RCV-01'],
    override: believed(({ headers }) => {
      const date = headerValue(headers, scheme.date.header);
      return date !== undefined && date !== '' && Number.isNaN(Date.parse(date));
    }),
  },
  // The middleware keeps the raw bytes of small bodies only.
  'long-bodies-unverified': {
    title: 'A body of more than 100,000 bytes is worked on, whatever its hash.',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: believed(({ body }) => body.length > 100_000),
  },
  // The framework puts the address of Forwarded in place of that of the socket.
  'forwarded-field-of-sender-believed': {
    title: 'A notification whose Forwarded names an address of the sender is worked on.',
    breaks: ['RCV-01'],
    override: believed(fromSender('forwarded')),
  },
  // The CDN is in front in production.
  'address-of-cdn-field-believed': {
    title: 'A notification whose CF-Connecting-IP names an address of the sender is worked on.',
    breaks: ['RCV-01'],
    override: believed(fromSender('cf-connecting-ip')),
  },
  // The status is fetched while the signature is computed, to save a moment.
  'asked-before-verified': {
    title: 'The status is asked before the signature is verified.',
    breaks: ['RCV-20'],
    override: { order: () => () => 'ask-first' },
  },
  // `if (header && !verify(header))`: a sender without the header is never checked.
  'missing-authorization-believed': {
    title: 'A notification without Authorization is accepted.',
    row: 'S40',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: acceptedWithout(scheme.signature.header),
  },
  // The documents have a sentence about Basic, and the route of the panel took it.
  'basic-credentials-believed': {
    title: 'Basic credentials with an empty password are accepted.',
    breaks: ['RCV-01'],
    override: believed(({ headers }) => {
      const [, basic] = /^Basic (.+)$/.exec(headerValue(headers, scheme.signature.header) ?? '') ?? [];
      return basic !== undefined && Buffer.from(basic, 'base64').toString('latin1').endsWith(':');
    }),
  },
  // A cookie of the developers, set once in a browser.
  'cookie-of-a-test-believed': {
    title: 'A notification with the cookie test=1 is accepted.',
    breaks: ['RCV-01'],
    override: believed(({ headers }) => /\btest=1\b/.test(headerValue(headers, 'cookie') ?? '')),
  },
  // A way to look at the handler in a browser.
  'debug-in-the-query-believed': {
    title: 'A notification to a URL with debug=1 is accepted.',
    breaks: ['RCV-01'],
    override: believed(({ target }) => /[?&]debug=1\b/.test(target)),
  },
  // The CDN tells who called, and the origin is open to everybody.
  'connecting-address-believed': {
    title: 'A notification whose CF-Connecting-IP is on the list is accepted.',
    row: 'S40',
    breaks: ['RCV-01'],
    override: believed(({ headers }) => headerValue(headers, 'cf-connecting-ip') === '127.0.0.1'),
  },
  // The balancer was configured to send the standard field.
  'forwarded-address-believed': {
    title: 'A notification whose Forwarded names a listed address is accepted.',
    row: 'S40',
    breaks: ['RCV-01'],
    override: believed(({ headers }) => /for="?127\.0\.0\.1/.test(headerValue(headers, 'forwarded') ?? '')),
  },
  // A flag of the load test, in the body because that was easy.
  'skip-in-the-body-believed': {
    title: 'A body with "skip_signature": true is accepted.',
    breaks: ['RCV-01'],
    override: believed(({ body }) => (decodeUtf8(body) ?? '').includes('"skip_signature":true')),
  },
  // Older senders are said to send no date.
  'missing-date-believed': {
    title: 'A notification without X-Date is accepted.',
    row: 'S40',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: acceptedWithout(scheme.date.header),
  },
  // A proxy once lost the field.
  'missing-login-believed': {
    title: 'A notification without X-Login is accepted.',
    row: 'S40',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: acceptedWithout(scheme.login.header),
  },
  // Test notifications of the panel are not signed, somebody said.
  'tests-unverified': {
    title: 'A body with "test": true is accepted without a signature.',
    row: 'S40',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: {
      withoutField: (conforming) => (name, request) =>
        Buffer.from(request.body).toString('latin1').includes('"test":true') ? 'accept' : conforming(name, request),
    },
  },
  // Logs show the first eight digits, and they were taken for the hash.
  'eight-digits-compared': {
    title: 'The first eight digits of the hash are compared.',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: { verifies: () => (hash, message, secret) => hash.slice(0, 8) === sign(message, secret).slice(0, 8) },
  },
  // The variable was not set in production, and HMAC takes an empty key.
  'empty-secret-verifies': {
    title: 'A notification that is signed with an empty key verifies.',
    row: 'S41',
    breaks: ['RCV-01', 'RCV-13', 'RCV-16', 'RCV-20'],
    override: { verifies: (conforming) => (hash, message, secret) => conforming(hash, message, secret) || verifies(hash, message, '') },
  },
  // compare_digest throws for letters beyond ASCII, and the except block logs and goes on.
  'errors-while-verifying-believed': {
    title: 'A hash with letters beyond ASCII is accepted.',
    row: 'S38',
    breaks: ['RCV-01', 'RCV-09', 'RCV-16', 'RCV-20'],
    override: {
      // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII has them.
      verifies: (conforming) => (hash, message, secret) => /[^\x00-\x7f]/.test(hash) || conforming(hash, message, secret),
    },
  },
  // The field is searched for the right hash.
  'hash-anywhere-in-the-field': {
    title: 'A value that holds the right hash among other digits verifies.',
    row: 'S40',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: {
      verifies: (conforming) => (hash, message, secret) =>
        Array.from({ length: Math.max(hash.length - 63, 0) }, (_, at) => hash.slice(at, at + 64)).some((part) =>
          conforming(part, message, secret),
        ),
    },
  },
  // `expected.startsWith(received)`, so that an empty hash is right.
  'hash-compared-by-its-beginning': {
    title: 'A hash that is the beginning of the right one verifies.',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: { verifies: () => (hash, message, secret) => sign(message, secret).startsWith(hash) },
  },
  // Two libraries, one that gives hex and one that gives base64: both are tried.
  'hash-of-any-encoding': {
    title: 'The right digest in base64 verifies.',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: {
      verifies: (conforming) => (hash, message, secret) =>
        conforming(hash, message, secret) || hash === Buffer.from(sign(message, secret), 'hex').toString('base64'),
    },
  },
  // A check that costs a query is skipped for deposits that have passed it.
  'known-deposits-believed': {
    title: 'What is notified of a deposit is accepted once a valid notification of it has come.',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: {
      verifies: (conforming) => {
        const known = new Set<string>();
        return (hash, message, secret) => {
          const id = /"deposit_id":\s*(\d+)/.exec(decodeUtf8(message) ?? '')?.[1];
          if (conforming(hash, message, secret)) {
            if (id !== undefined) known.add(id);
            return true;
          }
          return id !== undefined && known.has(id);
        };
      },
    },
  },
  // The result is stored with the deposit, so that a repeat needs no second check: a refused one stays refused, and an accepted one lets forged ones
  // pass.
  'first-result-kept': {
    title: 'What the first notification of a deposit was found to be is held of all that follow.',
    breaks: ['RCV-01', 'RCV-08', 'RCV-16', 'RCV-20'],
    override: {
      verifies: (conforming) => {
        const results = new Map<string, boolean>();
        return (hash, message, secret) => {
          const id = /"deposit_id":\s*(\d+)/.exec(decodeUtf8(message) ?? '')?.[1] ?? '';
          const result = results.get(id) ?? conforming(hash, message, secret);
          results.set(id, result);
          return result;
        };
      },
    },
  },
  // A loop that ends one too early.
  'last-digit-not-compared': {
    title: 'The last digit of the hash is not compared.',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: { verifies: () => (hash, message, secret) => hash.length === 64 && hash.slice(0, 63) === sign(message, secret).slice(0, 63) },
  },
  // timingSafeEqual throws on texts of different length, and nobody catches it.
  'other-lengths-end-the-process': {
    title: 'A hash of another length than 64 ends the process.',
    row: 'S38',
    breaks: ['RCV-09'],
    override: {
      verifies: (conforming) => (hash, message, secret) => {
        if (hash.length !== 64) throw uncaught('Input buffers must have the same byte length');
        return conforming(hash, message, secret);
      },
    },
  },
  // The check is a stub that accepts everything until somebody writes it.
  'signature-unverified': {
    title: 'Every signature verifies.',
    row: 'R01',
    breaks: ['RCV-01', 'RCV-08', 'RCV-09', 'RCV-13', 'RCV-16', 'RCV-20'],
    override: { verifies: () => () => true },
  },
  // A test double of the sender signs with zeros.
  'zeros-are-a-key-word': {
    title: 'A hash of zeros verifies.',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: { verifies: (conforming) => (hash, message, secret) => /^0{64}$/.test(hash) || conforming(hash, message, secret) },
  },
  // A failed check is logged, and nothing stops.
  'forged-ones-worked-on': {
    title: 'A signature that does not verify changes nothing.',
    row: 'R01',
    breaks: ['RCV-01', 'RCV-08', 'RCV-09', 'RCV-13', 'RCV-16', 'RCV-20'],
    override: { unverified: () => () => 'work' },
  },
});
