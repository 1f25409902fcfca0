import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, test } from 'node:test';
import type { Account, Deposit, IdempotencyRecord, Ledger, Refund } from '../core/contract/ledger.ts';
import { memoryLedger } from './ledger-memory.ts';
import { sqliteLedger } from './ledger-sqlite.ts';

const deposit: Omit<Deposit, 'depositId'> = {
  merchant: 'first',
  invoiceId: 'INV-1',
  userId: 'payer',
  checkoutType: 'HOSTED',
  amount: '999999999999999999.99',
  currency: 'BRL',
  country: 'BR',
  status: 'CREATED',
  request: { payer: { first_name: 'Jos\u00e9 \u0000 \ud800 \u{1f600}' }, list: [1, null, true] },
  createdAt: 1_592_742_800_000,
};

const refund = (depositId: number): Omit<Refund, 'refundId'> => ({
  depositId,
  merchant: 'first',
  invoiceId: 'INV-1',
  amount: '10.50',
  status: 'PENDING',
  createdAt: 1_592_742_800_000,
});

const account: Account = {
  merchant: 'first',
  signingSets: [
    { apiKey: 'a', apiSignature: 'b', endsAt: 1_592_742_860_000 },
    { apiKey: 'd', apiSignature: 'e' },
  ],
  readOnlyKeys: [{ key: 'c', endsAt: 1_592_742_830_000 }],
  addresses: ['127.0.0.1', '10.0.0.0/8'],
};

const settled: IdempotencyRecord = {
  state: 'settled',
  fingerprint: 'POST /v3/deposits',
  since: 1_592_742_800_000,
  response: { status: 201, headers: [['Content-Type', 'application/json']], body: Uint8Array.of(0, 255, 123) },
};

const kinds: readonly (readonly [name: string, make: () => Ledger])[] = [
  ['memory', () => memoryLedger()],
  ['sqlite', () => sqliteLedger(':memory:')],
];

for (const [name, make] of kinds) {
  describe(`ledger in ${name}`, () => {
    test('a deposit comes back as it went in, under an id above 2^31', () => {
      const ledger = make();
      const added = ledger.addDeposit(deposit);
      assert.ok(added.depositId > 2 ** 31);
      assert.deepEqual(ledger.deposit(added.depositId), { ...deposit, depositId: added.depositId });
      assert.equal(ledger.deposit(1), undefined);
      ledger.close();
    });

    test('deposits of one invoice id are listed oldest first, per merchant', () => {
      const ledger = make();
      const one = ledger.addDeposit(deposit);
      ledger.addDeposit({ ...deposit, merchant: 'second' });
      ledger.addDeposit({ ...deposit, invoiceId: 'inv-1' });
      const two = ledger.addDeposit(deposit);
      assert.deepEqual(
        ledger.depositsByInvoice('first', 'INV-1').map((each) => each.depositId),
        [one.depositId, two.depositId],
      );
      assert.deepEqual(ledger.depositsByInvoice('third', 'INV-1'), []);
      ledger.close();
    });

    test('a status move shows by id and by invoice', () => {
      const ledger = make();
      const { depositId } = ledger.addDeposit(deposit);
      ledger.setDepositStatus(depositId, 'COMPLETED');
      assert.equal(ledger.deposit(depositId)?.status, 'COMPLETED');
      assert.equal(ledger.depositsByInvoice('first', 'INV-1')[0]?.status, 'COMPLETED');
      ledger.setDepositStatus(1, 'COMPLETED');
      ledger.close();
    });

    test('refunds are kept by id and by deposit', () => {
      const ledger = make();
      const { depositId } = ledger.addDeposit(deposit);
      const one = ledger.addRefund(refund(depositId));
      const two = ledger.addRefund(refund(depositId));
      assert.notEqual(one.refundId, depositId);
      assert.deepEqual(ledger.refund(two.refundId), two);
      assert.deepEqual(ledger.refundsOf(depositId), [one, two]);
      assert.deepEqual(ledger.refundsOf(depositId + 1), []);
      ledger.close();
    });

    test('a record is in flight, then settled, then gone; scopes and spellings are apart', () => {
      const ledger = make();
      const inFlight: IdempotencyRecord = { state: 'in-flight', fingerprint: 'f', since: 1 };
      ledger.putRecord('scope', 'key', inFlight);
      assert.deepEqual(ledger.record('scope', 'key'), inFlight);
      ledger.putRecord('scope', 'key', settled);
      const kept = ledger.record('scope', 'key');
      assert.ok(kept?.state === 'settled');
      assert.deepEqual([kept.response.status, kept.response.headers], [201, [['Content-Type', 'application/json']]]);
      assert.deepEqual([...kept.response.body], [0, 255, 123]);
      for (const [scope, key] of [
        ['scope', 'KEY'],
        ['scope', 'key '],
        ['other', 'key'],
      ] as const) {
        assert.equal(ledger.record(scope, key), undefined);
      }
      ledger.dropRecord('scope', 'key');
      assert.equal(ledger.record('scope', 'key'), undefined);
      ledger.close();
    });

    test('accounts are replaced whole', () => {
      const ledger = make();
      ledger.putAccount(account);
      ledger.putAccount({ ...account, merchant: 'second' });
      ledger.putAccount({ ...account, addresses: [] });
      assert.deepEqual(ledger.account('first')?.addresses, []);
      assert.deepEqual(
        ledger.accounts().map((each) => each.merchant),
        ['first', 'second'],
      );
      assert.equal(ledger.account('third'), undefined);
      ledger.close();
    });

    test('a unit of work that throws leaves nothing', () => {
      const ledger = make();
      ledger.putAccount(account);
      const { depositId } = ledger.addDeposit(deposit);
      ledger.putRecord('scope', 'key', settled);
      assert.throws(
        () =>
          ledger.atomically(() => {
            ledger.addDeposit(deposit);
            ledger.setDepositStatus(depositId, 'COMPLETED');
            ledger.addRefund(refund(depositId));
            ledger.dropRecord('scope', 'key');
            ledger.putRecord('scope', 'other', settled);
            ledger.putAccount({ ...account, addresses: [] });
            throw new Error('stop');
          }),
        /stop/,
      );
      assert.equal(ledger.depositsByInvoice('first', 'INV-1').length, 1);
      assert.equal(ledger.deposit(depositId)?.status, 'CREATED');
      assert.deepEqual(ledger.refundsOf(depositId), []);
      assert.equal(ledger.record('scope', 'key')?.state, 'settled');
      assert.equal(ledger.record('scope', 'other'), undefined);
      assert.deepEqual(ledger.account('first'), account);
      assert.equal(ledger.addDeposit(deposit).depositId, depositId + 1);
      ledger.close();
    });

    test('only an inner unit that throws is undone when the outer one catches it', () => {
      const ledger = make();
      const ids = ledger.atomically(() => {
        const outer = ledger.addDeposit(deposit);
        assert.throws(() =>
          ledger.atomically(() => {
            ledger.addDeposit(deposit);
            throw new Error('stop');
          }),
        );
        return [outer.depositId, ledger.addDeposit(deposit).depositId];
      });
      assert.deepEqual(
        ledger.depositsByInvoice('first', 'INV-1').map((each) => each.depositId),
        ids,
      );
      ledger.close();
    });
  });
}

