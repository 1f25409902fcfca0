import type { KeyUse } from '../../specs/types/ledger-row.ts';
import { ownDatabase } from '../own-database.ts';
import { stored } from '../stored.ts';

/** The first use of a key from an address, with the mail that it causes: the row of the outbox. */
export interface Notice {
  /** What it is the first use of. */
  readonly identity: string;
  /** One Message-ID, permanently. */
  readonly messageId: string;
  readonly use: KeyUse;
  readonly attempts: number;
}

/** What the provider stores about uses. Each method is atomic. */
export interface KeyUseMemory {
  /** Stores a use and queues its mail, unless one with that identity or a shared one is stored already; returns whether it was new. */
  add(identity: string, messageId: string, use: KeyUse, shared?: readonly string[]): boolean;
  /** Notices whose mail is not sent: those with the fewest attempts come first, so that one that is never accepted does not hold up the others. */
  waiting(): readonly Notice[];
  attempted(identity: string): void;
  sent(identity: string): void;
  /** Forgets every use; only a fault does. */
  forget(): void;
  close(): void;
}

const table = `
CREATE TABLE IF NOT EXISTS keyUses (
  identity TEXT PRIMARY KEY, messageId TEXT NOT NULL, keyUse TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, isSent INTEGER NOT NULL DEFAULT 0
) STRICT;
`;

/**
 * Uses in SQLite: a file that outlives the process, or `:memory:`. A use is on disk before its call is answered. Throws as `ownDatabase` does.
 */
export function keyUseMemory(path = ':memory:'): KeyUseMemory {
  // A crash of the machine does not lose the commit of a first use either.
  const database = ownDatabase(path, ['accounts', 'keyUses'], ['PRAGMA journal_mode = WAL', 'PRAGMA synchronous = FULL', table]);
  const statements = {
    add: database.prepare('INSERT OR IGNORE INTO keyUses (identity, messageId, keyUse) VALUES (?, ?, ?)'),
    known: database.prepare('SELECT 1 FROM keyUses WHERE identity = ?'),
    waiting: database.prepare('SELECT identity, messageId, keyUse, attempts FROM keyUses WHERE isSent = 0 ORDER BY attempts, rowid'),
    attempted: database.prepare('UPDATE keyUses SET attempts = attempts + 1 WHERE identity = ?'),
    sent: database.prepare('UPDATE keyUses SET isSent = 1 WHERE identity = ?'),
  };
  return {
    add: (identity, messageId, use, shared = []) =>
      !shared.some((other) => statements.known.get(other) !== undefined) &&
      Number(statements.add.run(identity, messageId, JSON.stringify(use)).changes) === 1,
    waiting: () =>
      statements.waiting.all().map((row) => {
        const { identity, messageId, keyUse, attempts } = row as Readonly<Record<string, string | number>>;
        return {
          identity: String(identity),
          messageId: String(messageId),
          use: stored('KeyUse', String(keyUse)),
          attempts: Number(attempts),
        };
      }),
    attempted: (identity) => void statements.attempted.run(identity),
    sent: (identity) => void statements.sent.run(identity),
    forget: () => database.exec('DELETE FROM keyUses'),
    close: () => database.close(),
  };
}
