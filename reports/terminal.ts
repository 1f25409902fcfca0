import type { Verdict } from '../core/verdict/verdict.ts';
import { hexDump } from '../core/visible.ts';
import { counted } from '../language/filled.ts';
import type { DecisionName, ShownVerdict } from '../language/outcome.ts';
import { type Language, sentencesOf } from '../language/sentences.ts';
import { isClauseId, type Judging } from '../specs/clauses/catalogue.ts';
import type { BytesEvidence, ExchangeEvidence } from './evidence.ts';
import type { PartReport } from './judgement.ts';
import type { ClauseReport, Report, ShownOutcome, SubjectReport, ViolationReport } from './report.ts';
import { decisionSaid, shownVerdict, tally } from './report.ts';

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
  partial: 'cyan',
  'nothing-broken-seen': 'cyan',
  'not-certified': 'red',
  incomplete: 'yellow',
  none: 'magenta',
} as const satisfies Record<DecisionName, Parameters<Paint>[0]>;

// A terminal is for reading: the whole of a long body is in report.json.
const longestBody = 2000;
const longestDump = 512;

/** Whatever is printed stays on its line and moves no cursor, also when it came from the target. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

function painter({ color }: Style): Paint {
  return (code, text) => (color ? `\u001b[${codes[code]}m${text}\u001b[0m` : text);
}

/** One line for a finished clause test, for logs: `✓ [ 12/140] SIG-01 createDeposit  pass  240 cases  812 ms`. */
function progressLine(
  outcome: ShownOutcome,
  { done, planned }: Pick<Progress, 'done' | 'planned'>,
  { clauses }: Judging,
  style: Style,
): string {
  const paint = painter(style);
  const level = (isClauseId(outcome.clause) ? clauses.get(outcome.clause)?.level : undefined) ?? 'must';
  const verdict = shownVerdict(level, outcome.verdict);
  const [hue, mark] = marks[verdict];
  const count = `[${String(done).padStart(String(planned).length)}/${planned}]`;
  const name = outcome.subject === undefined ? outcome.clause : `${outcome.clause} ${plain(outcome.subject)}`;
  return `${paint(hue, mark)} ${paint('dim', count)} ${name.padEnd(30)} ${paint(hue, verdict.padEnd(14))} ${paint(
    'dim',
    `${outcome.cases} cases, ${outcome.requests} requests, ${duration(outcome.durationMs)}`,
  )}\n`;
}

/** The one line of a live display, without line end, never wider than `columns`: the caller writes it over the last one. */
function liveLine(progress: Progress, columns: number, style: Style): string {
  const paint = painter(style);
  const { verdicts } = sentencesOf(style.language);
  const width = 16;
  const filled = progress.planned === 0 ? 0 : Math.min(width, Math.round((progress.done / progress.planned) * width));
  const bar = '━'.repeat(filled);
  const rest = '─'.repeat(width - filled);
  const bad = (Object.keys(marks) as Verdict[]).filter((verdict) => verdict !== 'pass' && (progress.seen[verdict] ?? 0) > 0);
  const parts: { text: string; painted: string }[] = [{ text: `${bar}${rest}`, painted: paint('green', bar) + paint('dim', rest) }];
  const add = (text: string, hue?: Parameters<Paint>[0]): void => {
    parts.push({ text, painted: hue === undefined ? text : paint(hue, text) });
  };
  add(`${progress.done}/${progress.planned}`);
  for (const verdict of bad) add(`${progress.seen[verdict]} ${verdicts[verdict].label.toLowerCase()}`, marks[verdict][0]);
  add(counted(sentencesOf(style.language).words.requests, progress.requests), 'dim');
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

/** Where progress goes: standard output, or a string in a test. */
export interface Writer {
  readonly write: (text: string) => void;
  /** Width of the terminal; undefined where the output is not a terminal (CI, a file). */
  readonly columns: number | undefined;
  /** Without a terminal's width, only what is not green is printed. */
  readonly brief?: boolean;
}

/** Tells the progress of a run: one rewritten line on a terminal, a plain line per clause test elsewhere. */
export interface ProgressPrinter {
  started(name: string): void;
  ended(outcome: ShownOutcome): void;
  /** Removes the live line, so that what follows starts on an empty one. */
  close(): void;
}

/** Makes a progress printer for `planned` clause tests. */
export function progressPrinter(writer: Writer, planned: number, profile: Judging, style: Style): ProgressPrinter {
  let progress: Progress = { done: 0, planned, cases: 0, requests: 0, seen: {} };
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
      progress = {
        ...progress,
        done: progress.done + 1,
        cases: progress.cases + outcome.cases,
        requests: progress.requests + outcome.requests,
        seen: { ...progress.seen, [outcome.verdict]: (progress.seen[outcome.verdict] ?? 0) + 1 },
      };
      const green = outcome.verdict === 'pass' || outcome.verdict === 'not-applicable';
      const line = progressLine(outcome, progress, profile, style);
      // On a terminal, only what is not green is worth a line of its own.
      if (columns !== undefined) paintLine(green ? '' : line);
      else if (!green || writer.brief !== true) writer.write(line);
    },
    close: () => {
      if (columns !== undefined) writer.write('\r\u001b[2K');
    },
  };
}

