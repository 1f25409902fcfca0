import type { Credentials } from '../../../core/contract/ledger.ts';
import type { ClientDecisions } from '../../../core/decisions/client.ts';
import { defineFaults } from '../../define.ts';

/** Keeps the first value that it is asked about. */
function first<Value>(): (value: Value) => Value {
  let kept: Value | undefined;
  return (value) => {
    kept ??= value;
    return kept;
  };
}

/** A new key set that the client was given (ROT-06). */
export const rotationFaults = defineFaults<ClientDecisions>({
  // A file with the keys is written at the first start, and read at all others.
  'keys-of-the-first-start': {
    title: 'The key set of the first start is used for ever.',
    breaks: ['ROT-06'],
    override: {
      keysInUse: () => {
        const keys = first<Credentials>();
        return (given) => keys(given);
      },
    },
  },
  // The set has two places in the deployment, and one was forgotten.
  'read-only-key-of-the-first-start': {
    title: 'A new set is used but for its read-only key.',
    breaks: ['ROT-06'],
    override: {
      keysInUse: (conforming) => {
        const keys = first<Credentials>();
        return (given, before) => ({ ...conforming(given, before), readOnlyKey: keys(given).readOnlyKey });
      },
    },
  },
  // The HMAC object is made once.
  'signature-of-the-first-start': {
    title: 'Requests are signed with the API Signature of the first start.',
    breaks: ['ROT-06', 'SIG-09'],
    override: {
      secret: (conforming) => {
        const keys = first<Credentials>();
        return (given) => conforming(keys(given));
      },
    },
  },
  // The default headers of the HTTP client are set once.
  'login-of-the-first-start': {
    title: 'X-Login is that of the first start.',
    breaks: ['ROT-06', 'SIG-09'],
    override: {
      login: (conforming) => {
        const keys = first<Credentials>();
        return (given) => conforming(keys(given));
      },
    },
  },
});
