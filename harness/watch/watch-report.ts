import { randomUUID } from 'node:crypto';
import { type Finding, outcomeOf } from '../../audit/finding.ts';
import type { Secrets } from '../../core/redaction/redaction.ts';
import { buildReport, type Report, type ShownOutcome, shown, type TargetFacts } from '../../reports/report.ts';
import { contractFacts, signedBy } from '../../reports/reproduction.ts';
import { type ReportPaths, writeReport } from '../../reports/write.ts';
import type { Contract } from '../../schemas/contract.ts';
import { clauseOf, isClauseId } from '../../specs/clauses/catalogue.ts';
import type { Terms } from '../../specs/owed.ts';
import type { Profile } from '../../specs/profile.ts';
import { version } from '../runner/version.ts';

/** The result of watching. Times are ms since the epoch. */
export interface Watched {
  readonly findings: readonly Finding[];
  /** Results of clause tests, as they may be shown, where a party was also asked. */
  readonly asked?: readonly ShownOutcome[];
  readonly from: number;
  readonly until: number;
  /** How long it was watched by a monotonic clock, ms, where that was one process. */
  readonly durationMs?: number;
  /** Whether everything that belongs to it was seen. */
  readonly finished: boolean;
  readonly profile: Profile;
  readonly terms: Terms;
  readonly target: TargetFacts;
  readonly secrets: Secrets;
  readonly contract: Contract;
  /** The command to watch again: watched traffic has no case that could be repeated. */
  readonly again: string;
  readonly hidesPayer?: boolean;
}

/** Writes the report of watched traffic. Exchanges of others are not sent again: it contains no curl line. */
export async function reportWatched(
  watched: Watched,
  directory: string,
): Promise<{ readonly report: Report; readonly paths: ReportPaths }> {
  const { findings, asked = [], from, until, finished, profile, target, terms } = watched;
  const report = buildReport({
    run: {
      id: `${new Date().toISOString().replace(/[:.]/g, '-')}-${process.pid}`,
      startedAt: from,
      endedAt: until,
      ...(watched.durationMs === undefined ? {} : { durationMs: watched.durationMs }),
      version,
      seed: 0,
      contract: contractFacts(watched.contract),
    },
    outcomes: [...findings.map((finding) => evidenceOf(finding, watched)), ...asked.map((outcome) => watchedAgain(outcome, watched.again))],
    clauses: [...new Set([...findings, ...asked].map(({ clause }) => clause))].filter(isClauseId).map(clauseOf),
    contract: watched.contract,
    profile,
    target,
    terms,
    finished,
    excluded: [],
  });
  return { report, paths: await writeReport(report, { directory, newId: randomUUID }) };
}

function evidenceOf(
  finding: Finding,
  { secrets, target, from, until, again, contract, profile, hidesPayer = false }: Watched,
): ShownOutcome {
  const by = signedBy(contract, profile);
  const shownOutcome = shown(outcomeOf(finding, Math.max(0, until - from)), {
    secrets,
    baseUrl: target.url,
    options: [],
    contract,
    signedBy: by,
    hidesPayer,
  });
  return watchedAgain(shownOutcome, again);
}

/** An outcome with the command that repeats it here, and without a curl line. */
function watchedAgain({ curl: _, violation, ...rest }: ShownOutcome, again: string): ShownOutcome {
  const outcome = rest.again === undefined ? rest : { ...rest, again };
  if (violation === undefined) return outcome;
  const { curl: __, ...broken } = violation;
  return { ...outcome, violation: { ...broken, again } };
}
