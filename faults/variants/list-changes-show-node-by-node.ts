import type { Account } from '../../core/contract/ledger.ts';
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'list-changes-show-node-by-node',
  title: 'Of three nodes one learns of a change of the address list 3 s later than the others (IPA-02).',
  lie: {
    decision: 'addressListed',
    instead: (honest) => {
      const lists = new Map<string, { readonly account: Account; readonly since: number }[]>();
      let calls = 0;
      return (account, call) => {
        const place = `${call.environment} ${account.merchant}`;
        const known = lists.get(place) ?? [];
        if (known.at(-1)?.account.addresses !== account.addresses) known.push({ account, since: call.now });
        lists.set(place, known);
        calls += 1;
        const lateMs = calls % 3 === 0 ? 3000 : 0;
        const inForce = known.findLast(({ since }) => call.now - since >= lateMs) ?? known[0];
        return honest(inForce?.account ?? account, call);
      };
    },
  },
};