test('a ledger in a file outlives its process, and releases the keys that were in flight', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-ledger-'));
  try {
    const path = join(folder, 'ledger.sqlite');
    const before = sqliteLedger(path);
    const { depositId } = before.addDeposit(deposit);
    before.putRecord('scope', 'settled', settled);
    before.putRecord('scope', 'in-flight', { state: 'in-flight', fingerprint: 'f', since: 1 });
    before.close();
    const after = sqliteLedger(path);
    assert.equal(after.deposit(depositId)?.amount, deposit.amount);
    assert.equal(after.record('scope', 'settled')?.state, 'settled');
    assert.equal(after.record('scope', 'in-flight'), undefined);
    assert.equal(after.addDeposit(deposit).depositId, depositId + 1);
    after.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a row that this program did not write is refused by the member that does not fit, without its value', () => {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-ledger-'));
  try {
    const path = join(folder, 'ledger.sqlite');
    const ledger = sqliteLedger(path);
    ledger.putAccount(account);
    const { depositId } = ledger.addDeposit(deposit);
    const { refundId } = ledger.addRefund(refund(depositId));
    ledger.putRecord('scope', 'settled', settled);
    ledger.close();
    const database = new DatabaseSync(path);
    database.exec(`UPDATE accounts SET account = json_set(account, '$.signingSets[0].apiSignature', 17)`);
    database.exec(`UPDATE deposits SET deposit = json_set(deposit, '$.amount', 17)`);
    database.exec(`UPDATE refunds SET refund = json_remove(refund, '$.merchant')`);
    database.exec(`UPDATE records SET headers = '[["Content-Type"]]'`);
    database.close();
    const after = sqliteLedger(path);
    assert.throws(() => after.accounts(), { message: /^Account .*: \/signingSets\/0\/apiSignature must be string\.$/ });
    assert.throws(() => after.deposit(depositId), { message: /^StoredDeposit .*: \/amount must be string\.$/ });
    assert.throws(() => after.refund(refundId), { message: /^StoredRefund .*: the whole must have required property 'merchant'\.$/ });
    assert.throws(() => after.record('scope', 'settled'), { message: /^StoredHeaders .*: \/0 must NOT have fewer than 2 items\.$/ });
    after.close();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
