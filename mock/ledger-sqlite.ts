import type { Account, Deposit, IdempotencyRecord, Ledger, LedgerNumbers, Refund } from '../core/contract/ledger.ts';
import type { JsonValue } from '../core/json.ts';
import { usualNumbers } from './ledger-memory.ts';
import { ownDatabase } from './own-database.ts';
import { stored } from './stored.ts';

// Free text is stored as JSON, because SQLite's text is UTF-8: a lone surrogate or a NUL of a payer's name would change (UTF-04).
const tables = `
CREATE TABLE IF NOT EXISTS accounts (merchant TEXT PRIMARY KEY, account TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS deposits (
  depositId INTEGER PRIMARY KEY, merchant TEXT NOT NULL, invoiceId TEXT NOT NULL, status TEXT NOT NULL, deposit TEXT NOT NULL
) STRICT;
CREATE INDEX IF NOT EXISTS depositsByInvoice ON deposits (merchant, invoiceId, depositId);
CREATE TABLE IF NOT EXISTS refunds (refundId INTEGER PRIMARY KEY, depositId INTEGER NOT NULL, refund TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS refundsByDeposit ON refunds (depositId, refundId);
CREATE TABLE IF NOT EXISTS records (
  scope TEXT NOT NULL, key TEXT NOT NULL, fingerprint TEXT NOT NULL, since INTEGER NOT NULL,
  status INTEGER, headers TEXT, body BLOB,
  PRIMARY KEY (scope, key)
) STRICT, WITHOUT ROWID;
`;

interface DepositRow {
  readonly depositId: number;
  readonly status: string;
  readonly deposit: string;
}

interface RefundRow {
  readonly refundId: number;
  readonly refund: string;
}

interface RecordRow {
  readonly fingerprint: string;
  readonly since: number;
  readonly status: number | null;
  readonly headers: string | null;
  readonly body: Uint8Array | null;
}

/**
 * The provider's storage in SQLite: a file that outlives the process, or `:memory:`.
 * One process owns the file. Keys that were in flight when the previous process died are released at opening: nothing works on them any more
 * (IDM-07).
 * Throws as `ownDatabase` does.
 */
