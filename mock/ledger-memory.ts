import type { Account, Deposit, EnvironmentName, IdempotencyRecord, Ledger, LedgerNumbers, Refund } from '../core/contract/ledger.ts';

/**
 * Above 2^31, where 32-bit clients break (C18), and in separate ranges, so that a refund's id is never a deposit's, and an id of one environment
 * means nothing in the other.
 */
export const usualNumbers: Readonly<Record<EnvironmentName, LedgerNumbers>> = {
  first: { firstDepositId: 3_000_000_001, firstRefundId: 3_200_000_001 },
  second: { firstDepositId: 4_000_000_001, firstRefundId: 4_200_000_001 },
};

/** The provider's storage in maps: lost when the process ends. A unit of work that throws is undone step by step, last step first. */
export function memoryLedger(numbers: Partial<LedgerNumbers> = {}): Ledger {
  const { firstDepositId, firstRefundId } = { ...usualNumbers.first, ...numbers };
  let nextDepositId = firstDepositId;
  let nextRefundId = firstRefundId;
  const accounts = new Map<string, Account>();
  const deposits = new Map<number, Deposit>();
  const depositsByInvoice = new Map<string, Map<string, Deposit[]>>();
  const refunds = new Map<number, Refund>();
  const refundsByDeposit = new Map<number, Refund[]>();
  const records = new Map<string, Map<string, IdempotencyRecord>>();
  let accountList: readonly Account[] = [];
  let depth = 0;
  let undo: (() => void)[] = [];

  function undoing(step: () => void): void {
    if (depth > 0) undo.push(step);
  }

  function keepAccount(merchant: string, account: Account | undefined): void {
    if (account === undefined) accounts.delete(merchant);
    else accounts.set(merchant, account);
    accountList = [...accounts.values()];
  }

  function keepRecord(scope: string, key: string, record: IdempotencyRecord | undefined): void {
    const kept = records.get(scope);
    const before = kept?.get(key);
    undoing(() => keepRecord(scope, key, before));
    if (record === undefined) kept?.delete(key);
    else if (kept === undefined) records.set(scope, new Map([[key, record]]));
    else kept.set(key, record);
  }

  function invoicesOf(merchant: string, invoiceId: string): Deposit[] {
    let byInvoice = depositsByInvoice.get(merchant);
    if (byInvoice === undefined) {
      byInvoice = new Map();
      depositsByInvoice.set(merchant, byInvoice);
    }
    let list = byInvoice.get(invoiceId);
    if (list === undefined) {
      list = [];
      byInvoice.set(invoiceId, list);
    }
    return list;
  }

  return {
    account: (merchant) => accounts.get(merchant),
    accounts: () => accountList,
    putAccount(account) {
      const before = accounts.get(account.merchant);
      undoing(() => keepAccount(account.merchant, before));
      keepAccount(account.merchant, account);
    },
    deposit: (depositId) => deposits.get(depositId),
    depositsByInvoice: (merchant, invoiceId) => [...(depositsByInvoice.get(merchant)?.get(invoiceId) ?? [])],
    addDeposit(wanted) {
      const deposit: Deposit = { ...wanted, depositId: nextDepositId };
      nextDepositId += 1;
      deposits.set(deposit.depositId, deposit);
      const list = invoicesOf(deposit.merchant, deposit.invoiceId);
      list.push(deposit);
      undoing(() => {
        deposits.delete(deposit.depositId);
        list.splice(
          list.findIndex((each) => each.depositId === deposit.depositId),
          1,
        );
        nextDepositId = deposit.depositId;
      });
      return deposit;
    },
    setDepositStatus(depositId, status) {
      const before = deposits.get(depositId);
      if (before === undefined) return;
      const replace = (deposit: Deposit): void => {
        deposits.set(depositId, deposit);
        const list = invoicesOf(deposit.merchant, deposit.invoiceId);
        list[list.findIndex((each) => each.depositId === depositId)] = deposit;
      };
      undoing(() => replace(before));
      replace({ ...before, status });
    },
    refund: (refundId) => refunds.get(refundId),
    refundsOf: (depositId) => [...(refundsByDeposit.get(depositId) ?? [])],
    addRefund(wanted) {
      const refund: Refund = { ...wanted, refundId: nextRefundId };
      nextRefundId += 1;
      refunds.set(refund.refundId, refund);
      const list = refundsByDeposit.get(refund.depositId) ?? [];
      refundsByDeposit.set(refund.depositId, list);
      list.push(refund);
      undoing(() => {
        refunds.delete(refund.refundId);
        list.splice(list.indexOf(refund), 1);
        nextRefundId = refund.refundId;
      });
      return refund;
    },
    setRefundStatus(refundId, status) {
      const before = refunds.get(refundId);
      if (before === undefined) return;
      const replace = (refund: Refund): void => {
        refunds.set(refundId, refund);
        const list = refundsByDeposit.get(refund.depositId) ?? [];
        list[list.findIndex((each) => each.refundId === refundId)] = refund;
      };
      undoing(() => replace(before));
      replace({ ...before, status });
    },
    record: (scope, key) => records.get(scope)?.get(key),
    putRecord: keepRecord,
    dropRecord: (scope, key) => keepRecord(scope, key, undefined),
    atomically(work) {
      const mark = undo.length;
      depth += 1;
      try {
        return work();
      } catch (failure) {
        // The undo steps write too; they must not be recorded as steps to undo.
        const steps = undo.splice(mark).reverse();
        const outside = depth;
        depth = 0;
        for (const step of steps) step();
        depth = outside;
        throw failure;
      } finally {
        depth -= 1;
        if (depth === 0) undo = [];
      }
    },
    close() {},
  };
}
