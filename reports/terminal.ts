import type { Verdict } from '../core/verdict/verdict.ts';
import { hexDump, withoutControls } from '../core/visible.ts';
import { counted, filled } from '../language/filled.ts';
import type { DecisionName, ShownVerdict } from '../language/outcome.ts';
import { clauseNameOf, type Language, type Sentences, sentencesOf } from '../language/sentences.ts';
import { isClauseId, type Judging } from '../specs/clauses/catalogue.ts';
import type { Coverage } from '../specs/types/report.ts';
import { cellsOf, coverageSums, coverageTables } from './covered.ts';
import type { BytesEvidence, ExchangeEvidence } from './evidence.ts';
import type { PartReport } from './judgement.ts';
import { recognised } from './recognised.ts';
import type { ClauseReport, Report, ShownOutcome, SubjectReport, ViolationReport } from './report.ts';
import { decisionSaid, shownVerdict, tally } from './report.ts';
import { weakReasons } from './weak.ts';

/** How to print. `color` is the caller's decision: a terminal without NO_COLOR. */
export interface Style {
  readonly color: boolean;
  readonly language?: Language;
}

/** How far a run is. */
export interface Progress {
  readonly done: number;
  readonly planned: number;
  readonly cases: number;
  readonly requests: number;
  /** Clause tests by verdict so far. */
  readonly seen: Readonly<Partial<Record<Verdict, number>>>;
  /** What is being asked now, if known. */
  readonly now?: string;
  /** How long the rest will take at the present rate, ms; absent where that is not known yet. */
  readonly leftMs?: number;
}

/** What progress is reported about. */
export interface Planned {
  /** How many clause tests. */
  readonly tests: number;
  readonly judging: Judging;
  /** The contract's own names of things, by placeholder. */
  readonly words: Readonly<Record<string, string>>;
  /** A clock in ms; without one no time is shown. */
  readonly now?: () => number;
}

type Paint = (code: 'bold' | 'dim' | 'red' | 'green' | 'yellow' | 'magenta' | 'cyan', text: string) => string;

const codes = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, magenta: 35, cyan: 36 } as const;

const marks = {
  'harness-error': ['magenta', '!'],
  fail: ['red', '✗'],
  indeterminate: ['yellow', '?'],
  untestable: ['yellow', '?'],
  review: ['yellow', '?'],
  warn: ['yellow', '~'],
  waived: ['cyan', 'w'],
  'not-observed': ['dim', '-'],
  'not-applicable': ['dim', '-'],
  recorded: ['dim', '·'],
  pass: ['green', '✓'],
} as const satisfies Record<ShownVerdict, readonly [Parameters<Paint>[0], string]>;

const hues = {
  certified: 'green',
  'certified-with-waivers': 'yellow',
  partial: 'cyan',
  'nothing-broken-seen': 'cyan',
  'not-certified': 'red',
  incomplete: 'yellow',
  none: 'magenta',
} as const satisfies Record<DecisionName, Parameters<Paint>[0]>;

// A terminal is for reading: report.json has the whole of a long body.
const longestBody = 2000;
const longestDump = 512;

/** Everything that is printed stays on its line and moves no cursor, also when it came from the target. */
const plain = (text: string): string => withoutControls(text);

function painter({ color }: Style): Paint {
  return (code, text) => (color ? `\u001b[${codes[code]}m${text}\u001b[0m` : text);
}

/** One line for a finished clause test, for logs: `✓ [ 12/140] SIG-01 Right signatures accepted · createDeposit  pass  240 cases, 812 ms, about 2 min left`. */
function progressLine(
  outcome: ShownOutcome,
  { done, planned, leftMs }: Pick<Progress, 'done' | 'planned' | 'leftMs'>,
  { judging, words: contractWords }: Planned,
  style: Style,
): string {
  const paint = painter(style);
  const known = isClauseId(outcome.clause) ? outcome.clause : undefined;
  const level = (known && judging.clauses.get(known)?.level) ?? 'must';
  const verdict = shownVerdict(level, outcome.verdict);
  const [hue, mark] = marks[verdict];
  const count = `[${String(done).padStart(String(planned).length)}/${planned}]`;
  const name = [[outcome.clause, known && clauseNameOf(known, contractWords, style.language)].join(' '), outcome.subject]
    .filter((part) => part !== undefined)
    .join(' · ');
  const { words } = sentencesOf(style.language);
  const figures = [
    counted(words.cases, outcome.cases),
    counted(words.requests, outcome.requests),
    duration(outcome.durationMs),
    ...(leftMs === undefined ? [] : [filled(words.left, { time: roughly(leftMs) })]),
  ];
  return `${paint(hue, mark)} ${paint('dim', count)} ${plain(name).padEnd(50)} ${paint(hue, verdict.padEnd(14))} ${paint('dim', figures.join(', '))}\n`;
}

