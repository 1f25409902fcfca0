import { active } from '../../../core/contract/credentials.ts';
import type { SenderDecisions } from '../../../core/decisions/sender.ts';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineFaults } from '../../define.ts';

/** How a notification is signed, and with which keys (NTF-01, NTF-04, NTF-08, ROT-05). */
export const signatureFaults = defineFaults<SenderDecisions>({
  // The keys are kept in the queue with the notification.
  'repeats-signed-with-the-first-keys': {
    title: 'Repeats are signed with the keys of the first attempt.',
    row: 'N07',
    breaks: ['ROT-05'],
    override: {
      keys:
        () =>
        ([newest], before) =>
          before ?? newest,
    },
  },
  // The process reads the secrets of merchants once.
  'secret-cached': {
    title: 'A secret that was used once is used for ever.',
    row: 'N07',
    breaks: ['ROT-05'],
    override: {
      keys: (conforming) => {
        const known = new Map<string, ReturnType<typeof conforming>>();
        return (inForce, before, notice) => {
          const keys = known.get(notice.merchant) ?? conforming(inForce, before, notice);
          known.set(notice.merchant, keys);
          return keys;
        };
      },
    },
  },
  // The key of the HMAC is made of the secret once, because that costs time.
  'hmac-key-made-once': {
    title: 'The key of the HMAC is made once for each merchant.',
    breaks: ['ROT-05'],
    override: {
      secret: (conforming) => {
        const made = new Map<string, string>();
        return (keys, notice, account) => {
          const secret = made.get(notice.merchant) ?? conforming(keys, notice, account);
          made.set(notice.merchant, secret);
          return secret;
        };
      },
    },
  },
  // The job that cancels has a copy of the code, with a mistake of its own.
  'cancellations-signed-with-the-api-key': {
    title: 'Notifications of cancellations are signed with the API Key.',
    row: 'N07',
    breaks: ['NTF-08', 'NTF-04'],
    override: {
      secret: (conforming) => (keys, notice, account) => (notice.status === 'CANCELLED' ? keys.apiKey : conforming(keys, notice, account)),
    },
  },
  // The worker that repeats has a copy of the code, with a mistake of its own.
  'repeats-signed-with-the-api-key': {
    title: 'Repeats are signed with the API Key.',
    row: 'N07',
    breaks: ['NTF-04'],
    override: { secret: (conforming) => (keys, notice, account) => (notice.attempt > 1 ? keys.apiKey : conforming(keys, notice, account)) },
  },
  // The secret is read from a mounted file, whole.
  'secret-with-a-line-end': {
    title: 'The HMAC key ends in the line feed of its file.',
    breaks: ['NTF-08'],
    override: { secret: (conforming) => (keys, notice, account) => `${conforming(keys, notice, account)}\n` },
  },
  // Two settings of like names, taken for each other.
  'signed-with-the-api-key': {
    title: 'The HMAC key is the API Key.',
    row: 'N07',
    breaks: ['NTF-08'],
    override: {
      secret:
        () =>
        ({ apiKey }) =>
          apiKey,
    },
  },
  // Notifications belong to reading, so somebody took the key for reading.
  'signed-with-the-read-only-key': {
    title: 'The HMAC key is the read-only key.',
    row: 'N07',
    breaks: ['NTF-08'],
    override: {
      secret:
        () =>
        ({ apiSignature }, { now }, { readOnlyKeys }) =>
          active(readOnlyKeys, now)[0]?.key ?? apiSignature,
    },
  },
  // The parts are joined in the order in which the header fields are written.
  'login-signed-before-date': {
    title: 'The hash is over X-Login, X-Date and body, in that order.',
    breaks: ['NTF-08'],
    override: { message: (conforming) => (parts, notice) => conforming({ ...parts, date: parts.login, login: parts.date }, notice) },
  },
  // Other webhooks are signed so.
  'parts-joined-by-dots': {
    title: 'The parts under the HMAC are joined by dots.',
    breaks: ['NTF-08'],
    override: {
      message:
        () =>
        ({ date, login, body }) =>
          encodeUtf8(`${date}.${login}.${decodeUtf8(body) ?? ''}`),
    },
  },
  // The function that signs status calls, which have no body, was taken over.
  'signed-over-an-empty-body': {
    title: 'The hash is over X-Date and X-Login alone.',
    breaks: ['NTF-08'],
    override: { message: (conforming) => (parts, notice) => conforming({ ...parts, body: new Uint8Array(0) }, notice) },
  },
  // Bodies leave the cache after an hour.
  'third-repeat-signed-over-nothing': {
    title: 'From the third repeat on the hash is over an empty body.',
    row: 'N01',
    breaks: ['NTF-04'],
    override: {
      message: (conforming) => (parts, notice) => conforming(notice.attempt > 3 ? { ...parts, body: new Uint8Array(0) } : parts, notice),
    },
  },
  // The column was made for SHA-1.
  'hash-cut': {
    title: 'The hash is cut to 40 digits.',
    breaks: ['NTF-08'],
    override: { hash: (conforming) => (message, secret, notice) => conforming(message, secret, notice).slice(0, 40) },
  },
  // The template names a variable that is not set.
  'authorization-blank': {
    title: 'The Authorization value is blank.',
    row: 'N07',
    breaks: ['NTF-01'],
    override: { authorization: () => () => '' },
  },
  // The signature came with a later version, and this sender was never upgraded.
  'authorization-left-out': {
    title: 'No notification carries an Authorization value.',
    row: 'N07',
    breaks: ['NTF-01'],
    override: { authorization: () => () => undefined },
  },
  // The digest is encoded as the library does unless it is set otherwise.
  'hash-in-base64': {
    title: 'The hash is sent in base64.',
    breaks: ['NTF-08'],
    override: {
      authorization: (conforming) => (hash, date, notice) => conforming(Buffer.from(hash, 'hex').toString('base64'), date, notice),
    },
  },
  // The HTTP library has a helper for the Authorization field.
  'hash-under-bearer': {
    title: 'The hash stands after Bearer.',
    breaks: ['NTF-08'],
    override: { authorization: () => (hash) => `Bearer ${hash}` },
  },
  // Refunds are sent by an older service.
  'refunds-unsigned': {
    title: 'Notifications of refunds carry no Authorization value.',
    row: 'N07',
    breaks: ['NTF-01'],
    override: {
      authorization: (conforming) => (hash, date, notice) => (notice.about === 'refund' ? undefined : conforming(hash, date, notice)),
    },
  },
  // The panel has a sender of its own.
  'resends-unsigned': {
    title: 'What a person asks for again goes out without an Authorization value.',
    row: 'N07',
    breaks: ['NTF-01'],
    override: {
      authorization: (conforming) => (hash, date, notice) => (notice.cause === 'resend' ? undefined : conforming(hash, date, notice)),
    },
  },
  // The panel has a sender of its own, made from an older page of the documents.
  'resends-signed-over-the-body': {
    title: 'What a person asks for again is signed over the body only.',
    breaks: ['NTF-12'],
    override: { message: (conforming) => (parts, notice) => (notice.cause === 'resend' ? parts.body : conforming(parts, notice)) },
  },
  // The panel is written in another language, whose hex is in upper case.
  'resends-in-upper-case': {
    title: 'The hash of what a person asks for again is in upper case.',
    breaks: ['NTF-12'],
    override: {
      hash: (conforming) => (message, secret, notice) => {
        const hash = conforming(message, secret, notice);
        return notice.cause === 'resend' ? hash.toUpperCase() : hash;
      },
    },
  },
  // The panel shows the hash and copies what it shows.
  'resends-without-scheme': {
    title: 'What a person asks for again has only the hash as its Authorization value.',
    breaks: ['NTF-12'],
    override: {
      authorization: (conforming) => (hash, date, notice) => (notice.cause === 'resend' ? hash : conforming(hash, date, notice)),
    },
  },
  // The queue keeps the body of a notification, and none of its header fields.
  'authorization-left-out-of-repeats': {
    title: 'Repeats go out without the Authorization value.',
    row: 'N07',
    breaks: ['NTF-01'],
    override: {
      headers:
        () =>
        (lines, { attempt }) =>
          attempt === 1 ? lines : lines.filter(([name]) => name !== scheme.signature.header),
    },
  },
});
