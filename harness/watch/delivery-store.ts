import type { Outage } from '../../audit/notifications/record.ts';
import type { Arrival, SeenExchange } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import { ownDatabase } from '../../mock/own-database.ts';
import { answerOf, deliveryOf, type ScriptedAnswer } from '../../roles/inbox.ts';
import { readBack } from '../../schemas/read-back.ts';
import schema from '../../schemas/stored-delivery.schema.json' with { type: 'json' };
import type { StoredDelivery } from '../../specs/types/stored-delivery.ts';
import { UsageError } from '../runner/usage.ts';

const tables = `
CREATE TABLE IF NOT EXISTS sessions (id INTEGER PRIMARY KEY, startedAt INTEGER NOT NULL, lastAt INTEGER NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS deliveries (
  number INTEGER PRIMARY KEY, thread TEXT NOT NULL, arrivedAt INTEGER NOT NULL, answeredAt INTEGER,
  peer TEXT NOT NULL, secure INTEGER NOT NULL, method TEXT NOT NULL, target TEXT NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL, answer TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS listener (id INTEGER PRIMARY KEY CHECK (id = 1), pid INTEGER NOT NULL, started TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
CREATE INDEX IF NOT EXISTS deliveriesOfThread ON deliveries (thread);
`;

interface Row {
  readonly number: number;
  readonly arrivedAt: number;
  readonly answeredAt: number | null;
  readonly peer: string;
  readonly secure: number;
  readonly method: string;
  readonly target: string;
  readonly headers: string;
  readonly answer: string;
}

/** A process, by its id and the start that distinguishes it from others with that id. */
export interface Process {
  readonly pid: number;
  readonly started: string;
}

/** What a collector received, in a file that outlives it. Times are ms since the epoch. */
export interface DeliveryStore {
  /** How many deliveries of a thread were kept. */
  count(thread: string): number;
  /** Keeps a delivery with the answer that it will get; it is on disk when this returns. Returns its number. */
  keep(arrival: Arrival, thread: string, answer: ScriptedAnswer, at: number): number;
  /** The answer of that delivery has left. */
  answered(number: number, at: number): void;
  /**
   * Makes a process the one that listens. Returns the id of another one that does; then nothing is changed.
   *
   * @param runs whether the process with an id and a start still runs
   */
  claim(own: Process, runs: (other: Process) => boolean): number | undefined;
  /** The listening process has stopped. */
  release(): void;
  /** Records that a process listens now. */
  beat(at: number): void;
  /** Nobody could be served for a while: the next beat starts a new span. */
  interrupted(): void;
  /** How many were kept. */
  deliveries(): number;
  /** How many were kept of threads with that prefix, and their total length, bytes. */
  sizeOf(threads: string): { readonly count: number; readonly bytes: number };
  /** A setting that is stored with the deliveries; undefined where it was never set. */
  setting(name: string): string | undefined;
  /**
   * A setting that is stored as JSON; undefined where it was never set.
   * @param read checks the value
   * @throws UsageError where the text is not JSON, or `read` throws
   */
  json<T>(name: string, read: (value: unknown) => T): T | undefined;
  set(name: string, value: string): void;
  /** All that were kept; a body is read each time that it is used, while the store is open. Throws a UsageError where one is damaged. */
  seen(): readonly SeenExchange[];
  /** When it was listened for the first time, and when not since; undefined where it never was. */
  listened(): { readonly from: number; readonly until: number; readonly outages: readonly Outage[] } | undefined;
  close(): void;
}

/**
 * What is stored as JSON.
 * @throws UsageError for a file that somebody changed, or that was not written to the end
 */
function undamaged<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const why = error instanceof SyntaxError ? `${said('it-is-no-json')}.` : error instanceof Error ? error.message : String(error);
    throw new UsageError('deliveries-damaged', { file, why });
  }
}

function exchangeOf(
  { number, arrivedAt, answeredAt, peer, secure, method, target, headers, answer }: Row,
  bodyOf: (number: number) => Uint8Array,
): SeenExchange {
  const stored = { answer: JSON.parse(answer), headers: JSON.parse(headers) };
  const { answer: scripted, headers: lines } = readBack<StoredDelivery>(`The delivery ${number}`, stored, schema);
  const isCertain = answeredAt !== null || typeof scripted !== 'number';
  return {
    number,
    request: {
      method,
      target,
      headers: lines,
      get body() {
        return bodyOf(number);
      },
    },
    startedAt: arrivedAt,
    endedAt: answeredAt ?? arrivedAt,
    // A process that died before it sent the answer does not know whether the sender has it.
    answer: isCertain
      ? answerOf(deliveryOf(scripted, { target, headers: lines }))
      : { kind: 'none', reason: 'abandoned', detail: said('answer-abandoned') },
    peer,
    secure: secure === 1,
  };
}