/** How many clauses have a verdict: `3 passed`, `1 warning`. */
function verdictSum(verdict: ShownVerdict, count: number, { verdicts, verdictSums }: Sentences): string {
  const sums: Readonly<Partial<Record<ShownVerdict, string>>> = verdictSums;
  return counted(sums[verdict] ?? `{count} ${verdicts[verdict].label.toLowerCase()}`, count);
}

/** The one line of a live display, without line end, never wider than `columns`: the caller writes it over the last one. */
function liveLine(progress: Progress, columns: number, style: Style): string {
  const paint = painter(style);
  const width = 16;
  const full = progress.planned === 0 ? 0 : Math.min(width, Math.round((progress.done / progress.planned) * width));
  const bar = '━'.repeat(full);
  const rest = '─'.repeat(width - full);
  const bad = (Object.keys(marks) as Verdict[]).filter((verdict) => verdict !== 'pass' && (progress.seen[verdict] ?? 0) > 0);
  const parts: { text: string; painted: string }[] = [{ text: `${bar}${rest}`, painted: paint('green', bar) + paint('dim', rest) }];
  const add = (text: string, hue?: Parameters<Paint>[0]): void => {
    parts.push({ text, painted: hue === undefined ? text : paint(hue, text) });
  };
  add(`${progress.done}/${progress.planned}`);
  for (const verdict of bad) add(verdictSum(verdict, progress.seen[verdict] ?? 0, sentencesOf(style.language)), marks[verdict][0]);
  const { words } = sentencesOf(style.language);
  if (progress.leftMs !== undefined) add(filled(words.left, { time: roughly(progress.leftMs) }));
  add(counted(words.requests, progress.requests), 'dim');
  if (progress.now !== undefined) add(plain(progress.now), 'dim');
  let line = '';
  let used = 0;
  for (const { text, painted } of parts) {
    const gap = used === 0 ? 0 : 2;
    const room = columns - 1 - used - gap;
    if (room <= 0) break;
    line += ' '.repeat(gap) + (text.length <= room ? painted : text.slice(0, room));
    used += gap + Math.min(text.length, room);
  }
  return line;
}

/** Where progress is printed: standard output, or a string in a test. */
export interface Writer {
  readonly write: (text: string) => void;
  /** Width of the terminal; undefined where the output is not a terminal (CI, a file). */
  readonly columns: number | undefined;
  /** Without the width of a terminal, only what is not green is printed. */
  readonly brief?: boolean;
}

/** Prints the progress of a run: one rewritten line on a terminal, a plain line for each clause test elsewhere. */
export interface ProgressPrinter {
  started(name: string): void;
  ended(outcome: ShownOutcome): void;
  /** Removes the live line, so that what follows starts on an empty one. */
  close(): void;
}

/** From this time and number on, the past allows an estimate of the rest. */
const tellingMs = 4000;
const tellingTests = 3;

