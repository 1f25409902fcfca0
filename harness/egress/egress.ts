import { dirname, resolve } from 'node:path';
import { parseRange } from '../../core/contract/address.ts';
import { addressListed } from '../../core/contract/addresses.ts';
import { addressIn } from '../../core/contract/addresses-in-text.ts';
import { noBody, type WireRequest } from '../../core/exchange.ts';
import type { Verdict } from '../../core/verdict/verdict.ts';
import { said } from '../../language/sentences.ts';
import { shellWord } from '../../reports/reproduction.ts';
import { fetched } from '../../roles/transport/fetched.ts';
import { wire } from '../../roles/transport/wire.ts';
import type { Contract } from '../../schemas/contract.ts';
import { contractFrom } from '../../schemas/contracts.ts';
import { runClauseTest } from '../../suites/clause-runner.ts';
import { egressTests } from '../../suites/egress/catalogue.ts';
import type { Configuration } from '../config/configuration.ts';
import { configurationIn } from '../config/configuration-file.ts';
import { probes, showing } from '../preflight/probe.ts';
import { profileNamed } from '../runner/profile.ts';
import { UsageError } from '../runner/usage.ts';
import { localFiles } from '../targets/remote.ts';
import { sourceAddress, unmapped } from '../targets/source-address.ts';

export interface EgressOptions {
  readonly contract: string;
  readonly config?: string;
  /** A URL that answers with the caller's address. */
  readonly echo?: string;
  /** Addresses and ranges of the merchant's list, in addition to those of the configuration. */
  readonly listed?: readonly string[];
  readonly connections: number;
  readonly json?: true;
}

/** How an address was found: by the answer of an echo service, the refusal of the target, or our own end of a connection to it. */
type How = 'echo' | 'refusal' | 'socket';

/** What one connection showed. */
interface Sighting {
  readonly address?: string;
  readonly how?: How;
  readonly why?: string;
}

/** An address and how often it was seen. */
interface Row {
  readonly address: string;
  readonly connections: number;
  readonly how: How;
  /** Absent where no list is known. */
  readonly listed?: boolean;
}

const deadlineMs = 15_000;

/** Longest answer of an echo, bytes. */
const longestEcho = 65_536;

/** Connections that are open at once. */
const atOnce = 4;

/** The list of the merchant, as far as it is known. */
function listOf({ listed = [] }: EgressOptions, configuration: Configuration | undefined): readonly string[] {
  const { allowed, egress: configured = [] } = configuration?.addresses ?? {};
  return [...new Set([...listed, ...(allowed === undefined ? [] : [allowed]), ...configured])];
}

/**
 * Finds from which addresses this machine reaches a target, over many connections, and compares them with the merchant's list. Returns the exit code:
 * 0 where all of them are on the list or no list is known, 1 where one is not, 2 where none was found.
 *
 * @throws UsageError where there is neither an echo service nor a target
 */
export async function egress(options: EgressOptions): Promise<number> {
  const contract = contractFrom(options.contract);
  const configuration = options.config === undefined ? undefined : configurationIn(options.config, contract);
  const echo = options.echo ?? configuration?.addresses.echoUrl;
  if (echo !== undefined && !/^https?:\/\//.test(echo)) throw new UsageError('egress-echo-form');
  const unread = options.listed?.find((range) => parseRange(range) === undefined);
  if (unread !== undefined) throw new UsageError('egress-listed-form', { range: shellWord(unread) });
  if (echo === undefined && configuration === undefined) throw new UsageError('egress-nobody-to-ask');
  const look =
    echo === undefined && configuration !== undefined
      ? () => ofTarget(configuration, options)
      : () => ofEcho(echo ?? '', configuration, options);
  const sightings: Sighting[] = [];
  for (let left = options.connections; left > 0; left -= atOnce)
    sightings.push(...(await Promise.all(Array.from({ length: Math.min(atOnce, left) }, look))));
  const list = listOf(options, configuration);
  const rows = rowsOf(sightings, list);
  const failures = sightings.flatMap(({ why }) => (why === undefined ? [] : [why]));
  const place = echo ?? configuration?.target.url ?? '';
  const seen = sightings.flatMap(({ address }) => address ?? []);
  const stable = rows.length === 1;
  const verdict = await stability(seen, contract);
  const unlisted = rows.filter(({ listed }) => listed === false);
  if (options.json) {
    const clauses = verdict === undefined ? [] : [{ id: 'USE-07', verdict }];
    const found = { target: place, connections: options.connections, failed: failures.length, stable, clauses, list, addresses: rows };
    process.stdout.write(`${JSON.stringify(found, undefined, 2)}\n`);
  } else process.stdout.write(tableOf(rows, { place, connections: options.connections, failures, list, unlisted: unlisted.length }));
  if (rows.length === 0) return 2;
  return unlisted.length > 0 ? 1 : 0;
}

/** The result of USE-07; undefined where the contract does not judge it. */
async function stability(seen: readonly string[], contract: Contract): Promise<Verdict | undefined> {
  const [profile] = contract.profiles;
  const test = egressTests.find(({ clause }) => clause === 'USE-07');
  if (test === undefined || !profile.clauses.has('USE-07')) return undefined;
  const env = { alerts: [], egress: [], seen, contract, profile };
  const settings = { seed: 1, nonce: 'egress', scale: 1, timeLimitMs: 60_000, elapsed: () => performance.now() };
  return (await runClauseTest(test, { env, can: new Set(), requests: () => seen.length }, settings)).verdict;
}

function rowsOf(sightings: readonly Sighting[], list: readonly string[]): readonly Row[] {
  const rows = new Map<string, Row>();
  for (const { address, how } of sightings) {
    if (address === undefined || how === undefined) continue;
    const connections = (rows.get(address)?.connections ?? 0) + 1;
    rows.set(address, { address, connections, how, ...(list.length === 0 ? {} : { listed: addressListed(address, list) }) });
  }
  return [...rows.values()].toSorted((one, other) => other.connections - one.connections);
}

function tableOf(
  rows: readonly Row[],
  facts: {
    readonly place: string;
    readonly connections: number;
    readonly failures: readonly string[];
    readonly list: readonly string[];
    readonly unlisted: number;
  },
): string {
  const { place, connections, failures, list, unlisted } = facts;
  const cells = rows.map(({ address, connections: count, how, listed }) => [
    address,
    String(count),
    said(`egress-${how}`),
    listed === undefined ? said('egress-list-unknown') : said(listed ? 'egress-listed' : 'egress-unlisted'),
  ]);
  const all = [[said('egress-address'), said('egress-connections'), said('egress-by'), said('egress-list')], ...cells];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...all.map((row) => (row[column] ?? '').length)));
  const lines = all.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ')}`.trimEnd());
  const [failure] = failures;
  const notes = [
    ...(failure === undefined ? [] : [said('egress-failures', { failed: failures.length, connections, why: failure })]),
    ...(rows.length === 0 ? [said('egress-none')] : []),
    ...(rows.length === 1 ? [said('egress-stable')] : []),
    ...(rows.length > 1 ? [said('egress-unstable', { count: rows.length })] : []),
    ...(rows.some(({ how }) => how === 'socket') ? [said('egress-socket-note')] : []),
    ...(list.length === 0 && rows.length > 0 ? [said('egress-no-list')] : []),
    ...(unlisted > 0 ? [said('egress-put-on-list')] : []),
    ...(unlisted > 0 || rows.length > 1 ? [said('egress-advice')] : []),
  ];
  const table = rows.length === 0 ? '' : `${lines.join('\n')}\n\n`;
  return `${said('egress-heading', { place, connections })}\n\n${table}${notes.join('\n')}\n`;
}

