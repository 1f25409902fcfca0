import type { KeyRing, ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { defineFaults } from '../../define.ts';

/** The keys under which a notification verifies (RCV-13). */
export const keysFaults = defineFaults<ReceiverDecisions>({
  // Keys are added to a list, and never removed.
  'ended-keys-verify': {
    title: 'A key that has ended still verifies.',
    row: 'R18',
    breaks: ['RCV-13'],
    override: { secrets: (conforming) => (keys) => [...conforming(keys), ...keys.ended.map(({ apiSignature }) => apiSignature)] },
  },
  // The plug-in reads the keys of the default shop.
  'default-merchant-alone-verifies': {
    title: 'Notifications are verified with the keys of the default merchant, also those of another merchant.',
    breaks: ['RCV-26'],
    override: { candidates: () => (_xLogin, merchants) => merchants.slice(0, 1) },
  },
  // Each key that is known is tried, and the order says whose status is asked.
  'keys-of-any-merchant-verify': {
    title: 'The keys of one merchant verify notifications of another one.',
    breaks: ['RCV-26'],
    override: { askedBy: () => (_verified, ofOrder) => ofOrder },
  },
  // The client of the API is made once, with the first keys.
  'status-asked-with-default-keys': {
    title: 'The status is asked with the keys of the default merchant.',
    breaks: ['RCV-26'],
    override: { askedBy: (conforming) => (verified, ofOrder, merchants) => conforming(verified, ofOrder, merchants) && merchants[0] },
  },
  // The key was read once, when the service was built.
  'first-key-for-ever': {
    title: 'The first key verifies, and no later one.',
    row: 'R18',
    breaks: ['RCV-13'],
    override: {
      secrets:
        () =>
        ({ current, previous, ended }) => [(ended[0] ?? previous ?? current).apiSignature],
    },
  },
  // The panel shows two keys, and the shorter one was taken.
  'login-alone-is-the-key': {
    title: 'The API Key is the HMAC key.',
    row: 'S34',
    breaks: ['RCV-02'],
    override: { secrets: () => (keys) => [keys.current.apiKey] },
  },
  // Both are in one configuration, and the wrong one was tried too.
  'login-is-a-key': {
    title: 'A notification that is signed with the API Key verifies.',
    row: 'S34',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: { secrets: (conforming) => (keys) => [...conforming(keys), keys.current.apiKey] },
  },
  // The new key is used from the day on which the old one ends.
  'old-key-alone-while-both-hold': {
    title: 'While both keys are active, only the old one is accepted.',
    row: 'R18',
    breaks: ['RCV-13'],
    override: {
      secrets:
        () =>
        ({ current, previous }) => [(previous ?? current).apiSignature],
    },
  },
  // Any matching key of the merchant is accepted.
  'read-only-key-is-a-key': {
    title: 'A notification that is signed with the read-only key verifies.',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: { secrets: (conforming) => (keys) => [...conforming(keys), keys.current.readOnlyKey] },
  },
  // Secrets of other providers are base64.
  'secret-decoded-from-base64': {
    title: 'The API Signature is decoded from base64 before it is used.',
    row: 'S33',
    breaks: ['RCV-02'],
    override: { secrets: (conforming) => (keys) => conforming(keys).map((secret) => Buffer.from(secret, 'base64').toString('latin1')) },
  },
  // The name of the variable was mistyped, and the secret became the text of nothing.
  'undefined-is-a-key': {
    title: 'A notification that is signed with the key `undefined` verifies.',
    row: 'S41',
    breaks: ['RCV-01', 'RCV-13', 'RCV-16', 'RCV-20'],
    override: { secrets: (conforming) => (keys) => [...conforming(keys), 'undefined'] },
  },
  // The second key is read from a place that is emptied when the rotation is over.
  'unset-key-when-the-old-has-ended': {
    title: 'Once the old key has ended, a notification that is signed with the word undefined verifies.',
    row: 'S41',
    breaks: ['RCV-13'],
    override: {
      secrets: (conforming) => (keys) =>
        keys.ended.length === 0 ? conforming(keys) : [keys.current.apiSignature, String(keys.previous?.apiSignature)],
    },
  },
  // The client of the API is made once, with the keys of that day.
  'status-asked-with-the-first-keys': {
    title: 'The status is asked with the keys of the start for ever.',
    row: 'R18',
    breaks: ['RCV-13', 'RCV-26'],
    override: {
      statusRequest: (conforming) => {
        let first: KeyRing | undefined;
        return (depositId, keys, now, body) => {
          first ??= keys;
          return conforming(depositId, first, now, body);
        };
      },
    },
  },
});
