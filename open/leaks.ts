import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Secrets } from '../core/redaction.ts';

/** A key that stands where it must not. */
export interface Leak {
  /** What the key is called; its value is never told. */
  readonly role: string;
  /** A file, an object of the history with its path, or a URL. */
  readonly where: string;
}

export interface Search {
  readonly leaks: readonly Leak[];
  /** How many files, objects or resources were read. */
  readonly read: number;
  /** What was not read, and why. */
  readonly unread: readonly string[];
}

/** Larger files hold no code that somebody wrote, bytes. */
const largest = 30_000_000;

/** Most resources of one page. */
const mostResources = 300;

const fetchMs = 15_000;

/** Searches a working tree, and the history of the git repository that it is the root of, if it is one. */
export async function leaksInFolder(folder: string, hidden: Secrets): Promise<Search> {
  const leaks: Leak[] = [];
  const unread: string[] = [];
  let read = 0;
  const look = (content: Uint8Array, where: () => string): void => {
    read += 1;
    for (const role of hidden.rolesIn(content)) leaks.push({ role, where: where() });
  };
  const visit = (path: string): void => {
    for (const entry of readdirSync(path, { withFileTypes: true })) {
      const full = join(path, entry.name);
      if (entry.isDirectory()) {
        if (entry.name !== '.git' && entry.name !== 'node_modules') visit(full);
      } else if (entry.isFile()) {
        const name = relative(folder, full);
        if (statSync(full).size > largest) unread.push(`${name} (larger than ${largest / 1e6} MB)`);
        else look(readFileSync(full), () => name);
      }
    }
  };
  visit(folder);
  if (existsSync(join(folder, '.git'))) {
    for await (const { id, content } of objects(folder, unread)) look(content, () => placeOf(folder, id));
  }
  return { leaks, read, unread };
}

/** Every file, commit and tag that the repository keeps, those that no branch has any more included. */
async function* objects(folder: string, unread: string[]): AsyncGenerator<{ readonly id: string; readonly content: Uint8Array }> {
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-C', folder, ...args], { encoding: 'utf8', maxBuffer: 1 << 30, stdio: ['ignore', 'pipe', 'ignore'] });
  const ids = git('cat-file', '--batch-all-objects', '--batch-check=%(objectname) %(objecttype) %(objectsize)')
    .split('\n')
    .flatMap((line) => {
      const [id = '', type = '', size = '0'] = line.split(' ');
      if (id === '' || type === 'tree') return [];
      if (Number(size) <= largest) return [id];
      unread.push(`object ${id.slice(0, 12)} of the history (larger than ${largest / 1e6} MB)`);
      return [];
    });
  const child = spawn('git', ['-C', folder, 'cat-file', '--batch'], { stdio: ['pipe', 'pipe', 'ignore'] });
  child.stdin.on('error', () => undefined);
  child.stdin.end(ids.map((id) => `${id}\n`).join(''));
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const end = rest.indexOf(10);
      if (end < 0) break;
      const [id = '', , size = '0'] = rest.subarray(0, end).toString('latin1').split(' ');
      const length = Number(size);
      if (rest.length < end + 1 + length + 1) break;
      yield { id, content: rest.subarray(end + 1, end + 1 + length) };
      rest = rest.subarray(end + 1 + length + 1);
    }
  }
}

/** The commit and path under which an object of the history is found. */
function placeOf(folder: string, id: string): string {
  const short = id.slice(0, 12);
  try {
    const args = ['-C', folder, 'log', '--all', '--format=%h', '--name-only', '-1', `--find-object=${id}`];
    const [commit, , path] = execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n');
    return commit === undefined || commit === '' ? `history, object ${short}` : `history, commit ${commit}, ${path ?? short}`;
  } catch {
    return `history, object ${short}`;
  }
}

/** Searches a page, its scripts, what they import, and their source maps. */
export async function leaksAtUrl(url: string, hidden: Secrets): Promise<Search> {
  const leaks: Leak[] = [];
  const unread: string[] = [];
  const waiting = [new URL(url).href];
  const known = new Set(waiting);
  let read = 0;
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const where = next;
    try {
      const response = await fetch(where, { signal: AbortSignal.timeout(fetchMs) });
      const content = new Uint8Array(await response.arrayBuffer());
      if (!response.ok) {
        unread.push(`${where} (status ${response.status})`);
        continue;
      }
      read += 1;
      for (const role of hidden.rolesIn(content)) leaks.push({ role, where });
      for (const found of linksIn(Buffer.from(content).toString('latin1'), response.url)) {
        if (known.has(found) || known.size >= mostResources) continue;
        known.add(found);
        waiting.push(found);
      }
    } catch (error) {
      unread.push(`${where} (${error instanceof Error ? error.name : 'unreadable'})`);
    }
  }
  return { leaks, read, unread };
}

/** Scripts and source maps that a page or a script names. */
function linksIn(text: string, base: string): readonly string[] {
  const named = [...text.matchAll(/["'`(= ]([^"'`()<>\s=]+\.(?:m?js|json|map)(?:\?[^"'`()<>\s]*)?)/g)].map(([, link = '']) => link);
  const sources = [...text.matchAll(/\bsrc\s*=\s*["']([^"']+)["']/g)].map(([, link = '']) => link);
  return [...named, ...sources].flatMap((link) => {
    if (!URL.canParse(link, base)) return [];
    const found = new URL(link, base);
    // Scripts of others are theirs: only what comes from the page's own host can hold the merchant's keys by the merchant's doing.
    return found.host === new URL(base).host && /^https?:$/.test(found.protocol) ? [found.href] : [];
  });
}

/** Whether a text is the folder to search, and not a URL. */
export function isFolder(place: string): boolean {
  return existsSync(place) && statSync(place).isDirectory();
}
