import { closeSync, openSync, rmSync, statSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** The database of somebody else, such as that of the reader's own shop: nothing is added to it. */
class OthersDatabase extends Error {
  readonly code = 'not a state';
}

/**
 * Opens a SQLite file of ours, or makes it, readable by its owner only: it holds bodies and keys. Where it cannot be used, nothing is left of what was
 * made.
 *
 * @param path of the file, or `:memory:`
 * @param tables of which a file of ours has one
 * @param setUp statements that make them
 * @throws what node:sqlite and the system throw; OthersDatabase
 */
export function ownDatabase(path: string, tables: readonly string[], setUp: readonly string[]): DatabaseSync {
  const isMemory = path === ':memory:';
  const before = isMemory ? undefined : statSync(path, { throwIfNoEntry: false });
  // A pipe would wait for its writer, and a device keeps nothing.
  if (before !== undefined && !before.isFile()) throw new OthersDatabase('is not a file');
  // SQLite gives its other files the mode of this one.
  if (!isMemory) closeSync(openSync(path, 'a', 0o600));
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(path);
    const names = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    if (names.length > 0 && !names.some(({ name }) => tables.includes(String(name))))
      throw new OthersDatabase('holds the tables of another program');
    for (const statement of setUp) database.exec(statement);
    return database;
  } catch (error) {
    database?.close();
    if (!isMemory && before === undefined) for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${end}`, { force: true });
    throw error;
  }
}