/** Asks an echo service over its own connection, through the proxy where the configuration has one. */
async function ofEcho(echo: string, configuration: Configuration | undefined, _: EgressOptions): Promise<Sighting> {
  const proxy = configuration?.target.proxy;
  try {
    const text = proxy === undefined ? await directEcho(echo) : await proxiedEcho(echo, proxy);
    const address = addressIn(text);
    return address === undefined ? { why: said('echo-without-address', { echoUrl: echo }) } : { address: unmapped(address), how: 'echo' };
  } catch (error) {
    const cause = error instanceof Error ? error.cause : undefined;
    const telling = cause instanceof Error ? cause : error;
    const code = telling instanceof Error ? ('code' in telling ? String(telling.code) : telling.message) : 'unknown';
    return { why: said('egress-echo-failed', { code }) };
  }
}

async function directEcho(echo: string): Promise<string> {
  const headers: [string, string][] = [['Connection', 'close']];
  const { body } = await fetched(echo, { redirect: 'follow', deadlineMs, answerBytes: longestEcho, headers });
  return Buffer.from(body).toString('utf8');
}

async function proxiedEcho(echo: string, proxy: string): Promise<string> {
  const { origin, pathname, search } = new URL(echo);
  const transport = wire({ url: origin, proxy, connections: 1, fresh: true, deadlineMs, answerBytes: longestEcho });
  try {
    const request: WireRequest = {
      method: 'GET',
      target: `${pathname}${search}`,
      headers: [['Accept', 'text/plain, application/json']],
      body: noBody,
    };
    const answer = await transport.send(request, {});
    if (answer.kind === 'none') throw new Error(answer.detail);
    return Buffer.from(answer.response.body).toString('utf8');
  } finally {
    await transport.close();
  }
}

/** Asks the target itself: its refusal may name our address; else our end of a connection to it counts, where nothing translates it. */
async function ofTarget(configuration: Configuration, { config = '', contract: id }: EgressOptions): Promise<Sighting> {
  const { target, merchant } = configuration;
  const contract = contractFrom(id);
  const asking = probes(contract, profileNamed(contract, target.profile).scheme);
  if (asking === undefined) return { why: said('egress-nothing-harmless') };
  const transport = wire({
    url: target.url,
    ...(target.proxy === undefined ? {} : { proxy: target.proxy }),
    ...localFiles(configuration, dirname(resolve(config))),
    connections: 1,
    fresh: true,
    deadlineMs,
    answerBytes: longestEcho,
  });
  try {
    const answer = await transport.send(showing(asking, merchant, Date.now()), {});
    if (answer.kind === 'response' && answer.response.status >= 400) {
      const address = addressIn(Buffer.from(answer.response.body).toString('utf8'));
      if (address !== undefined) return { address: unmapped(address), how: 'refusal' };
    }
    const address = target.proxy === undefined ? await sourceAddress(target.url, deadlineMs) : undefined;
    if (address !== undefined) return { address, how: 'socket' };
    return { why: answer.kind === 'none' ? said('egress-target-silent', { why: answer.reason }) : said('egress-behind-translation') };
  } finally {
    await transport.close();
  }
}