export function progressPrinter(writer: Writer, planned: Planned, style: Style): ProgressPrinter {
  let progress: Progress = { done: 0, planned: planned.tests, cases: 0, requests: 0, seen: {} };
  const began = planned.now?.() ?? 0;
  const left = (done: number): Pick<Progress, 'leftMs'> => {
    const tookMs = planned.now === undefined ? 0 : planned.now() - began;
    const rest = planned.tests - done;
    return rest <= 0 || done < tellingTests || tookMs < tellingMs ? {} : { leftMs: (tookMs / done) * rest };
  };
  const { columns } = writer;
  const paintLine = (above = ''): void => {
    if (columns !== undefined) writer.write(`\r\u001b[2K${above}${liveLine(progress, columns, style)}`);
  };
  return {
    started: (name) => {
      progress = { ...progress, now: name };
      paintLine();
    },
    ended: (outcome) => {
      const { leftMs: _, ...before } = progress;
      progress = {
        ...before,
        ...left(progress.done + 1),
        done: progress.done + 1,
        cases: progress.cases + outcome.cases,
        requests: progress.requests + outcome.requests,
        seen: { ...progress.seen, [outcome.verdict]: (progress.seen[outcome.verdict] ?? 0) + 1 },
      };
      const green = outcome.verdict === 'pass' || outcome.verdict === 'not-applicable';
      const line = progressLine(outcome, progress, planned, style);
      // On a terminal, only what is not green gets a line.
      if (columns !== undefined) paintLine(green ? '' : line);
      else if (!green || writer.brief !== true) writer.write(line);
    },
    close: () => {
      if (columns !== undefined) writer.write('\r\u001b[2K');
    },
  };
}

/** Everything about a broken clause: its sentence, expected, actual, the fix, the signed bytes, the exchanges, blame, and how to run it again. */
function failure(clause: ClauseReport, violation: ViolationReport, style: Style): string {
  const paint = painter(style);
  const { words } = sentencesOf(style.language);
  const [hue] = marks[clause.verdict];
  const label = (text: string): string => paint('bold', text);
  const lines: string[] = [
    ...(violation.expected.sentence === clause.statement
      ? []
      : [`  ${label(words.expected.padEnd(9))} ${plain(violation.expected.sentence)}`]),
    `  ${label(words.actual.padEnd(9))} ${paint(hue, plain(violation.actual.sentence))}`,
  ];
  if (violation.difference !== undefined) lines.push(`  ${label(words.difference)}: ${plain(violation.difference)}`);
  if (violation.fix !== undefined) lines.push(`  ${label(`${words.fix}:`)} ${plain(violation.fix)}`);
  if (violation.explanation !== undefined) {
    lines.push('', `  ${label(words.explanation)}`, ...indent(violation.explanation.map(plain), 4));
  }
  if (violation.counterexample !== undefined) {
    lines.push('', `  ${label(words.counterexample)}`, ...indent(violation.counterexample.split('\n').map(plain), 4));
  }
  if (violation.signed !== undefined) {
    lines.push('', `  ${label(words.signed)} (${violation.signed.length})`);
    lines.push(`    ${paint('dim', words.text.padEnd(4))} ${shortened(plain(violation.signed.text))}`);
    const [first = '', ...more] = hexDump(Buffer.from(violation.signed.base64, 'base64'), longestDump).split('\n');
    lines.push(`    ${paint('dim', words.hex.padEnd(4))} ${first}`, ...indent(more, 9));
    if (violation.signed.masked) lines.push(`    ${paint('dim', words.masked)}`);
  }
  const { verdict, blame } = clause;
  return block(
    clause,
    { ...violation, verdict, ...(blame === undefined ? {} : { blame }) },
    lines,
    (index) => partOf(violation, index),
    style,
  );
}

/**
 * Whether a clause could not be judged for a subject, and there is something to look at. What another part of a merged report has judged is not open.
 */
export function isOpen({ verdict }: ClauseReport, { exchanges }: SubjectReport): boolean {
  return exchanges !== undefined && verdict !== 'pass';
}

/** A clause that could not be judged, with what there is to look at; undefined where there is nothing. */
function inconclusive(clause: ClauseReport, subject: SubjectReport, style: Style): string | undefined {
  const { exchanges, again } = subject;
  if (!isOpen(clause, subject) || exchanges === undefined || again === undefined) return undefined;
  const { verdicts } = sentencesOf(style.language);
  const lines = [
    `  ${painter(style)('bold', verdicts[subject.verdict].label)}: ${plain(subject.note ?? verdicts[subject.verdict].meaning)}`,
  ];
  return block(clause, { ...subject, exchanges, again }, lines, () => undefined, style);
}

/** The reason of a subject's verdict, as text: its violation, or what is open; undefined where there is neither. */
export function storyOf(clause: ClauseReport, subject: SubjectReport, style: Style): string | undefined {
  const violation = clause.violations.find((candidate) => candidate.subject === subject.subject);
  return violation === undefined ? inconclusive(clause, subject, style) : failure(clause, violation, style);
}

