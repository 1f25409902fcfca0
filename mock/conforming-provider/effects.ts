import { compareAmounts, parseAmount } from '../../core/contract/amounts.ts';
import type { Deposit } from '../../core/contract/ledger.ts';
import { countsAgainstDeposit, refundRefusal } from '../../core/contract/refunds.ts';
import type { ProviderDecisions } from '../../core/decisions/provider.ts';
import { type Contract, mainResource, reversal } from '../../schemas/contract.ts';
import type { Interpretations } from '../../specs/types/ambiguities.ts';
import { cards } from '../effects/deposits-v3/lookups.ts';
import { isRecord } from './json-kind.ts';

/** What an accepted call does. */
export function effectDecisions(
  contract: Contract,
  interpretations: Interpretations,
): Pick<ProviderDecisions, 'usedInvoice' | 'refundRefusal' | 'wholeRefund' | 'refundsAtomically' | 'afterRefusal' | 'copies' | 'readable'> {
  const { completed } = mainResource(contract) ?? {};
  const refunding = reversal(contract);
  return {
    usedInvoice: () => (interpretations.C42 === 'accept' ? 'further' : interpretations.C42 === 'existing' ? 'existing' : 'refused'),

    refundRefusal(deposit, refunds, amount) {
      const counted = refunds
        .filter(({ status }) => refunding === undefined || countsAgainstDeposit(refunding, status))
        .map((refund) => refund.amount);
      const refusal = refundRefusal(
        { amount: deposit.amount, completed: completed === undefined || deposit.status === completed },
        counted,
        amount,
      );
      if (refusal !== undefined || interpretations.C30 === 'parts') return refusal;
      return isCard(deposit) && !sameAmount(amount, deposit.amount) ? { because: 'refund-amount-invalid' } : undefined;
    },

    // The whole deposit, not what is left of it.
    wholeRefund: (deposit) => deposit.amount,
    refundsAtomically: () => true,
    afterRefusal: () => 'stop',
    copies: () => 1,
    readable: () => true,
  };
}

function sameAmount(one: string, other: string): boolean {
  const [left, right] = [parseAmount(one), parseAmount(other)];
  return left !== undefined && right !== undefined && compareAmounts(left, right) === 0;
}

function isCard(deposit: Deposit): boolean {
  const method = isRecord(deposit.request) ? deposit.request.payment_method : undefined;
  return typeof method === 'string' && Object.hasOwn(cards, method);
}