/** A broken clause: its sentence, expected, actual, the signed bytes, the exchanges, blame, and how to run it again (design, What people see). */
function failure(clause: ClauseReport, violation: ViolationReport, style: Style): string {
  const paint = painter(style);
  const { words } = sentencesOf(style.language);
  const [hue] = marks[clause.verdict];
  const label = (text: string): string => paint('bold', text);
  const lines: string[] = [
    `  ${label(words.expected.padEnd(9))} ${plain(violation.expected.sentence)}`,
    `  ${label(words.actual.padEnd(9))} ${paint(hue, plain(violation.actual.sentence))}`,
  ];
  if (violation.difference !== undefined) lines.push(`  ${label(words.difference)}: ${plain(violation.difference)}`);
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

/** Whether a clause could not be judged of a subject, and there is something to look at. What another part of a merged report has judged is not open. */
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

/** What a subject's verdict stands on, as text: its violation, or what is open; undefined where there is neither. */
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
  if (curl !== undefined) lines.push(`  ${label(words.fresh)}`, ...indent(curl.split('\n').map(plain), 4));
  return `${lines.join('\n')}\n`;
}

/** What an exchange is in a violation: the one that broke the clause, an accepted one to compare it with, or one that led there. */
export function partOf({ exchanges, breaking }: ViolationReport, index: number): 'breaking' | 'control' | 'before' | 'after' {
  if (index === breaking) return 'breaking';
  if (index > breaking) return 'after';
  const answer = exchanges[index]?.answer;
  return answer?.kind === 'response' && answer.status >= 200 && answer.status < 300 ? 'control' : 'before';
}

function failureTexts(report: Report, style: Style): readonly string[] {
  return report.clauses.flatMap((clause) => [
    ...clause.violations.filter(() => clause.verdict !== 'pass').map((violation) => failure(clause, violation, style)),
    ...clause.subjects.flatMap((subject) => inconclusive(clause, subject, style) ?? []),
  ]);
}

/** All failures of a report and what is open in it, then its summary: what a run ends with. `paths` are the files of the written report. */
export function ending(report: Report, paths: readonly string[], style: Style): string {
  return [...failureTexts(report, style), summary(report, paths, style)].join('\n');
}

/** All failures of one party of several and what is open in it, then a line: its decision counts in that of all, and is in their report. */
export function sectionEnding(report: Report, style: Style): string {
  return [...failureTexts(report, style), ...report.parts.map((part) => `${partLine(part, style)}\n`)].join('\n');
}