/**
 * Opens the file, or makes it, readable by its owner only: it contains everything received, headers included.
 *
 * @throws as `ownDatabase` does
 */
export function deliveryStore(path: string): DeliveryStore {
  const database = ownDatabase(
    path,
    ['deliveries'],
    // An answer that was given must never be forgotten: FULL waits for the disk at each commit.
    ['PRAGMA busy_timeout = 5000', 'PRAGMA journal_mode = WAL', 'PRAGMA synchronous = FULL', tables],
  );
  const statements = {
    count: database.prepare('SELECT count(*) AS count FROM deliveries WHERE thread = ?'),
    keep: database.prepare(
      'INSERT INTO deliveries (thread, arrivedAt, peer, secure, method, target, headers, body, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    ),
    answered: database.prepare('UPDATE deliveries SET answeredAt = ? WHERE number = ?'),
    begin: database.prepare('INSERT INTO sessions (startedAt, lastAt) VALUES (?, ?)'),
    beat: database.prepare('UPDATE sessions SET lastAt = max(lastAt, ?) WHERE id = ?'),
    deliveries: database.prepare('SELECT count(*) AS count FROM deliveries'),
    seen: database.prepare(
      'SELECT number, arrivedAt, answeredAt, peer, secure, method, target, headers, answer FROM deliveries ORDER BY number',
    ),
    sizeOf: database.prepare(
      'SELECT count(*) AS count, coalesce(sum(length(body) + length(headers) + length(target)), 0) AS bytes FROM deliveries WHERE substr(thread, 1, length(?1)) = ?1',
    ),
    listener: database.prepare('SELECT pid, started FROM listener'),
    claim: database.prepare('INSERT OR REPLACE INTO listener (id, pid, started) VALUES (1, ?, ?)'),
    release: database.prepare('DELETE FROM listener'),
    setting: database.prepare('SELECT value FROM settings WHERE name = ?'),
    set: database.prepare('INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value'),
    body: database.prepare('SELECT body FROM deliveries WHERE number = ?'),
    sessions: database.prepare('SELECT startedAt, lastAt FROM sessions ORDER BY id'),
  };
  let session: number | bigint | undefined;
  const bodyOf = (number: number): Uint8Array => new Uint8Array((statements.body.get(number) as { readonly body: Uint8Array }).body);

  const setting = (name: string): string | undefined => (statements.setting.get(name) as { readonly value: string } | undefined)?.value;

  return {
    count: (thread) => Number((statements.count.get(thread) as { readonly count: number }).count),
    keep({ request: { method, target, headers, body }, peer, secure }, thread, answer, at) {
      const text = JSON.stringify(headers);
      const { lastInsertRowid } = statements.keep.run(thread, at, peer, secure ? 1 : 0, method, target, text, body, JSON.stringify(answer));
      return Number(lastInsertRowid);
    },
    answered(number, at) {
      statements.answered.run(at, number);
    },
    claim({ pid, started }, runs) {
      database.exec('BEGIN IMMEDIATE');
      try {
        const other = statements.listener.get() as Process | undefined;
        if (other !== undefined && runs(other)) return other.pid;
        statements.claim.run(pid, started);
        return undefined;
      } finally {
        database.exec('COMMIT');
      }
    },
    release() {
      statements.release.run();
    },
    interrupted() {
      session = undefined;
    },
    beat(at) {
      if (session === undefined) session = statements.begin.run(at, at).lastInsertRowid;
      else statements.beat.run(at, session);
    },
    deliveries: () => Number((statements.deliveries.get() as { readonly count: number }).count),
    sizeOf: (threads) => statements.sizeOf.get(threads) as { readonly count: number; readonly bytes: number },
    setting,
    json(name, read) {
      const text = setting(name);
      return text === undefined ? undefined : undamaged(path, () => read(JSON.parse(text)));
    },
    set(name, value) {
      statements.set.run(name, value);
    },
    seen: () => statements.seen.all().map((row) => undamaged(path, () => exchangeOf(row as unknown as Row, bodyOf))),
    listened() {
      const sessions = statements.sessions.all() as unknown as readonly { readonly startedAt: number; readonly lastAt: number }[];
      const [first, last] = [sessions[0], sessions.at(-1)];
      if (first === undefined || last === undefined) return undefined;
      const outages = sessions.slice(1).map(({ startedAt }, index) => {
        const endedAt = sessions[index]?.lastAt ?? startedAt;
        // A clock that was set back begins a span before the end of the last one.
        return { from: Math.min(endedAt, startedAt), to: Math.max(endedAt, startedAt) };
      });
      return { from: first.startedAt, until: last.lastAt, outages };
    },
    close() {
      database.close();
    },
  };
}