export function sqliteLedger(path: string, numbers: Partial<LedgerNumbers> = {}): Ledger {
  const database = ownDatabase(
    path,
    ['accounts', 'keyUses'],
    ['PRAGMA journal_mode = WAL', 'PRAGMA synchronous = NORMAL', tables, 'DELETE FROM records WHERE status IS NULL'],
  );
  const { firstDepositId, firstRefundId } = { ...usualNumbers.first, ...numbers };

  const statements = {
    accounts: database.prepare('SELECT account FROM accounts ORDER BY rowid'),
    putAccount: database.prepare(
      'INSERT INTO accounts (merchant, account) VALUES (?, ?) ON CONFLICT (merchant) DO UPDATE SET account = excluded.account',
    ),
    deposit: database.prepare('SELECT depositId, status, deposit FROM deposits WHERE depositId = ?'),
    depositsByInvoice: database.prepare(
      'SELECT depositId, status, deposit FROM deposits WHERE merchant = ? AND invoiceId = ? ORDER BY depositId',
    ),
    lastDeposit: database.prepare('SELECT max(depositId) AS last FROM deposits'),
    addDeposit: database.prepare('INSERT INTO deposits (depositId, merchant, invoiceId, status, deposit) VALUES (?, ?, ?, ?, ?)'),
    setDepositStatus: database.prepare('UPDATE deposits SET status = ? WHERE depositId = ?'),
    refund: database.prepare('SELECT refundId, refund FROM refunds WHERE refundId = ?'),
    refundsOf: database.prepare('SELECT refundId, refund FROM refunds WHERE depositId = ? ORDER BY refundId'),
    lastRefund: database.prepare('SELECT max(refundId) AS last FROM refunds'),
    addRefund: database.prepare('INSERT INTO refunds (refundId, depositId, refund) VALUES (?, ?, ?)'),
    putRefund: database.prepare('UPDATE refunds SET refund = ? WHERE refundId = ?'),
    record: database.prepare('SELECT fingerprint, since, status, headers, body FROM records WHERE scope = ? AND key = ?'),
    putRecord: database.prepare(
      'INSERT OR REPLACE INTO records (scope, key, fingerprint, since, status, headers, body) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    dropRecord: database.prepare('DELETE FROM records WHERE scope = ? AND key = ?'),
  };

  // Every call asks for the accounts; they rarely change, and only through this object.
  let accountList: readonly Account[] | undefined;
  let depth = 0;

  function accounts(): readonly Account[] {
    accountList ??= statements.accounts.all().map((row) => stored('Account', String((row as { account: unknown }).account)));
    return accountList;
  }

  function lastOf(row: unknown): number | undefined {
    const last = (row as { last: number | null }).last;
    return last === null ? undefined : last;
  }

  function readDeposit(row: unknown): Deposit {
    const { depositId, status, deposit } = row as DepositRow;
    return { ...(stored('StoredDeposit', deposit) as Omit<Deposit, 'depositId' | 'status'>), depositId, status };
  }

  function readRefund(row: unknown): Refund {
    const { refundId, refund } = row as RefundRow;
    return { ...stored('StoredRefund', refund), refundId };
  }

  function readRecord(row: unknown): IdempotencyRecord {
    const { fingerprint, since, status, headers, body } = row as RecordRow;
    if (status === null || headers === null || body === null) return { state: 'in-flight', fingerprint, since };
    return { state: 'settled', fingerprint, since, response: { status, headers: stored('StoredHeaders', headers), body } };
  }

  return {
    account: (merchant) => accounts().find((account) => account.merchant === merchant),
    accounts,
    putAccount(account) {
      statements.putAccount.run(account.merchant, JSON.stringify(account));
      accountList = undefined;
    },
    deposit(depositId) {
      const row = statements.deposit.get(depositId);
      return row === undefined ? undefined : readDeposit(row);
    },
    depositsByInvoice: (merchant, invoiceId) => statements.depositsByInvoice.all(merchant, JSON.stringify(invoiceId)).map(readDeposit),
    addDeposit(deposit) {
      const depositId = Math.max(firstDepositId, (lastOf(statements.lastDeposit.get()) ?? 0) + 1);
      const { status, ...rest } = deposit;
      const text = JSON.stringify(rest satisfies Readonly<Record<string, JsonValue>>);
      statements.addDeposit.run(depositId, deposit.merchant, JSON.stringify(deposit.invoiceId), status, text);
      return { ...deposit, depositId };
    },
    setDepositStatus(depositId, status) {
      statements.setDepositStatus.run(status, depositId);
    },
    refund(refundId) {
      const row = statements.refund.get(refundId);
      return row === undefined ? undefined : readRefund(row);
    },
    refundsOf: (depositId) => statements.refundsOf.all(depositId).map(readRefund),
    addRefund(refund) {
      const refundId = Math.max(firstRefundId, (lastOf(statements.lastRefund.get()) ?? 0) + 1);
      statements.addRefund.run(refundId, refund.depositId, JSON.stringify(refund));
      return { ...refund, refundId };
    },
    setRefundStatus(refundId, status) {
      const row = statements.refund.get(refundId);
      if (row === undefined) return;
      const { refundId: _, ...rest } = readRefund(row);
      statements.putRefund.run(JSON.stringify({ ...rest, status }), refundId);
    },
    record(scope, key) {
      const row = statements.record.get(scope, key);
      return row === undefined ? undefined : readRecord(row);
    },
    putRecord(scope, key, record) {
      const { fingerprint, since } = record;
      if (record.state === 'in-flight') statements.putRecord.run(scope, key, fingerprint, since, null, null, null);
      else {
        const { status, headers, body } = record.response;
        statements.putRecord.run(scope, key, fingerprint, since, status, JSON.stringify(headers), body);
      }
    },
    dropRecord(scope, key) {
      statements.dropRecord.run(scope, key);
    },
    atomically(work) {
      const savepoint = `step${depth}`;
      database.exec(depth === 0 ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${savepoint}`);
      depth += 1;
      let done: ReturnType<typeof work>;
      try {
        done = work();
      } catch (failure) {
        depth -= 1;
        database.exec(depth === 0 ? 'ROLLBACK' : `ROLLBACK TO ${savepoint}; RELEASE ${savepoint}`);
        accountList = undefined;
        throw failure;
      }
      depth -= 1;
      database.exec(depth === 0 ? 'COMMIT' : `RELEASE ${savepoint}`);
      return done;
    },
    close() {
      database.close();
    },
  };
}