/** `provider  certified  70 clauses, 6873 cases, 15177 requests, 14.6 s`. The words differ from those of a whole run, whose line closes the output. */
function partLine({ parties, decision, totals, durationMs, target }: PartReport, style: Style): string {
  const paint = painter(style);
  const { words, decisions, parties: names } = sentencesOf(style.language);
  const counts = `${counted(words.clauses, totals.clauses)}, ${counted(words.cases, totals.cases)}, ${counted(words.requests, totals.requests)}, ${duration(durationMs)}`;
  return `  ${parties
    .map((party) => names[party])
    .join(', ')
    .padEnd(24)} ${paint(hues[decision], decisions[decision].label.padEnd(14))} ${counts} ${paint('dim', `· ${target.environment}`)}`;
}

/** The decision with its scope and reasons, and where the report is. */
export function summary(report: Report, paths: readonly string[], style: Style): string {
  const paint = painter(style);
  const sentences = sentencesOf(style.language);
  const { words, verdicts } = sentences;
  const { decision, totals, run, target } = report;
  const said = decisionSaid(report, sentences);
  const parts = report.parts.length > 1 ? report.parts : [];
  const where = parts.length > 0 ? '' : `${plain(target.command ?? target.url)} · ${target.environment} · `;
  const lines = [
    `${paint('bold', paint(hues[decision.name], said.label))}  ${said.meaning}`,
    `  ${paint('dim', `${where}${report.profile.title} · ${words.seed} ${run.seed} · ${duration(run.durationMs)}`)}`,
    '',
    ...parts.map((part) => partLine(part, style)),
    ...(parts.length > 0 ? [''] : []),
  ];
  const verdictCounts = [...tally(report)].reverse();
  lines.push(
    `  ${counted(words.clauses, totals.clauses)}: ${verdictCounts.map(([verdict, clauses]) => paint(marks[verdict][0], `${clauses} ${verdicts[verdict].label.toLowerCase()}`)).join(', ')}`,
    `  ${counted(words.cases, totals.cases)}, ${counted(words.requests, totals.requests)}`,
  );
  const { weak, untested } = decision.scope;
  if (weak.length > 0)
    lines.push(
      '',
      `  ${words.weak}`,
      ...weak.map(({ clause, level, why }) => `  ${clause.padEnd(8)} ${sentences.levels[level]}: ${plain(why.join('; '))}`),
    );
  const open = new Set(decision.reasons.map(({ clause }) => clause));
  const outside = untested.map(({ clause }) => clause).filter((clause) => !open.has(clause));
  if (outside.length > 0) lines.push('', `  ${words.untested}: ${outside.join(', ')}`);
  // One cause may keep many clauses from being judged: it is said once, with all of them.
  const reasons = new Map<string, string[]>();
  for (const reason of decision.reasons) {
    const clause = report.clauses.find((candidate) => candidate.id === reason.clause);
    const detail =
      clause === undefined ? '' : ` ${clause.verdict === 'fail' ? clause.statement : firstLine(clause.note ?? clause.statement)}`;
    const sentence = `${reason.sentence}${plain(detail)}`;
    reasons.set(sentence, [...(reasons.get(sentence) ?? []), reason.clause ?? '']);
  }
  if (reasons.size > 0)
    lines.push('', ...[...reasons].map(([sentence, clauses]) => `  ${paint('bold', clauses.join(', ').padEnd(8))} ${sentence}`));
  if (decision.scope.excluded.length > 0) {
    lines.push('', `  ${words.excluded}`);
    for (const { clause, owner, reason } of decision.scope.excluded)
      lines.push(`  ${clause.padEnd(8)} ${plain(reason)} (${words.owner}: ${plain(owner)})`);
  }
  if (report.created !== undefined && report.created.length > 0)
    lines.push('', `  ${words.created}: ${report.created.length} (report.json, created)`);
  lines.push('', `  ${paint('bold', words.next)}: ${said.next}`);
  if (paths.length > 0) lines.push('', ...paths.map((path) => `  ${words.reports}: ${path}`));
  return `${lines.join('\n')}\n`;
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

function indent(lines: readonly string[], by: number): string[] {
  return lines.map((line) => ' '.repeat(by) + line);
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}

/** Milliseconds for people: `812 ms`, `19.4 s`, `3 min 05 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  return `${Math.floor(ms / 60_000)} min ${String(Math.floor((ms % 60_000) / 1000)).padStart(2, '0')} s`;
}
