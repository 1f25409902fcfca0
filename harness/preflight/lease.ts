import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { homedir, hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { Blocked } from '../../core/verdict/blocked.ts';
import { said } from '../../language/sentences.ts';
import schema from '../../schemas/account-lock.schema.json' with { type: 'json' };
import { readBack } from '../../schemas/read-back.ts';
import type { AccountLock } from '../../specs/types/account-lock.ts';
import type { Configuration } from '../config/configuration.ts';
import { environmentValue } from '../config/environment.ts';
import type { Recipe } from '../config/recipe.ts';
import { type Ask, follow } from '../targets/recipe.ts';
import { startOf, stillRuns } from './process-start.ts';

/** A lock that was acquired. */
export interface Lease {
  /** What a person has to know about how it was acquired. */
  readonly note?: string;
  release(): Promise<void>;
}

/** Another run has the lock. */
export interface Busy {
  readonly busy: string;
}

/** How often a lease is renewed, and how old it may grow before a run on another host takes it over, ms. */
const renewMs = 60_000;
const staleMs = 600_000;

/** Where state of this user is kept: XDG_STATE_HOME, or its usual place. */
function stateFolder(): string {
  return join(environmentValue('XDG_STATE_HOME') ?? join(homedir(), '.local', 'state'), 'countersign');
}

function readHolder(file: string): AccountLock | 'none' | 'empty' | 'unreadable' {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 'none' : 'unreadable';
  }
  if (text === '') return 'empty';
  try {
    return readBack<AccountLock>(file, JSON.parse(text), schema);
  } catch {
    return 'unreadable';
  }
}

function timeText(ms: number): string {
  return Number.isFinite(ms) ? new Date(ms).toISOString() : 'unknown';
}

/** Whether a lock is left over, and why; undefined while it is in force. */
function leftOver(holder: AccountLock, now: number): string | undefined {
  const { host, pid, started, renewedAt, since } = holder;
  if (host === hostname()) {
    if (stillRuns(pid, started)) return undefined;
    return said('lock-of-dead-process', { pid, since: timeText(since) });
  }
  return now - renewedAt >= staleMs ? said('lock-not-renewed', { host, renewed: timeText(renewedAt) }) : undefined;
}

