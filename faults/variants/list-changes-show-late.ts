import type { Account } from '../../core/contract/ledger.ts';
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'list-changes-show-late',
  title: 'A change of the address list shows after 5 s: no document says when it has to (IPA-02).',
  lie: {
    decision: 'addressListed',
    instead: (honest) => {
      const lists = new Map<string, { readonly account: Account; readonly since: number }[]>();
      return (account, call) => {
        const place = `${call.environment} ${account.merchant}`;
        const known = lists.get(place) ?? [];
        if (known.at(-1)?.account.addresses !== account.addresses) known.push({ account, since: call.now });
        lists.set(place, known);
        const inForce = known.findLast(({ since }) => call.now - since >= 5000) ?? known[0];
        return honest(inForce?.account ?? account, call);
      };
    },
  },
};
