import type { Verdict } from '../core/verdict/verdict.ts';
import { sentencesOf } from '../language/sentences.ts';
import type { ClauseReport, Report, SubjectReport } from './report.ts';
import { labelOf, storyOf } from './terminal.ts';
import { xmlText } from './xml-text.ts';

/**
 * What JUnit can say of a verdict. It knows four results; nothing that was not judged may look like a pass:
 *
 * | verdict | JUnit |
 * |---|---|
 * | pass | a test case without children |
 * | fail | `<failure>` |
 * | harness-error, indeterminate | `<error>`: something stood in the way |
 * | untestable, review, not-observed, not-applicable | `<skipped>` with the reason |
 * | warn, waived | `<skipped>` with the reason: no pass, and nothing that may fail a build |
 *
 * A clause that the plan excludes is `<skipped>` with its owner and reason. The exit code of the run is the gate, not this file.
 */
const junitResults = {
  'harness-error': 'error',
  fail: 'failure',
  indeterminate: 'error',
  untestable: 'skipped',
  review: 'skipped',
  warn: 'skipped',
  waived: 'skipped',
  'not-observed': 'skipped',
  'not-applicable': 'skipped',
  pass: undefined,
} as const satisfies Record<Verdict, 'failure' | 'error' | 'skipped' | undefined>;

interface Case {
  readonly family: string;
  readonly xml: string;
  readonly result: 'failure' | 'error' | 'skipped' | undefined;
  readonly seconds: number;
}

/** The report as JUnit XML (the schema of Jenkins' plug-in): a suite for each family, a test case for each clause and subject. */
export function junit(report: Report): string {
  const { families } = sentencesOf();
  const cases = [
    ...report.clauses.flatMap((clause) => casesOf(clause, report)),
    ...report.decision.scope.excluded.map(({ clause, owner, reason }): Case => {
      const xml = `    <testcase classname="${xmlText(clause)}" name="${xmlText(clause)}" time="0">\n      <skipped message="${xmlText(`excluded by ${owner}: ${reason}`)}"/>\n    </testcase>`;
      return { family: clause.replace(/-.*$/, ''), xml, result: 'skipped', seconds: 0 };
    }),
  ];
  const suites = [...Map.groupBy(cases, ({ family }) => family)].map(
    ([family, own]) =>
      `  <testsuite name="${xmlText(families[family] ?? family)}" ${counts(own)} timestamp="${report.run.startedAt.slice(0, 19)}" hostname="${xmlText(report.target.host)}">\n${own.map(({ xml }) => xml).join('\n')}\n  </testsuite>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="countersign" ${counts(cases)}>\n${suites.join('\n')}\n</testsuites>\n`;
}

function casesOf(clause: ClauseReport, report: Report): Case[] {
  // A clause without an outcome has no subject, and is a case too.
  const subjects: readonly SubjectReport[] =
    clause.subjects.length > 0
      ? clause.subjects
      : [
          {
            verdict: clause.verdict,
            ...(clause.note === undefined ? {} : { note: clause.note }),
            cases: 0,
            requests: 0,
            durationMs: 0,
            seed: report.run.seed,
          },
        ];
  return subjects.map((subject) => {
    // The gate counts a miss by the clause's level: a fail of a should is a warning here too.
    const verdict = subject.verdict === 'fail' ? clause.verdict : subject.verdict;
    const result = junitResults[verdict];
    const seconds = subject.durationMs / 1000;
    const name = subject.subject === undefined ? clause.statement : `${clause.statement} · ${subject.subject}`;
    const violation = clause.violations.find((candidate) => candidate.subject === subject.subject);
    const { verdicts, words, page } = sentencesOf();
    const cause = report.decision.causes?.find(({ dependents }) => dependents.includes(clause.id))?.clause;
    const message = [
      subject.note ?? violation?.actual.sentence ?? verdicts[verdict].meaning,
      ...(violation?.fix === undefined ? [] : [`${words.fix}: ${violation.fix}`]),
      ...(cause === undefined || verdict === 'pass'
        ? []
        : [`${page.dependsOn} ${labelOf(report.clauses.find(({ id }) => id === cause) ?? { id: cause })}.`]),
    ].join(' ');
    const story = storyOf(clause, subject, { color: false });
    const text = story ?? subject.note ?? '';
    const child =
      result === undefined
        ? ''
        : result === 'skipped'
          ? `\n      <skipped message="${xmlText(`${verdict}: ${message}`)}"/>${story === undefined ? '' : `\n      <system-out>${xmlText(text)}</system-out>`}\n    `
          : `\n      <${result} type="${verdict}" message="${xmlText(message)}">${xmlText(text)}</${result}>\n    `;
    const xml = `    <testcase classname="${xmlText(clause.id)}" name="${xmlText(name)}" time="${seconds.toFixed(3)}">${child}</testcase>`;
    return { family: clause.family, xml, result, seconds };
  });
}

function counts(cases: readonly Case[]): string {
  const number = (result: Case['result']): number => cases.filter((one) => one.result === result).length;
  const seconds = cases.reduce((total, one) => total + one.seconds, 0);
  return `tests="${cases.length}" failures="${number('failure')}" errors="${number('error')}" skipped="${number('skipped')}" time="${seconds.toFixed(3)}"`;
}
