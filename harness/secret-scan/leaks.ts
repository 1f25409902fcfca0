import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { usualAnswerBytes } from '../../core/content.ts';
import { keyNames, secretKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { Secret, Secrets } from '../../core/redaction/redaction.ts';
import { withoutControls } from '../../core/visible.ts';
import { said } from '../../language/sentences.ts';
import type { Publication } from '../../roles/client.ts';
import { fetched, whyUnread } from '../../roles/transport/fetched.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { clientConfigurationIn } from '../config/configuration-file.ts';
import { environmentValue } from '../config/environment.ts';
import { git, isGitHere, startGit } from './git.ts';

/** The keys for which a repository is searched: the API Key too, which is shown elsewhere, but belongs in no code. */
export function ownKeys(scheme: Scheme, keys: Credentials): readonly Secret[] {
  return [...secretKeys(scheme, keys), { role: keyNames(scheme).apiKey, value: keys.apiKey }].filter(({ value }) => value !== '');
}

/**
 * The keys to look for: those of the merchant of a configuration file, else those in the variables that the contract names.
 * @throws ConfigurationError for a configuration that cannot be read
 */
export function searchedKeys(contract: Contract, config?: string): readonly Secret[] {
  const merchant = config === undefined ? undefined : clientConfigurationIn(config, contract).merchant;
  if (merchant) return ownKeys(contract.scheme, merchant);
  return Object.values(contract.scheme.keys)
    .map(({ name, variable }) => ({ role: name, value: environmentValue(variable) ?? '' }))
    .filter(({ value }) => value !== '');
}

/** Whether a place can be searched: a folder, or a URL. */
export function isSearchable(place: string): boolean {
  return isUrl(place) || isFolder(place);
}

/** Whether a place is the URL of a page. */
function isUrl(place: string): boolean {
  return /^https?:\/\//.test(place) && URL.canParse(place);
}

/** Searches folders and pages. */
export async function leaksIn(places: readonly string[], hidden: Secrets, limits: PageLimits = usualPageLimits): Promise<Publication> {
  const found: Publication[] = [];
  for (const place of places) found.push(await (isUrl(place) ? leaksAtUrl(place, hidden, limits) : leaksInFolder(place, hidden)));
  return {
    leaks: found.flatMap(({ leaks }) => leaks.map(({ role, where }) => ({ role, where: withoutControls(where) }))),
    read: found.reduce((sum, { read }) => sum + read, 0),
    unread: found.flatMap(({ unread }) => unread.map((what) => withoutControls(what))),
    leftOut: found.flatMap(({ leftOut }) => leftOut.map((what) => withoutControls(what))),
  };
}

/** Larger files contain no code that a person wrote, bytes. */
const largest = 30_000_000;

/** Most resources of one page. */
const mostResources = 300;

/** How much time and memory a page may cost. */
export interface PageLimits {
  /** Longest time for one resource, ms. */
  readonly resourceMs: number;
  /** Longest time for a page with all of its resources, ms. */
  readonly pageMs: number;
  /** Largest resource, bytes. */
  readonly answerBytes: number;
}

const usualPageLimits: PageLimits = { resourceMs: 15_000, pageMs: 120_000, answerBytes: usualAnswerBytes };

/** Searches a folder. Where it is the root of a git repository, it searches its files, without those that git ignores, and its history. */
async function leaksInFolder(folder: string, hidden: Secrets): Promise<Publication> {
  const leaks: { readonly role: string; readonly where: string }[] = [];
  const unread: string[] = [];
  const leftOut: string[] = [];
  let [read, linksAndModules] = [0, 0];
  const look = (content: Uint8Array, where: () => string): void => {
    read += 1;
    for (const role of hidden.rolesIn(content)) leaks.push({ role, where: where() });
  };
  const lookAt = (name: string): void => {
    const full = join(folder, name);
    const facts = lstatSync(full, { throwIfNoEntry: false });
    // A name of other bytes than UTF-8 does not lead back to its file.
    if (facts === undefined && name.includes('\ufffd')) unread.push(said('name-not-utf-8', { name }));
    if (facts?.isSymbolicLink()) linksAndModules += 1;
    if (!facts?.isFile()) return;
    if (facts.size > largest) unread.push(said('larger-than-mb', { name, largest: largest / 1e6 }));
    else
      unreadIfFails(name, () => {
        const content = readFileSync(full);
        look(content, () => name);
      });
  };
  const unreadIfFails = (name: string, reads: () => void): void => {
    try {
      reads();
    } catch (error) {
      if (!(error instanceof Error && 'code' in error)) throw error;
      unread.push(`${name} (${String(error.code)})`);
    }
  };
  const visit = (path: string): void =>
    unreadIfFails(relative(folder, path) || folder, () => {
      for (const entry of readdirSync(path, { withFileTypes: true })) {
        const full = join(path, entry.name);
        if (entry.isDirectory()) {
          if (entry.name === 'node_modules') linksAndModules += 1;
          else if (entry.name !== '.git') visit(full);
        } else lookAt(relative(folder, full));
      }
    });
  const kept = existsSync(join(folder, '.git')) ? listed(folder, '--cached', '--others', '--exclude-standard') : undefined;
  if (kept === undefined) visit(folder);
  else {
    for (const name of kept) {
      // A folder that git lists is a repository of its own: a submodule, or one that is not kept.
      if (!lstatSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory()) {
        lookAt(name);
        continue;
      }
      const inner = await leaksInFolder(join(folder, name), hidden);
      leaks.push(...inner.leaks.map(({ role, where }) => ({ role, where: `${join(name, '/')}${where}` })));
      unread.push(...inner.unread.map((one) => `${join(name, '/')}${one}`));
      leftOut.push(...inner.leftOut.map((one) => `${join(name, '/')}${one}`));
      read += inner.read;
    }
    // A file of keys that git ignores is the right place for keys: it is in no repository.
    const ignored = listed(folder, '--others', '--ignored', '--exclude-standard', '--directory') ?? [];
    if (ignored.length > 0) leftOut.push(said('ignored-by-git', { folder, ignored: ignored.length }));
    for await (const { id, content } of objects(folder, unread)) look(content, () => placeOf(folder, id));
  }
  if (kept === undefined && existsSync(join(folder, '.git'))) {
    const why = isGitHere() ? said('git-cannot-be-run') : said('git-missing');
    unread.push(said('history-of', { folder, why }));
  }
  if (linksAndModules > 0) leftOut.push(said('links-and-modules', { folder, count: linksAndModules }));
  return { leaks, read, unread, leftOut };
}

/** The files that git lists; undefined where it cannot. */
function listed(folder: string, ...which: readonly string[]): readonly string[] | undefined {
  try {
    const names = git(folder, 'ls-files', '-z', ...which).split('\0');
    return [...new Set(names.filter((name) => name !== ''))];
  } catch {
    return undefined;
  }
}

/** Every file, commit and tag in the repository, including those that no branch has any more. */
async function* objects(folder: string, unread: string[]): AsyncGenerator<{ readonly id: string; readonly content: Uint8Array }> {
  const ids = git(folder, 'cat-file', '--batch-all-objects', '--batch-check=%(objectname) %(objecttype) %(objectsize)')
    .split('\n')
    .flatMap((line) => {
      const [id = '', type = '', size = '0'] = line.split(' ');
      if (id === '' || type === 'tree') return [];
      if (Number(size) <= largest) return [id];
      unread.push(said('object-larger-than-mb', { id: id.slice(0, 12), largest: largest / 1e6 }));
      return [];
    });
  const child = startGit(folder, 'cat-file', '--batch');
  child.stdin.on('error', () => undefined);
  child.stdin.end(ids.map((id) => `${id}\n`).join(''));
  // Joined only once an object is whole: an object of megabytes comes in hundreds of chunks.
  let chunks: Buffer[] = [];
  let [gathered, wanted, read] = [0, 1, 0];
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    gathered += chunk.length;
    if (gathered < wanted) continue;
    let rest = Buffer.concat(chunks);
    for (;;) {
      const end = rest.indexOf(10);
      if (end < 0) break;
      const [id = '', , size] = rest.subarray(0, end).toString('latin1').split(' ');
      // An object that is missing or broken has a line without a size, and no content.
      const next = size === undefined ? end + 1 : end + 1 + Number(size) + 1;
      wanted = next;
      if (rest.length < next) break;
      if (size !== undefined) {
        read += 1;
        yield { id, content: rest.subarray(end + 1, next - 1) };
      }
      rest = rest.subarray(next);
      wanted = 1;
    }
    chunks = [rest];
    gathered = rest.length;
  }
  // Git ends at a pack that is broken.
  for (const why of gapsIn(folder, ids.length - read)) unread.push(said('history-of', { folder, why }));
}