function block(
  clause: ClauseReport,
  {
    subject,
    verdict,
    blame,
    exchanges,
    again,
    curl,
    curlSends = 'control',
  }: Omit<SubjectReport, 'cases' | 'requests' | 'durationMs' | 'seed'> & Pick<ViolationReport, 'exchanges' | 'again'>,
  findings: readonly string[],
  part: (index: number) => ReturnType<typeof partOf> | undefined,
  style: Style,
): string {
  const paint = painter(style);
  const { words, blames, parties, levels } = sentencesOf(style.language);
  const [hue, mark] = marks[verdict];
  const label = (text: string): string => paint('bold', text);
  const about = [parties[clause.party], levels[clause.level], subject].filter((each) => each !== undefined).join(' · ');
  const lines = [`${paint(hue, `${mark} ${clause.id}`)}  ${label(clause.statement)}`, `  ${paint('dim', plain(about))}`, '', ...findings];
  exchanges.forEach((exchange, index) => {
    const which = part(index);
    lines.push(
      '',
      `  ${label(`${words.exchange} ${exchange.number}`)}${which === undefined ? '' : ` · ${words[which]}`} ${paint('dim', `${exchange.startedAt}, ${duration(exchange.durationMs)}`)}`,
    );
    lines.push(...indent(exchangeLines(exchange, style, paint), 4));
  });
  lines.push('');
  if (blame !== undefined) lines.push(`  ${label(words.blame)}     ${blames[blame].label}: ${blames[blame].next}`);
  lines.push(`  ${label(words.again)}`, `    ${paint('cyan', plain(again))}`);
  if (curl !== undefined) lines.push(`  ${label(words.resend[curlSends])}`, ...indent(curl.split('\n').map(plain), 4));
  return `${lines.join('\n')}\n`;
}

/** What an exchange is in a violation: the one that broke the clause, an accepted one to compare it with, or one that led there. */
export function partOf({ exchanges, breaking }: ViolationReport, index: number): 'breaking' | 'control' | 'before' | 'after' {
  if (index === breaking) return 'breaking';
  if (index > breaking) return 'after';
  const answer = exchanges[index]?.answer;
  return answer?.kind === 'response' && answer.status >= 200 && answer.status < 300 ? 'control' : 'before';
}

/** The id of a clause with its name, where the report has one: a report of an older version has none. */
export function labelOf({ id, name }: Pick<ClauseReport, 'id' | 'name'>): string {
  return name === undefined ? id : `${id} ${name}`;
}

/** A broken clause in at most six lines: its sentence once, what happened, what was expected, the fix, and how to run it again. */
function briefFailure(clause: ClauseReport, style: Style): readonly string[] {
  const paint = painter(style);
  const { words, parties, levels, verdicts } = sentencesOf(style.language);
  const [violation] = clause.violations;
  const [hue, mark] = marks[clause.verdict];
  const others = clause.violations.length - 1;
  const subject =
    violation?.subject === undefined
      ? undefined
      : `${violation.subject}${others > 0 ? ` ${filled(words.andMore, { count: others })}` : ''}`;
  const about = [parties[clause.party], levels[clause.level], subject].filter((part) => part !== undefined).join(', ');
  const row = (name: string, text: string, painted: Parameters<Paint>[0] = 'bold'): string =>
    `  ${paint('bold', name.padEnd(9))} ${painted === 'bold' ? shortLine(text) : paint(painted, shortLine(text))}`;
  const heading = `${paint(hue, `${mark} ${clause.id}`)}  ${paint('bold', clause.name ?? verdicts[clause.verdict].label)}  ${paint('dim', plain(about))}`;
  if (violation === undefined)
    return [heading, `  ${clause.statement}`, row(words.happened, firstLine(clause.note ?? verdicts[clause.verdict].meaning), hue)];
  const difference = violation.difference === undefined ? '' : ` ${words.difference}: ${violation.difference}.`;
  return [
    heading,
    `  ${clause.statement}`,
    // An explanation says more than the kinds of mistakes that the sentence has.
    row(words.happened, `${violation.explanation?.[0] ?? violation.actual.sentence}${difference}`, hue),
    ...(violation.expected.sentence === clause.statement ? [] : [row(words.expected, violation.expected.sentence)]),
    ...(violation.fix === undefined ? [] : [row(`${words.fix}:`, violation.fix)]),
    row(words.again, violation.again, 'cyan'),
  ];
}

