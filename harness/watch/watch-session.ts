import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import type { WatchedFinding } from '../../audit/finding.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { Secrets } from '../../core/redaction/redaction.ts';
import { visible } from '../../core/visible.ts';
import { said } from '../../language/sentences.ts';
import { observedText } from '../../reports/observed.ts';
import { queryWithoutPayer } from '../../reports/payer.ts';
import type { TargetFacts } from '../../reports/report.ts';
import { onContract } from '../../reports/reproduction.ts';
import { summary } from '../../reports/terminal.ts';
import { endSoftly } from '../../roles/processes/ending.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Terms } from '../../specs/owed.ts';
import type { Profile } from '../../specs/profile.ts';
import { environmentValue } from '../config/environment.ts';
import { makeReportsFolder } from '../runner/folders.ts';
import { useLittleMemory } from '../runner/little-memory.ts';
import { portRefusal } from '../runner/ports.ts';
import { type AuthorityFile, howToCall, writeAuthority } from './how-to-call.ts';
import { judgingTime } from './judging-time.ts';
import { tooMany } from './spill.ts';
import { endWithStarter } from './starter-end.ts';
import { type Strays, strayText, withStrays } from './strays.ts';
import { reportWatched } from './watch-report.ts';

/** Options of the commands that watch an application while it is used. */
export interface WatchingOptions {
  readonly port?: number;
  readonly plainPort?: number;
  readonly ca?: string;
  readonly for?: number;
  /** Whether it stays when the process that started it ends. */
  readonly keep?: true;
  readonly keepPii?: true;
  readonly reports: string;
}

/** What was seen says, as far as it was judged before the time was over. */
export interface WatchedJudgement {
  readonly findings: readonly WatchedFinding[];
  /** How many of the requests were judged, the first ones. */
  readonly judged: number;
  readonly strays: Strays;
}

/** A watched application. */
export interface Watching {
  /** PEM of the authority to trust. */
  readonly ca: string;
  readonly secrets: Secrets;
  /** Variables of the keys that are not set, with the invented values that replace them; undefined where keys are not used. */
  readonly unset: Readonly<Record<string, string>> | undefined;
  /** What is printed once it can be called, with the URLs. */
  readonly ready: string;
  readonly contract: Contract;
  readonly profile: Profile;
  readonly target: TargetFacts;
  readonly terms: Terms;
  /** The command that watches once more. */
  readonly again: string;
  /** Ends all connections. What is under way is kept as far as it is known. */
  close(): Promise<void>;
  /** Releases what was seen, once it is reported. */
  forget(): void;
  /** What was seen says, clause by clause. */
  judged(isOver: () => boolean): WatchedJudgement & { readonly requests: number };
}

/**
 * Watches until an interrupt or until the time is over, then judges, writes the report, and returns the exit code of its decision.
 *
 * @param start starts it; its error is passed on, except for a port that is not available
 * @param judgingMs how long what was seen is judged after a signal
 * @throws UsageError for files and ports that cannot be used
 */
export async function runWatchSession(options: WatchingOptions, start: () => Promise<Watching>, judgingMs?: number): Promise<number> {
  useLittleMemory();
  const reports = resolve(options.reports);
  makeReportsFolder(reports);
  const from = Date.now();
  const began = performance.now();
  const watching = await start().catch((error: unknown) => {
    throw portRefusal(error, { '--port': options.port, '--plain-port': options.plainPort });
  });
  let authority: AuthorityFile;
  try {
    authority = writeAuthority(watching.ca, options.ca);
  } catch (error) {
    await watching.close();
    throw error;
  }
  const over = ended(options);
  process.stdout.write(`${watching.ready}\n\n${howToCall(watching.unset, authority)}`);
  await over;
  const overAt = performance.now();
  await watching.close();
  authority.remove();
  try {
    return await reported(watching, options, { from, durationMs: overAt - began, isOver: judgingTime(judgingMs) }, reports);
  } finally {
    watching.forget();
  }
}

/** Judges what was seen, writes the report, and gives the exit code of its decision. */
async function reported(
  watching: Watching,
  options: WatchingOptions,
  { isOver, ...time }: { readonly from: number; readonly durationMs: number; readonly isOver: () => boolean },
  reports: string,
): Promise<number> {
  const { requests, judged, strays, ...seen } = watching.judged(isOver);
  const finished = judged === requests;
  const findings = withStrays(seen.findings, strays);
  const { report, paths } = await reportWatched(
    { ...watching, ...time, findings, until: Date.now(), finished, hidesPayer: options.keepPii !== true },
    reports,
  );
  const color = process.stdout.isTTY === true && environmentValue('NO_COLOR') === undefined;
  process.stdout.write(
    `\n${onContract(observedText(findings, requests, watching.secrets, watching.contract), watching.contract.source)}\n${finished ? '' : `${said('observed-in-part', { judged, requests })}\n`}${watching.secrets.redactText(strayText(strays))}${summary(report, [paths.html, paths.json, paths.junit], { color })}`,
  );
  return report.decision.exitCode;
}

/** The end of watching: a signal, that many seconds, or the end of the starting process. One signal, also a later one, leaves time for the report. */
async function ended({ for: seconds, keep }: WatchingOptions): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = seconds === undefined ? undefined : setTimeout(resolve, seconds * 1000);
  endSoftly(resolve, { onHangup: keep !== true });
  if (keep !== true) endWithStarter(resolve);
  await promise;
  clearTimeout(timer);
}

/** Prints that what is seen from now on is not judged. */
export function sayFull(why: string): void {
  process.stderr.write(why === tooMany ? said('watched-too-many') : said('watched-disk-full', { why, folder: tmpdir() }));
}

/** A line for a request whose answer has been sent, or will not be: its number, its request line without a payer's data, and its result. */
export function passedLine({ number, request }: Pick<Exchange, 'number' | 'request'>, outcome: string): string {
  return `${number}  ${request.method} ${visible(Buffer.from(queryWithoutPayer(request.target), 'latin1'))}  ${outcome}\n`;
}
