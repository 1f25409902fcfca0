import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { WatchedFinding } from '../../audit/finding.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { Secrets } from '../../core/redaction/redaction.ts';
import { visible } from '../../core/visible.ts';
import { observedText } from '../../reports/observed.ts';
import { queryWithoutPayer } from '../../reports/payer.ts';
import type { TargetFacts } from '../../reports/report.ts';
import { summary } from '../../reports/terminal.ts';
import { endSoftly } from '../../roles/processes/ending.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Terms } from '../../specs/owed.ts';
import type { Profile } from '../../specs/profile.ts';
import { environmentValue } from '../config/environment.ts';
import { makeReportsFolder } from '../runner/folders.ts';
import { quoted, UsageError } from '../runner/usage.ts';
import { reportWatched } from './watch-report.ts';

/** Options of the commands that watch an application while it is used. */
export interface WatchingOptions {
  readonly port?: number;
  readonly ca?: string;
  readonly for?: number;
  readonly keepPii?: true;
  readonly reports: string;
}

/** An application that is being watched. */
export interface Watching {
  /** PEM of the authority to trust. */
  readonly ca: string;
  readonly secrets: Secrets;
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
  /** Lets what was seen go, once it is reported. */
  forget(): void;
  /** What was seen says, clause by clause. */
  judged(): { readonly findings: readonly WatchedFinding[]; readonly requests: number };
}

/**
 * Watches until an interrupt or until the time is over, then judges, writes the report, and gives the exit code of its decision.
 * @param start starts it; its error is passed on, but for a port that cannot be had
 * @throws UsageError for files and ports that cannot be used
 */
export async function runWatchSession(options: WatchingOptions, start: () => Promise<Watching>): Promise<number> {
  const reports = resolve(options.reports);
  makeReportsFolder(reports);
  const from = Date.now();
  const watching = await start().catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!/^(EADDRINUSE|EACCES)$/.test(code)) throw error;
    throw new UsageError('watch-port-refused', { code });
  });
  if (options.ca !== undefined) {
    try {
      writeFileSync(options.ca, watching.ca);
    } catch {
      await watching.close();
      throw new UsageError('ca-unwritable', { ca: quoted(options.ca) });
    }
  }
  const over = ended(options.for);
  process.stdout.write(`${watching.ready}\n`);
  await over;
  await watching.close();
  try {
    return await reported(watching, options, from, reports);
  } finally {
    watching.forget();
  }
}

/** Judges what was seen, writes the report, and gives the exit code of its decision. */
async function reported(watching: Watching, options: WatchingOptions, from: number, reports: string): Promise<number> {
  const { findings, requests } = watching.judged();
  const { report, paths } = await reportWatched(
    { ...watching, findings, from, until: Date.now(), finished: true, hidesPayer: options.keepPii !== true },
    reports,
  );
  const color = process.stdout.isTTY === true && environmentValue('NO_COLOR') === undefined;
  process.stdout.write(
    `\n${observedText(findings, requests, watching.secrets, watching.contract.words)}\n${summary(report, [paths.html, paths.json, paths.junit], { color })}`,
  );
  return report.decision.exitCode;
}

/** The end of watching: a signal, or so many seconds. One signal, also one that comes later, leaves time for the report. */
async function ended(seconds: number | undefined): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = seconds === undefined ? undefined : setTimeout(resolve, seconds * 1000);
  endSoftly(resolve);
  await promise;
  clearTimeout(timer);
}

/** A line for a request whose answer has left, or will not: its number, its request line without a payer's data, and what came of it. */
export function passedLine({ number, request }: Pick<Exchange, 'number' | 'request'>, outcome: string): string {
  return `${number}  ${request.method} ${visible(Buffer.from(queryWithoutPayer(request.target), 'latin1'))}  ${outcome}\n`;
}