/** What could not be judged, in at most five lines: one cause may keep many clauses from being judged, and is printed once. */
function briefOpen(clauses: readonly ClauseReport[], style: Style): readonly string[] {
  const paint = painter(style);
  const { words, blames, verdicts } = sentencesOf(style.language);
  const [first] = clauses;
  if (first === undefined) return [];
  const [hue, mark] = marks[first.verdict];
  const open = first.subjects.find((subject) => isOpen(first, subject));
  const rest = clauses.slice(1).map(labelOf).join(', ');
  return [
    `${paint(hue, `${mark} ${first.id}`)}  ${paint('bold', first.name ?? '')}  ${paint('dim', verdicts[first.verdict].label)}`,
    ...(rest === '' ? [] : [`  ${words.also} ${shortLine(rest)}`]),
    `  ${shortLine(firstLine(open?.note ?? first.note ?? verdicts[first.verdict].meaning))}`,
    ...(first.blame === undefined ? [] : [`  ${paint('dim', blames[first.blame].next)}`]),
    ...(open?.again === undefined ? [] : [`  ${paint('bold', words.again.padEnd(9))} ${paint('cyan', shortLine(open.again))}`]),
  ];
}

/** Clauses of a report that are printed: those to correct first, and those that could not be judged for a cause of their own. */
function summaryOf({ clauses, decision }: Report): {
  readonly first: readonly ClauseReport[];
  readonly open: readonly (readonly ClauseReport[])[];
} {
  const causes = decision.causes ?? [];
  const caused = new Set(causes.flatMap(({ clause, dependents }) => [clause, ...dependents]));
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  const first = causes.flatMap(({ clause }) => byId.get(clause) ?? []);
  const others = clauses.filter(({ id, verdict, violations }) => !caused.has(id) && verdict !== 'pass' && violations.length > 0);
  const errors = clauses.filter(({ verdict }) => verdict === 'harness-error');
  const open = clauses.filter(
    (clause) => !caused.has(clause.id) && !others.includes(clause) && clause.subjects.some((subject) => isOpen(clause, subject)),
  );
  return {
    first: [...errors.filter(({ violations }) => violations.length === 0), ...first, ...others],
    open: [...Map.groupBy(open, ({ note = '' }) => note).values()],
  };
}

function briefTexts(report: Report, style: Style): readonly string[] {
  const { first, open } = summaryOf(report);
  return [...first.map((clause) => briefFailure(clause, style)), ...open.map((clauses) => briefOpen(clauses, style))].map(
    (lines) => `${lines.join('\n')}\n`,
  );
}

/** The failures of a report to correct first and what is open in it, then its summary: what a run ends with. `paths` are the files of the written report. */
export function ending(report: Report, paths: readonly string[], style: Style): string {
  const { first, open } = summaryOf(report);
  const ids = [...first, ...open.flat()].map(({ id }) => id);
  return [...briefTexts(report, style), summary(report, paths, style, new Set(ids))].join('\n');
}

/** The same for one party of several, then a line: its decision counts in that of all, and is in their report. */
export function sectionEnding(report: Report, style: Style): string {
  return [...briefTexts(report, style), ...report.parts.map((part) => `${partLine(part, style)}\n`)].join('\n');
}

/** `provider  certified  70 clauses, 6873 cases, 15177 requests, 14.6 s`. The words differ from those of a whole run, whose line ends the output. */
function partLine({ parties, decision, totals, durationMs, target }: PartReport, style: Style): string {
  const paint = painter(style);
  const { words, decisions, parties: names } = sentencesOf(style.language);
  const counts = `${counted(words.clauses, totals.clauses)}, ${counted(words.cases, totals.cases)}, ${counted(words.requests, totals.requests)}, ${duration(durationMs)}`;
  return `  ${parties
    .map((party) => names[party])
    .join(', ')
    .padEnd(24)} ${paint(hues[decision], decisions[decision].label.padEnd(14))} ${counts} ${paint('dim', `· ${target.environment}`)}`;
}

