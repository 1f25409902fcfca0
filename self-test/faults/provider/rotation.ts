import type { Account, Ending } from '../../../core/contract/ledger.ts';
import type { Override } from '../../../core/decisions/override.ts';
import type { Call, ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineFaults } from '../../define.ts';
import { loginOf } from '../x-login.ts';

/** Every key that an account ever had, none of which ends: a cache that is never emptied. */
function remembering(): (account: Account, call: Pick<Call, 'environment'>) => Account {
  const known = new Map<string, Account>();
  return (account, { environment }) => {
    const place = `${environment} ${account.merchant}`;
    const before = known.get(place);
    const sets = [...account.signingSets, ...(before?.signingSets ?? [])];
    const keys = [...account.readOnlyKeys, ...(before?.readOnlyKeys ?? [])];
    const whole: Account = {
      ...account,
      signingSets: [...new Map(sets.map(({ apiKey, apiSignature }) => [apiKey, { apiKey, apiSignature }])).values()],
      readOnlyKeys: [...new Map(keys.map(({ key }) => [key, { key }])).values()],
    };
    known.set(place, whole);
    return whole;
  };
}

/** Numbers the calls of each account, from 1, however often it is read in a call: one node serves a call. */
function numbering(): (account: Account, call: Pick<Call, 'environment'>) => number {
  const counts = new Map<string, number>();
  const numbers = new WeakMap<object, Map<string, number>>();
  return ({ merchant }, call) => {
    const place = `${call.environment} ${merchant}`;
    const own = numbers.get(call) ?? new Map<string, number>();
    numbers.set(call, own);
    const number = own.get(place) ?? (counts.get(place) ?? 0) + 1;
    own.set(place, number);
    counts.set(place, Math.max(number, counts.get(place) ?? 0));
    return number;
  };
}

/** Some calls see every key that the account ever had. */
const oldKeysLiveFor = (some: (call: Call, number: number) => boolean): Override<ProviderDecisions> => ({
  inForce: (conforming) => {
    const ever = remembering();
    const number = numbering();
    return (account, call) => {
      const all = ever(account, call);
      return some(call, number(account, call)) ? all : conforming(account, call);
    };
  },
});

/** The keys that an account was first seen with. */
function firstSeen(): (account: Account, call: Pick<Call, 'environment'>) => Account {
  const first = new Map<string, Account>();
  return (account, { environment }) => {
    const place = `${environment} ${account.merchant}`;
    const before = first.get(place) ?? account;
    first.set(place, before);
    return before;
  };
}

/** The account whose keys end that many ms later. */
function endingLater(account: Account, ms: number): Account {
  const later = <Key extends Ending>(keys: readonly Key[]): readonly Key[] =>
    keys.map((key) => (key.endsAt === undefined ? key : { ...key, endsAt: key.endsAt + ms }));
  return { ...account, signingSets: later(account.signingSets), readOnlyKeys: later(account.readOnlyKeys) };
}

