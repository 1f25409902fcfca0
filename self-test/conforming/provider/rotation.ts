import type { Account, Ending } from '../../../core/contract/ledger.ts';
import type { Override } from '../../../core/decisions/override.ts';
import type { Call, ProviderDecisions } from '../../../core/decisions/provider.ts';
import { defineConforming } from '../../define.ts';

/** A roll shows that many ms late, by the number of the call, from 1. */
const rollsShowAfter = (lateMs: (call: number) => number): Override<ProviderDecisions> => ({
  inForce: (conforming) => {
    const accounts = new Map<string, { readonly account: Account; readonly since: number }[]>();
    const calls = new Map<string, number>();
    return (account, call) => {
      const place = `${call.environment} ${account.merchant}`;
      const known = accounts.get(place) ?? [];
      if (known.at(-1)?.account.signingSets !== account.signingSets) known.push({ account, since: call.now });
      accounts.set(place, known);
      const number = (calls.get(place) ?? 0) + 1;
      calls.set(place, number);
      const late = lateMs(number);
      const inForce = known.findLast(({ since }) => call.now - since >= late) ?? known[0];
      return conforming(
        { ...account, signingSets: inForce?.account.signingSets ?? [], readOnlyKeys: inForce?.account.readOnlyKeys ?? [] },
        call,
      );
    };
  },
});

/** Whether two sets of the account are active. */
function overlaps(account: Account, call: Call): boolean {
  return account.signingSets.filter(({ endsAt }) => endsAt === undefined || call.now < endsAt).length > 1;
}

/** The account whose keys end that many ms later. */
function endingLater(account: Account, ms: number): Account {
  const later = <Key extends Ending>(keys: readonly Key[]): readonly Key[] =>
    keys.map((key) => (key.endsAt === undefined ? key : { ...key, endsAt: key.endsAt + ms }));
  return { ...account, signingSets: later(account.signingSets), readOnlyKeys: later(account.readOnlyKeys) };
}

/** Choices around a rotation of keys that no document excludes. */
export const rotationVariants = defineConforming<ProviderDecisions>({
  'rolls-show-late': {
    title: 'A new key set works 3 s after the roll: no document says when it has to (ROT-01).',
    override: rollsShowAfter(() => 3000),
  },
  'rolls-show-node-by-node': {
    title: 'Of three nodes one learns of a roll 3 s later than the others (ROT-01, ROT-02).',
    override: rollsShowAfter((call) => (call % 3 === 0 ? 3000 : 0)),
  },
  'old-set-ends-seconds-late': {
    title: 'An old key set is refused 4 s after its end, when the caches of keys have run out (ROT-02).',
    override: { inForce: (conforming) => (account, call) => conforming(endingLater(account, 4000), call) },
  },
  'old-set-ends-at-the-roll': {
    title: 'An old key set ends with the roll, before its overlap is over (ROT-02).',
    override: {
      inForce: (conforming) => (account, call) => {
        const { signingSets, readOnlyKeys, ...rest } = conforming(account, call);
        return { ...rest, signingSets: signingSets.slice(0, 1), readOnlyKeys: readOnlyKeys.slice(0, 1) };
      },
    },
  },
  'sets-mix-while-they-overlap': {
    title: 'While two key sets are active, parts of both work together: only after the end of one they must not (ROT-03).',
    override: {
      secretsOf: (conforming) => (account, login, call) =>
        overlaps(account, call) ? account.signingSets.map(({ apiSignature }) => apiSignature) : conforming(account, login, call),
    },
  },
  'replays-of-a-roll-in-other-spacing': {
    title: 'A replay has an equal JSON body in other bytes (ROT-04 asks for an equal body, IDM-20 for the same bytes).',
    warns: ['IDM-20'],
    override: {
      replay: (conforming) => (kept, call) => {
        const { body, ...rest } = conforming(kept, call);
        return { ...rest, body: Buffer.concat([Buffer.from(' '), body]) };
      },
    },
  },
});
