import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Account, EnvironmentName, Memory } from '../core/contract/ledger.ts';
import type { Call, ProviderDecisions } from '../core/decisions/provider.ts';
import { memoryLedger, usualNumbers } from './ledger-memory.ts';
import { memoryOf } from './memory.ts';

const account = (key: string, ...addresses: readonly string[]): Account => ({
  merchant: 'shop',
  signingSets: [{ apiKey: key, apiSignature: `${key} signature` }],
  readOnlyKeys: [{ key: `${key} reading` }],
  addresses,
});
const deposit = {
  merchant: 'shop',
  invoiceId: 'i1',
  userId: 'u1',
  checkoutType: 'HOSTED' as const,
  amount: '1',
  currency: 'BRL',
  country: 'BR',
  status: 'PENDING',
  request: null,
  createdAt: 0,
};
const response = { status: 201, headers: [], body: new Uint8Array() };

/** Two environments with an account and a deposit each, and one kept outcome in the first. */
function ledgers() {
  const made = { first: memoryLedger(usualNumbers.first), second: memoryLedger(usualNumbers.second) };
  made.first.putAccount(account('one', '192.0.2.1'));
  made.second.putAccount(account('two', '192.0.2.2'));
  for (const ledger of [made.first, made.second]) ledger.addDeposit(deposit);
  made.first.putRecord('shop', 'k', { state: 'settled', fingerprint: 'f', since: 0, response });
  return made;
}

/** A call that came to the second environment; nothing else of it is looked at. */
const call = { environment: 'second' } as Call;

function looking(
  shared: readonly Memory[],
  places: readonly EnvironmentName[] = ['second', 'first'],
): Pick<ProviderDecisions, 'looksInto'> {
  return { looksInto: (memory, { environment }) => (shared.includes(memory) ? places : [environment]) };
}

test('a conforming environment is served from its own ledger and nothing else', () => {
  const both = ledgers();
  assert.equal(memoryOf(call, both, looking([])), both.second);
});

test('each kind of memory is shared by itself', () => {
  const both = ledgers();
  const [ours, theirs] = [usualNumbers.second.firstDepositId, usualNumbers.first.firstDepositId];
  const seen = (...shared: readonly Memory[]) => {
    const memory = memoryOf(call, both, looking(shared));
    return {
      keys: memory.accounts().map(({ signingSets }) => signingSets[0]?.apiKey),
      addresses: memory.account('shop')?.addresses,
      deposits: [ours, theirs].map((id) => memory.deposit(id) !== undefined),
      invoices: memory.depositsByInvoice('shop', 'i1').length,
      outcome: memory.record('shop', 'k') !== undefined,
    };
  };
  const own = { keys: ['two'], addresses: ['192.0.2.2'], deposits: [true, false], invoices: 1, outcome: false };
  assert.deepEqual(seen(), own);
  assert.deepEqual(seen('accounts'), { ...own, keys: ['two', 'one'] });
  assert.deepEqual(seen('addresses'), { ...own, addresses: ['192.0.2.2', '192.0.2.1'] });
  assert.deepEqual(seen('transactions'), { ...own, deposits: [true, true] });
  assert.deepEqual(seen('invoices'), { ...own, invoices: 2 });
  assert.deepEqual(seen('outcomes'), { ...own, outcome: true });
});

test('what is made is written to the first that is looked into, and undone in both when the work fails', () => {
  const both = ledgers();
  const memory = memoryOf(call, both, looking(['transactions', 'outcomes'], ['first', 'second']));
  assert.ok(memory.addDeposit(deposit).depositId < usualNumbers.second.firstDepositId);
  assert.throws(() =>
    memory.atomically(() => {
      memory.dropRecord('shop', 'k');
      memory.addRefund({
        depositId: usualNumbers.second.firstDepositId,
        merchant: 'shop',
        invoiceId: 'r1',
        amount: '1',
        status: 'PENDING',
        createdAt: 0,
      });
      throw new Error('fails inside');
    }),
  );
  assert.ok(both.first.record('shop', 'k') !== undefined);
  assert.deepEqual(memory.refundsOf(usualNumbers.second.firstDepositId), []);
});