/** A rotation of keys (ROT). */
export const rotationFaults = defineFaults<ProviderDecisions>({
  // Keys are loaded when the service starts.
  'keys-loaded-at-start': {
    title: 'A new key set is not known until a restart.',
    row: 'K03',
    breaks: ['ROT-01'],
    override: {
      inForce: () => {
        const first = firstSeen();
        return (account, call) => first(account, call);
      },
    },
  },
  // One node of four missed the message that empties its cache.
  'new-set-unknown-to-one-node': {
    title: 'One of four nodes never learns of a new key set.',
    row: 'K03',
    breaks: ['ROT-01'],
    override: {
      inForce: (conforming) => {
        const first = firstSeen();
        const number = numbering();
        return (account, call) => {
          const before = first(account, call);
          return conforming(number(account, call) % 4 === 0 ? before : account, call);
        };
      },
    },
  },
  // The roll makes three keys, and the read-only one is written to another table.
  'new-read-only-key-unknown': {
    title: 'A new read-only key is refused, and the old one stays.',
    breaks: ['ROT-01', 'ROT-02'],
    override: {
      inForce: (conforming) => {
        const first = firstSeen();
        return (account, call) => ({ ...conforming(account, call), readOnlyKeys: first(account, call).readOnlyKeys });
      },
    },
  },
  // The end of a set is kept with the account, and closes the account.
  'account-closed-at-the-end-of-a-set': {
    title: 'Once an old set has ended, the new one is refused too.',
    breaks: ['ROT-01'],
    override: {
      inForce: (conforming) => {
        const first = firstSeen();
        return (account, call) => {
          const [before, now] = [first(account, call), conforming(account, call)];
          const ended = before.signingSets.some(({ apiKey }) => !now.signingSets.some((set) => set.apiKey === apiKey));
          return ended ? { ...now, signingSets: [], readOnlyKeys: [] } : now;
        };
      },
    },
  },
  // The service that writes has a copy of the keys, which is updated by a job at night.
  'new-set-reads-only': {
    title: 'A new key set is taken by GETs and refused by POSTs.',
    breaks: ['ROT-01'],
    override: {
      inForce: (conforming) => {
        const first = firstSeen();
        return (account, call) => {
          const before = first(account, call);
          return conforming(call.operation.method === 'GET' ? account : before, call);
        };
      },
    },
  },
  // The panel shows the column with the end, and nothing else reads it.
  'old-set-never-ends': { title: 'An old key set works for ever.', row: 'K03', breaks: ['ROT-02'], override: oldKeysLiveFor(() => true) },
  // Each node has a cache of keys without an expiry.
  'old-set-cached-on-one-node': {
    title: 'On one of four nodes an old key set works for ever.',
    row: 'K03',
    breaks: ['ROT-02'],
    override: oldKeysLiveFor((_, number) => number % 4 === 0),
  },
  // Keys are looked up for what moves money, and taken from a token cache for the rest.
  'old-set-lives-for-reads': {
    title: 'An old API Key can still read deposits.',
    breaks: ['ROT-02'],
    override: oldKeysLiveFor((call) => call.operation.method === 'GET' && call.operation.authentication === 'signed'),
  },
  // The table of read-only keys has no end.
  'old-read-only-key-never-ends': {
    title: 'An old read-only key works for ever.',
    breaks: ['ROT-02'],
    override: oldKeysLiveFor((call) => call.operation.authentication === 'bearer'),
  },
  // Refunds have a service of their own.
  'old-set-refunds': {
    title: 'An old key set can still make refunds.',
    breaks: ['ROT-02'],
    override: oldKeysLiveFor((call) => call.operation.creates === 'refund'),
  },
  // The end is written in local time.
  'old-set-ends-hours-late': {
    title: 'An old key set ends three hours after its end.',
    breaks: ['ROT-02'],
    override: { inForce: (conforming) => (account, call) => conforming(endingLater(account, 3 * 3_600_000), call) },
  },
  // A used idempotency key is answered before anybody looks whether the set has ended.
  'old-set-gets-stored-answers': {
    title: 'An old key set still gets the answers that are stored under its idempotency keys.',
    breaks: ['ROT-02'],
    override: oldKeysLiveFor(
      (call) => call.operation.method === 'POST' && headerValue(call.arrival.request.headers, scheme.idempotency.header) !== undefined,
    ),
  },
  // Signatures are tried one after the other, those of former sets too.
  'any-signature-of-the-account': {
    title: 'An API Signature that has ended works with the new API Key.',
    breaks: ['ROT-03'],
    override: {
      secretsOf: (conforming) => {
        const ever = remembering();
        return (account, login, call) => [
          ...conforming(account, login, call),
          ...ever(account, call).signingSets.map(({ apiSignature }) => apiSignature),
        ];
      },
    },
  },
  // An API Key is the name of the account, and a name does not end.
  'any-login-of-the-account': {
    title: 'An API Key that has ended works with the new API Signature.',
    breaks: ['ROT-03'],
    override: {
      accountOf: (conforming) => {
        const ever = remembering();
        return (login, accounts, call) => {
          const former = accounts.find((account) => ever(account, call).signingSets.some(({ apiKey }) => apiKey === login));
          return conforming(login, accounts, call) ?? former;
        };
      },
    },
  },
  // The token is looked up in the history of the account that X-Login names.
  'read-only-key-of-the-named-account': {
    title: 'A read-only key that has ended works beside the new API Key.',
    breaks: ['ROT-03'],
    override: {
      accountOfBearer: (conforming) => {
        const ever = remembering();
        return (token, accounts, call) => {
          const known = conforming(token, accounts, call);
          const former = accounts.filter((account) => ever(account, call).readOnlyKeys.some(({ key }) => key === token));
          return known ?? former.find(({ signingSets }) => signingSets.some(({ apiKey }) => apiKey === loginOf(call)));
        };
      },
    },
  },
  // The scope of a key is the X-Login, because that is what identifies the caller.
  'idempotency-scoped-by-api-key': {
    title: 'A retry under a new key set is a new request.',
    breaks: ['ROT-04'],
    override: { idempotencyScope: (conforming) => (account, call) => `${conforming(account, call)} ${loginOf(call)}` },
  },
  // Keys of refunds are kept by a service that knows the X-Login alone.
  'refund-keys-scoped-by-api-key': {
    title: 'A retry of a refund under a new key set is a new refund.',
    breaks: ['ROT-04'],
    override: {
      idempotencyScope: (conforming) => (account, call) =>
        call.operation.creates === 'refund' ? `${conforming(account, call)} ${loginOf(call)}` : conforming(account, call),
    },
  },
  // A deposit is kept with the API Key that it was made or first asked with.
  'deposits-belong-to-a-key': {
    title: 'What one key set has read is not found with another.',
    breaks: ['ROT-04'],
    override: {
      owns: (conforming) => {
        const owners = new Map<string, string>();
        return (account, owner, call) => {
          const { deposit_id: id } = call.parameters;
          if (id === undefined || !conforming(account, owner, call)) return conforming(account, owner, call);
          const login = owners.get(id) ?? loginOf(call);
          owners.set(id, login);
          return login === loginOf(call);
        };
      },
    },
  },
});