/** Writes a temporary file, to be renamed or linked. */
function aside(file: string, holder: AccountLock): string {
  const path = `${file}.${holder.token}`;
  try {
    writeFileSync(path, `${JSON.stringify(holder)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  }
  return path;
}

/** Makes the lock file; false where there is one. A link is made whole or not at all. */
function made(file: string, holder: AccountLock): boolean {
  const path = aside(file, holder);
  try {
    linkSync(path, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(path, { force: true });
  }
}

/** Moves away a lock file that is left over; false where another process was faster, whose file is restored. */
function removed(file: string, left: AccountLock | undefined, token: string): boolean {
  const path = `${file}.${token}.old`;
  try {
    renameSync(file, path);
  } catch {
    return true;
  }
  const found = readHolder(path);
  if (typeof found === 'object' && found.token !== left?.token) {
    try {
      linkSync(path, file);
    } catch {
      // A third process has it by now.
    }
    rmSync(path, { force: true });
    return false;
  }
  rmSync(path, { force: true });
  return true;
}

/** What a run locks. */
export interface Locked {
  /** Accounts by their environment, and by the name in the configuration. Keys do not identify one: a rotation changes them. */
  readonly accounts: readonly { readonly url: string; readonly account?: string }[];
  /** What decides instead of files. */
  readonly lock?: Recipe;
}

/** The accounts that a run of a configuration works on. */
export function accountsOf({ target: { url, account }, secondEnvironment, recipes: { lock } }: Configuration): Locked {
  const named = account === undefined ? {} : { account };
  return {
    accounts: [{ url, ...named }, ...(secondEnvironment ? [{ url: secondEnvironment.url, ...named }] : [])],
    ...(lock ? { lock } : {}),
  };
}

/**
 * Takes the lock on the accounts of a merchant: two runs on one account would break each other's keys, address list and counts. A recipe decides
 * where there is one, else a file for each account in the state folder of this user.
 */
export async function takeLease({ accounts, lock }: Locked, ask: Ask, now: () => number = Date.now): Promise<Lease | Busy> {
  const token = randomUUID();
  if (lock !== undefined) return ofRecipe(lock, token, ask);
  const held: Lease[] = [];
  const release = async (): Promise<void> => {
    for (const lease of held) await lease.release();
  };
  for (const name of new Set(accounts.map(fileName))) {
    const taken = ofFile(join(stateFolder(), 'locks'), name, token, now);
    if ('held' in taken) {
      await release();
      const { held: other } = taken;
      return {
        busy:
          typeof other === 'string'
            ? said('lock-unreadable', { file: other })
            : said('lock-held-by', { since: timeText(other.since), host: other.host, pid: other.pid }),
      };
    }
    held.push(taken);
  }
  const notes = [...new Set(held.flatMap(({ note }) => note ?? []))];
  return { ...(notes.length === 0 ? {} : { note: notes.join('\n') }), release };
}

/** The file of an account. */
function fileName({ url, account }: Locked['accounts'][number]): string {
  const host = new URL(url).host.replace(/[^A-Za-z0-9.-]/g, '_');
  return `${host}${account === undefined ? '' : `-${account}`}.json`;
}

async function ofRecipe(lock: Recipe, token: string, ask: Ask): Promise<Lease | Busy> {
  const holder = `${hostname()}:${process.pid}:${token}`;
  const done = (action: 'take' | 'renew' | 'release'): Promise<string> => follow('lock', lock, { action, holder }, ask);
  try {
    const answer = await done('take');
    if (answer !== '' && answer !== 'taken') return { busy: said('lock-held', { since: answer.slice(0, 200) }) };
  } catch (error) {
    if (!(error instanceof Blocked)) throw error;
    return { busy: said('lock-recipe-refused', { why: error.message }) };
  }
  const timer = setInterval(() => void done('renew').catch(() => undefined), renewMs).unref();
  return {
    async release() {
      clearInterval(timer);
      await done('release').catch(() => undefined);
    },
  };
}

/** Takes the lock on a folder or a file, which one process at a time uses; it is a file of that name. */
export function takePlace(place: string, lock: string, now: () => number = Date.now): Lease | Busy {
  const taken = ofFile(dirname(lock), basename(lock), randomUUID(), now);
  if (!('held' in taken)) return taken;
  const { held: other } = taken;
  if (typeof other === 'string') return { busy: said('lock-unreadable', { file: other }) };
  return { busy: said('place-held-by', { place, since: timeText(other.since), host: other.host, pid: other.pid }) };
}

/** Takes a lock file, or gives who has it, or the file where that cannot be read. */
function ofFile(folder: string, name: string, token: string, now: () => number): Lease | { readonly held: AccountLock | string } {
  const file = join(folder, name);
  const at = now();
  const holder: AccountLock = {
    token,
    host: hostname(),
    pid: process.pid,
    started: startOf(process.pid) ?? 'unknown',
    since: at,
    renewedAt: at,
  };
  let note: string | undefined;
  try {
    mkdirSync(folder, { recursive: true });
    for (let tries = 0; !made(file, holder); tries += 1) {
      const other = readHolder(file);
      if (other === 'none') continue;
      if (other === 'unreadable' || (other === 'empty' && tries > 3)) return { held: file };
      if (other === 'empty') {
        // A lock is made whole: this one was cut by the end of the machine.
        if (removed(file, undefined, token)) note = said('lock-empty', { file });
        continue;
      }
      const left = leftOver(other, now());
      if (left === undefined || tries > 3) return { held: other };
      if (removed(file, other, token)) note = left;
    }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    // Without a place for locks, a single run is still right.
    return { note: said('lock-unkept', { folder, code }), release: async () => undefined };
  }
  const isOurs = (): boolean => {
    const found = readHolder(file);
    return typeof found === 'object' && found.token === token;
  };
  const timer = setInterval(() => {
    try {
      if (isOurs()) renameSync(aside(file, { ...holder, renewedAt: now() }), file);
    } catch {
      // The next minute is soon enough.
    }
  }, renewMs).unref();
  return {
    ...(note === undefined ? {} : { note }),
    async release() {
      clearInterval(timer);
      if (isOurs()) rmSync(file, { force: true });
    },
  };
}
