import type { Account, EnvironmentName, Ledger, Memory } from '../core/contract/ledger.ts';
import type { Call, ProviderDecisions } from '../core/decisions/provider.ts';

const memories: readonly Memory[] = ['accounts', 'addresses', 'transactions', 'invoices', 'outcomes'];

/** The storage that serves a call: that of its own environment, unless an override uses another one (ENV-02…04). */
export function memoryOf(
  call: Call,
  ledgers: Readonly<Record<EnvironmentName, Ledger>>,
  { looksInto }: Pick<ProviderDecisions, 'looksInto'>,
): Ledger {
  const own = ledgers[call.environment];
  const alone = (memory: Memory): boolean => {
    const places = looksInto(memory, call);
    return places.length === 1 && places[0] === call.environment;
  };
  if (memories.every(alone)) return own;

  const of = (memory: Memory): readonly Ledger[] => looksInto(memory, call).map((place) => ledgers[place]);
  const writtenTo = (memory: Memory): Ledger => of(memory)[0] ?? own;
  const found = <T>(memory: Memory, look: (ledger: Ledger) => T | undefined): T | undefined => {
    for (const ledger of of(memory)) {
      const one = look(ledger);
      if (one !== undefined) return one;
    }
    return undefined;
  };
  const guarded = (account: Account): Account =>
    alone('addresses')
      ? account
      : { ...account, addresses: of('addresses').flatMap((ledger) => ledger.account(account.merchant)?.addresses ?? []) };

  return {
    account(merchant) {
      const account = found('accounts', (ledger) => ledger.account(merchant));
      return account && guarded(account);
    },
    accounts: () => of('accounts').flatMap((ledger) => ledger.accounts().map(guarded)),
    putAccount: (account) => writtenTo('accounts').putAccount(account),
    deposit: (depositId) => found('transactions', (ledger) => ledger.deposit(depositId)),
    depositsByInvoice: (merchant, invoiceId) => of('invoices').flatMap((ledger) => ledger.depositsByInvoice(merchant, invoiceId)),
    addDeposit: (deposit) => writtenTo('transactions').addDeposit(deposit),
    setDepositStatus(depositId, status) {
      for (const ledger of of('transactions')) ledger.setDepositStatus(depositId, status);
    },
    refund: (refundId) => found('transactions', (ledger) => ledger.refund(refundId)),
    refundsOf: (depositId) => of('transactions').flatMap((ledger) => ledger.refundsOf(depositId)),
    addRefund: (refund) => writtenTo('transactions').addRefund(refund),
    setRefundStatus(refundId, status) {
      for (const ledger of of('transactions')) ledger.setRefundStatus(refundId, status);
    },
    record: (scope, key) => found('outcomes', (ledger) => ledger.record(scope, key)),
    putRecord: (scope, key, record) => writtenTo('outcomes').putRecord(scope, key, record),
    dropRecord(scope, key) {
      for (const ledger of of('outcomes')) ledger.dropRecord(scope, key);
    },
    atomically: (work) => ledgers.first.atomically(() => ledgers.second.atomically(work)),
    close: () => own.close(),
  };
}