/** The decision with its scope and reasons, and where the report is. A clause that was printed before is named, and its note is not repeated. */
export function summary(report: Report, paths: readonly string[], style: Style, shownBefore: ReadonlySet<string> = new Set()): string {
  const paint = painter(style);
  const sentences = sentencesOf(style.language);
  const { words } = sentences;
  const { decision, totals, run, target } = report;
  const said = decisionSaid(report, sentences);
  const parts = report.parts.length > 1 ? report.parts : [];
  const where = parts.length > 0 ? '' : `${plain(target.command ?? target.url)} · ${plain(target.environment)} · `;
  const lines = [
    `${paint('bold', paint(hues[decision.name], said.label))}  ${said.meaning}`,
    `  ${paint('dim', `${where}${report.profile.title} · ${words.seed} ${run.seed} · ${duration(run.durationMs)}`)}`,
    '',
    ...parts.map((part) => partLine(part, style)),
    ...(parts.length > 0 ? [''] : []),
  ];
  const verdictCounts = [...tally(report)].reverse();
  lines.push(
    `  ${counted(words.clauses, totals.clauses)}: ${verdictCounts.map(([verdict, clauses]) => paint(marks[verdict][0], verdictSum(verdict, clauses, sentences))).join(', ')}`,
    `  ${counted(words.cases, totals.cases)}, ${counted(words.requests, totals.requests)}`,
  );
  const byId = new Map<string, ClauseReport>(report.clauses.map((clause) => [clause.id, clause]));
  const nameOf = (id: string): string => labelOf(byId.get(id) ?? { id });
  const causes = decision.causes ?? [];
  if (causes.length > 0) {
    const dependents = causes.reduce((sum, cause) => sum + cause.dependents.length, 0);
    const row = (id: string, indented: string): string => {
      const [hue, mark] = marks[byId.get(id)?.verdict ?? 'fail'];
      return `  ${indented}${paint(hue, mark)} ${id.padEnd(8)} ${byId.get(id)?.name ?? ''}`.trimEnd();
    };
    lines.push('', `  ${paint('bold', sentences.fixFirst(causes.length, dependents))}`);
    lines.push(...causes.flatMap((cause) => [row(cause.clause, ''), ...cause.dependents.map((id) => row(id, '    '))]));
  }
  const { weak, untested } = decision.scope;
  if (weak.length > 0)
    lines.push(
      '',
      `  ${words.weak}`,
      ...weakReasons(weak).flatMap(({ why, clauses }) => [`  ${idsByLevel(clauses, sentences)}`, `    ${plain(why)}`]),
    );
  for (const { recognisable } of report.parts)
    if (recognisable !== undefined) lines.push('', ...recognised(recognisable, sentences).map((line) => `  ${plain(line)}`));
  for (const { coverage, parties } of report.parts) {
    const of = report.parts.length === 1 ? '' : `, ${parties.map((party) => sentences.parties[party]).join(', ')}`;
    if (coverage !== undefined) lines.push('', ...coverageLines(coverage, of, sentences));
  }
  const caused = new Set<string>(causes.flatMap(({ clause, dependents }) => [clause, ...dependents]));
  const open = new Set(decision.reasons.map(({ clause }) => clause));
  const outside = untested.map(({ clause }) => clause).filter((clause) => !open.has(clause) && !caused.has(clause));
  if (outside.length > 0) lines.push('', `  ${words.untested}: ${outside.map(nameOf).join(', ')}`);
  // One cause may keep many clauses from being judged: it is printed once, with all of them.
  const reasons = new Map<string, string[]>();
  for (const { sentence, clause: id } of decision.reasons) {
    if (id !== undefined && caused.has(id)) continue;
    const note = id === undefined ? undefined : byId.get(id)?.note;
    // A note that itself says that nothing was judged needs no other sentence before it.
    const before = note?.startsWith(`${words.untested}:`) ? '' : `${sentence} `;
    const why = note === undefined || (id !== undefined && shownBefore.has(id)) ? sentence : `${before}${plain(firstLine(note))}`;
    reasons.set(why, [...(reasons.get(why) ?? []), ...(id === undefined ? [] : [id])]);
  }
  for (const [why, ids] of reasons) lines.push('', `  ${paint('bold', ids.map(nameOf).join(', '))}`.trimEnd(), `  ${why}`);
  if (decision.scope.excluded.length > 0) {
    lines.push('', `  ${words.excluded}`);
    for (const { clause, owner, reason } of decision.scope.excluded)
      lines.push(`  ${clause.padEnd(8)} ${plain(reason)} (${words.owner}: ${plain(owner)})`);
  }
  const waivers = report.parts.flatMap((part) => part.waivers ?? []).filter(({ state }) => state === 'used');
  if (waivers.length > 0) {
    lines.push('', `  ${words.waived}`);
    for (const { clause, owner, reason, expires } of waivers)
      lines.push(`  ${clause.padEnd(8)} ${plain(reason)} (${words.owner}: ${plain(owner)}, ${words.until} ${expires})`);
  }
  if (report.created !== undefined && report.created.length > 0)
    lines.push('', `  ${words.created}: ${report.created.length} (report.json, created)`);
  lines.push('', `  ${paint('bold', words.next)}: ${said.next}`);
  const [page, ...files] = paths;
  if (page !== undefined) lines.push('', `  ${words.details}: ${page}`, ...files.map((path) => `  ${words.reports}: ${path}`));
  return `${lines.join('\n')}\n`;
}