/**
 * What the history of a repository lacks, which then was not searched.
 * @param broken how many of its objects cannot be read
 */
function gapsIn(folder: string, broken: number): readonly string[] {
  try {
    // A partial clone has not fetched all objects.
    const missing = git(folder, 'rev-list', '--objects', '--all', '--missing=print', '--quiet').match(/^\?/gm)?.length ?? 0;
    const isCut = git(folder, 'rev-parse', '--is-shallow-repository').trim() === 'true';
    const count = broken + missing;
    return [...(count > 0 ? [said('objects-unread', { count })] : []), ...(isCut ? [said('history-cut')] : [])];
  } catch {
    return [broken > 0 ? said('objects-unread', { count: broken }) : said('git-cannot-be-run')];
  }
}

/** The commit and path under which an object of the history is found. */
function placeOf(folder: string, id: string): string {
  const short = id.slice(0, 12);
  try {
    const args = ['--all', '--format=%h', '--name-only', '--no-ext-diff', '--no-textconv', '--no-show-signature', '-1'];
    const [commit, , path] = git(folder, 'log', ...args, `--find-object=${id}`).split('\n');
    return commit === undefined || commit === '' ? `history, object ${short}` : `history, commit ${commit}, ${path ?? short}`;
  } catch {
    return `history, object ${short}`;
  }
}

