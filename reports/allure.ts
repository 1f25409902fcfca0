import { createHash } from 'node:crypto';
import type { Verdict } from '../core/verdict/verdict.ts';
import { sentencesOf } from '../language/sentences.ts';
import type { Level } from '../specs/clause.ts';
import type { ClauseReport, Report, SubjectReport } from './report.ts';
import { storyOf } from './terminal.ts';

/** A file of an `allure-results` folder. */
export interface AllureFile {
  readonly name: string;
  readonly content: string;
}

/** Allure's words for our verdicts: `broken` is its word for what could not be judged because something stood in the way. */
const statuses = {
  'harness-error': 'broken',
  fail: 'failed',
  indeterminate: 'broken',
  untestable: 'skipped',
  review: 'skipped',
  warn: 'skipped',
  waived: 'skipped',
  'not-observed': 'skipped',
  'not-applicable': 'skipped',
  pass: 'passed',
} as const satisfies Record<Verdict, 'failed' | 'broken' | 'passed' | 'skipped'>;

const severities = { must: 'critical', should: 'minor', observe: 'trivial' } as const satisfies Record<Level, string>;

/**
 * The report as Allure results: a `*-result.json` per clause and subject, the failure as a text attachment, and what the run was about.
 * `newId` gives a UUID at each call. Only the results format is written, for a server or `allure generate`; our own page is the report.
 */
export function allure(report: Report, newId: () => string): readonly AllureFile[] {
  const results = report.clauses.flatMap((clause) => {
    // A clause of which nothing was heard has no subject, and is a result all the same.
    const silent: SubjectReport = { verdict: clause.verdict, cases: 0, requests: 0, durationMs: 0, seed: report.run.seed };
    return (clause.subjects.length > 0 ? clause.subjects : [silent]).flatMap((subject) => resultOf(report, clause, subject, newId));
  });
  const { run, target, contract, profile } = report;
  const environment = {
    Target: target.url,
    Environment: target.environment,
    Skin: target.skin,
    Profile: profile.id,
    Contract: `${contract.title} ${contract.version}`,
    Seed: String(run.seed),
    Countersign: run.version,
    Decision: report.decision.name,
  };
  return [...results, { name: 'environment.properties', content: properties(environment) }];
}

function resultOf(report: Report, clause: ClauseReport, subject: SubjectReport, newId: () => string): AllureFile[] {
  const { parties, families, verdicts } = sentencesOf();
  // The gate counts a miss by the clause's level: a fail of a should is a warning here too.
  const verdict = subject.verdict === 'fail' ? clause.verdict : subject.verdict;
  const violation = clause.violations.find((candidate) => candidate.subject === subject.subject);
  const start = Date.parse(report.run.startedAt);
  const title = subject.subject === undefined ? clause.statement : `${clause.statement} · ${subject.subject}`;
  const identity = createHash('md5')
    .update(JSON.stringify([clause.id, subject.subject ?? '']))
    .digest('hex');
  const story = storyOf(clause, subject, { color: false });
  const attachment = story === undefined ? undefined : `${newId()}-attachment.txt`;
  const uuid = newId();
  const result = {
    uuid,
    historyId: identity,
    testCaseId: identity,
    fullName: subject.subject === undefined ? clause.id : `${clause.id}:${subject.subject}`,
    name: `${clause.id} ${title}`,
    status: statuses[verdict],
    statusDetails: {
      ...(verdict === 'pass' ? {} : { message: violation?.actual.sentence ?? subject.note ?? clause.note ?? verdicts[verdict].meaning }),
      ...(violation === undefined ? {} : { expected: violation.expected.sentence, actual: violation.actual.sentence }),
    },
    stage: 'finished',
    description: clause.statement,
    labels: [
      { name: 'epic', value: parties[clause.party] },
      { name: 'feature', value: families[clause.family] ?? clause.family },
      { name: 'story', value: clause.id },
      { name: 'parentSuite', value: parties[clause.party] },
      { name: 'suite', value: families[clause.family] ?? clause.family },
      { name: 'severity', value: severities[clause.level] },
      { name: 'framework', value: 'countersign' },
      { name: 'host', value: report.target.host },
      { name: 'tag', value: verdict },
    ],
    links: [],
    parameters: [
      ...(subject.subject === undefined ? [] : [{ name: 'operation', value: subject.subject }]),
      // A seed differs from run to run and would tear a test's history apart.
      { name: 'seed', value: String(subject.seed), excluded: true },
    ],
    steps: [],
    attachments:
      attachment === undefined ? [] : [{ name: violation === undefined ? 'Exchanges' : 'Failure', source: attachment, type: 'text/plain' }],
    // Allure wants instants; the report keeps durations, so that all begin with the run.
    start,
    stop: start + subject.durationMs,
  };
  const files: AllureFile[] = [{ name: `${uuid}-result.json`, content: `${JSON.stringify(result, undefined, 2)}\n` }];
  if (story !== undefined && attachment !== undefined) files.push({ name: attachment, content: story });
  return files;
}

/** Java properties, which Allure reads as latin1. */
function properties(entries: Readonly<Record<string, string>>): string {
  return Object.entries(entries)
    .map(
      ([name, value]) =>
        `${name}=${value.replace(/\\/g, '\\\\').replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`,
    )
    .join('');
}