/** The ids of clauses behind their level: `must: AUT-01, SIG-01; should: HDR-02`. */
function idsByLevel(clauses: Report['decision']['scope']['weak'], { levels }: Sentences): string {
  const byLevel = Map.groupBy(clauses, ({ level }) => level);
  return [...byLevel].map(([level, own]) => `${levels[level]}: ${own.map(({ clause }) => clause).join(', ')}`).join('; ');
}

/** How many cells of each table calls met. */
function coverageLines(coverage: Coverage, of: string, { words }: Sentences): readonly string[] {
  const line = (table: keyof Coverage): readonly string[] => {
    const cells = cellsOf(coverage, table);
    const sums = coverageSums(cells);
    return cells.length === 0 ? [] : [`  ${words[table]}: ${filled(words.covered, { ...sums, open: sums.open.length })}`];
  };
  return [`  ${words.coverage}${of} (report.json, parts[].coverage)`, ...coverageTables.flatMap(line)];
}

function exchangeLines(exchange: ExchangeEvidence, style: Style, paint: Paint): string[] {
  const { words, answers } = sentencesOf(style.language);
  const { request, answer } = exchange;
  const lines = [
    `> ${plain(request.method)} ${plain(request.target)}`,
    ...request.headers.map(([name, value]) => `> ${plain(name)}: ${plain(value)}`),
    ...bodyLines(request.body, '>', words.emptyBody, paint),
  ];
  if (answer.kind === 'none')
    return [...lines, `< ${words.noAnswer}: ${answers[answer.reason]}${answer.detail === '' ? '' : ` (${plain(answer.detail)})`}`];
  return [
    ...lines,
    `< ${answer.status}`,
    ...answer.headers.map(([name, value]) => `< ${plain(name)}: ${plain(value)}`),
    ...bodyLines(answer.body, '<', words.emptyBody, paint),
  ];
}

function bodyLines(body: BytesEvidence, mark: string, empty: string, paint: Paint): string[] {
  if (body.length === 0) return [`${mark} ${paint('dim', `(${empty})`)}`];
  return [mark, `${mark} ${shortened(plain(body.text))}`];
}

function shortened(text: string): string {
  return text.length <= longestBody ? text : `${text.slice(0, longestBody)}… (+${text.length - longestBody})`;
}

/** Longer lines of a failure are cut: the page has all of them. */
const longestLine = 400;

function shortLine(text: string): string {
  const line = plain(text);
  return line.length <= longestLine ? line : `${line.slice(0, longestLine)}…`;
}

function indent(lines: readonly string[], by: number): string[] {
  return lines.map((line) => ' '.repeat(by) + line);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** A time that is only estimated: to 10 s below a minute, else to a minute. */
function roughly(ms: number): string {
  return ms < 55_000 ? `${Math.max(10, Math.round(ms / 10_000) * 10)} s` : `${Math.round(ms / 60_000)} min`;
}

/** Milliseconds for people: `812 ms`, `19.4 s`, `3 min 05 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${String(Math.floor((ms % 60_000) / 1000)).padStart(2, '0')} s`;
}
