import { type Amount, addAmounts, compareAmounts, parseAmount, zero } from './amounts.ts';
import type { Refusal } from './refusal.ts';
import { isFinal, type Life } from './transitions.ts';

/** Refund amounts have at most two decimals (Deposits API docs, Refund Creation Endpoint). */
const mostDecimals = 2;

function isPayable(amount: Amount | undefined): amount is Amount {
  return amount !== undefined && amount.units > 0n && amount.scale <= mostDecimals;
}

/**
 * Whether a refund's amount still counts against its deposit: one that ended and is not completed, such as a cancelled or rejected one, paid nothing
 * back (Deposits API docs, Refund Status Endpoint).
 * @param refunds what resources.yaml says about refunds
 */
export function countsAgainstDeposit(refunds: Pick<Life, 'statuses'> & { readonly completed?: string }, status: string): boolean {
  return status === refunds.completed || !isFinal(refunds, status);
}

/**
 * Why a deposit may not be refunded by this amount, or undefined when it may (END-07): only a completed deposit, parts up to its total, never beyond.
 * @param deposit its amount as decimal text in major units, and whether it is completed
 * @param refunded amounts, as decimal text, of the deposit's refunds that count (`countsAgainstDeposit`)
 * @param amount decimal text; undefined asks for the whole deposit (docs), not for what is left of it
 * @throws RangeError when the deposit's own amount or a kept refund's is not decimal text: the ledger is broken, not the request
 */
export function refundRefusal(
  deposit: { readonly amount: string; readonly completed: boolean },
  refunded: readonly string[],
  amount: string | undefined,
): Refusal | undefined {
  if (!deposit.completed) return { because: 'deposit-not-completed' };
  const total = kept(deposit.amount);
  const wanted = amount === undefined ? total : parseAmount(amount);
  // The amount of a whole refund is the deposit's own, which a refund's limit on decimals does not judge.
  if (amount !== undefined && !isPayable(wanted)) return { because: 'refund-amount-invalid' };
  const sum = refunded.reduce((sofar, part) => addAmounts(sofar, kept(part)), wanted ?? zero);
  return compareAmounts(sum, total) > 0 ? { because: 'refund-exceeds' } : undefined;
}

function kept(text: string): Amount {
  const amount = parseAmount(text);
  if (amount === undefined) throw new RangeError(`"${text}" in the ledger is not a decimal amount`);
  return amount;
}
