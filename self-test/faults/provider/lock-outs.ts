import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { defineFaults } from '../../define.ts';

/** Valid calls after wrong ones (SIG-01). A lock is allowed, but it has to be recognisable as one (C57). */
export const lockOutFaults = defineFaults<ProviderDecisions>({
  // Every refusal of the check has one answer, so that nobody learns of the lock.
  'locked-calls-get-102': {
    title: 'After 16 wrong signatures right ones are answered for a quarter of a second as wrong ones.',
    breaks: ['SIG-01'],
    interpretations: { C57: 'for-a-time' },
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        conforming(refusal.because === 'locked-out' ? { because: 'signature-wrong' } : refusal, call, expected),
    },
  },
  // A locked account is left out of the look-up of logins.
  'locked-logins-unknown': {
    title: 'After 16 wrong signatures a right X-Login is unknown for a quarter of a second.',
    breaks: ['SIG-01'],
    interpretations: { C57: 'for-a-time' },
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        conforming(refusal.because === 'locked-out' ? { because: 'credentials-unknown' } : refusal, call, expected),
    },
  },
  // Only a success resets the counter of failures, and the check is skipped while it is full.
  'twelve-failures-disable-secret': {
    title: 'After 12 wrong signatures in a row the next right one is refused as wrong.',
    breaks: ['SIG-01'],
    override: {
      verifies: (conforming) => {
        let failed = 0;
        return (hash, message, secret, call) => {
          const right = conforming(hash, message, secret, call);
          const refused = right && failed >= 12;
          failed = right ? 0 : failed + 1;
          return right && !refused;
        };
      },
    },
  },
  // The counter belongs to the address of the sender, and its answer is that of an unknown login.
  'unknown-logins-hide-known-one': {
    title: 'After 12 unknown logins in a row the next known one is refused as unknown.',
    breaks: ['SIG-01'],
    shownBy: ['AUT-02'],
    override: {
      accountOf: (conforming) => {
        let failed = 0;
        return (login, accounts, call) => {
          const found = conforming(login, accounts, call);
          const hidden = found !== undefined && failed >= 12;
          failed = found === undefined ? failed + 1 : 0;
          return hidden ? undefined : found;
        };
      },
    },
  },
  'wrong-keys-disable-right-one': {
    title: 'After 12 wrong read-only keys in a row the next right one is refused.',
    breaks: ['AUT-04'],
    override: {
      accountOfBearer: (conforming) => {
        let failed = 0;
        return (token, accounts, call) => {
          const found = conforming(token, accounts, call);
          const hidden = found !== undefined && failed >= 12;
          failed = found === undefined ? failed + 1 : 0;
          return hidden ? undefined : found;
        };
      },
    },
  },
});
