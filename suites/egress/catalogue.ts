import { addressListed } from '../../core/contract/addresses.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ReceivedAlert } from '../../roles/key-use.ts';
import type { EgressTest } from '../clause-test.ts';
import { broken } from '../judgement.ts';
import { Indeterminate } from '../violation.ts';

/** The addresses in a mail that are not the merchant's. */
export function strangersIn({ addresses }: Pick<ReceivedAlert, 'addresses'>, egress: readonly string[]): readonly string[] {
  return addresses.filter((address) => !addressListed(address, egress));
}

/** All clause tests of a merchant's outbound addresses. */
export const egressTests: readonly EgressTest[] = [
  {
    clause: 'USE-05',
    needs: [],
    async run({ alerts, egress }, run) {
      run.countCases(alerts.length);
      const strangers = [...new Set(alerts.flatMap((alert) => strangersIn(alert, egress)))];
      if (strangers.length > 0)
        broken('USE-05', reason('addresses-known'), reason('strangers-seen', { addresses: strangers.join(', ') }), []);
      const unread = alerts.filter(({ addresses }) => addresses.length === 0).length;
      if (unread > 0) throw new Indeterminate(said('alerts-without-address', { unread }), 'environment', []);
    },
  },
  {
    clause: 'USE-07',
    needs: [],
    async run({ seen }, run) {
      run.countCases(seen.length);
      if (seen.length < 2) throw new Indeterminate(said('egress-none'), 'environment', []);
      const addresses = [...new Set(seen)];
      if (addresses.length > 1) broken('USE-07', reason('one-address'), reason('addresses-seen', { addresses: addresses.join(', ') }), []);
    },
  },
];