/** Searches a page, its scripts, what they import, and their source maps. */
async function leaksAtUrl(url: string, hidden: Secrets, { resourceMs, pageMs, answerBytes }: PageLimits): Promise<Publication> {
  const leaks: { readonly role: string; readonly where: string }[] = [];
  const unread: string[] = [];
  const leftOut: string[] = [];
  const waiting = [new URL(url).href];
  const known = new Set(waiting);
  const left = new Set<string>();
  let read = 0;
  const page = AbortSignal.timeout(pageMs);
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    const where = next;
    if (page.aborted) {
      unread.push(`${where} (${said('page-unfinished', { seconds: pageMs / 1000 })})`);
      continue;
    }
    try {
      const { status, url: from, body } = await fetched(where, { deadlineMs: resourceMs, answerBytes });
      if (status < 200 || status > 299) {
        // A name in a script that looks like a file, and leads to none.
        (status === 404 || status === 410 ? leftOut : unread).push(`${where} (status ${status})`);
        continue;
      }
      read += 1;
      for (const role of hidden.rolesIn(body)) leaks.push({ role, where });
      for (const found of linksIn(Buffer.from(body).toString('latin1'), from)) {
        if (known.has(found)) continue;
        if (known.size >= mostResources) {
          left.add(found);
          continue;
        }
        known.add(found);
        waiting.push(found);
      }
    } catch (error) {
      unread.push(`${where} (${whyUnread(error)})`);
    }
  }
  if (left.size > 0) unread.push(said('resources-unread', { url, count: left.size, most: mostResources }));
  return { leaks, read, unread, leftOut };
}

/** How a page or a script names a resource. A link has a bounded length, so the search takes linear time. */
const linkForms = [
  /["'`(= ]([^"'`()<>\s=]{1,2000}\.(?:m?js|json|map)(?:\?[^"'`()<>\s]{0,2000})?)/g,
  /\bsrc\s{0,20}=\s{0,20}["']([^"']{1,2000})["']/g,
] as const;

/** Scripts and source maps that a page or a script names. */
function* linksIn(text: string, base: string): Generator<string> {
  const { host } = new URL(base);
  for (const form of linkForms) {
    for (const [, link = ''] of text.matchAll(form)) {
      if (!URL.canParse(link, base)) continue;
      const found = new URL(link, base);
      // Scripts of others belong to them: only what comes from the page's own host can contain the merchant's keys because of the merchant.
      if (found.host === host && /^https?:$/.test(found.protocol)) yield found.href;
    }
  }
}

/** Whether a text is the folder to search, and not a URL. */
function isFolder(place: string): boolean {
  return existsSync(place) && statSync(place).isDirectory();
}
