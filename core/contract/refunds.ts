import { type Amount, addAmounts, compareAmounts, parseAmount, zero } from './amounts.ts';
import type { Refusal } from './refusal.ts';

/** Refund amounts have at most two decimals (Deposits API docs, Refund Creation Endpoint). */
const mostDecimals = 2;

function isPayable(amount: Amount | undefined): amount is Amount {
  return amount !== undefined && amount.units > 0n && amount.scale <= mostDecimals;
}

/**
 * Whether a refund's amount still counts against its deposit: a cancelled or rejected one paid nothing back (Deposits API docs, Refund Status
 * Endpoint).
 */
export function countsAgainstDeposit(refundStatus: string): boolean {
  return refundStatus !== 'CANCELLED' && refundStatus !== 'REJECTED';
}

/**
 * Why a deposit may not be refunded by this amount, or undefined when it may (END-07): only a COMPLETED deposit, parts up to its total, never beyond.
 * @param depositAmount decimal text in major units
 * @param status the deposit's status
 * @param refunded amounts, as decimal text, of the deposit's refunds that count (`countsAgainstDeposit`)
 * @param amount decimal text; undefined asks for the whole deposit (docs), not for what is left of it
 * @throws RangeError when the deposit's own amount or a kept refund's is not decimal text: the ledger is broken, not the request
 */
export function refundRefusal(
  depositAmount: string,
  status: string,
  refunded: readonly string[],
  amount: string | undefined,
): Refusal | undefined {
  if (status !== 'COMPLETED') return { because: 'deposit-not-completed' };
  const total = kept(depositAmount);
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
