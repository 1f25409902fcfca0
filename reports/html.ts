import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { verdicts } from '../core/verdict/verdict.ts';
import { hexDump, withoutControls } from '../core/visible.ts';
import { counted, filled as filledIn } from '../language/filled.ts';
import type { DecisionName, ShownVerdict } from '../language/outcome.ts';
import { type Language, type Sentences, sentencesOf } from '../language/sentences.ts';
import type { Basis, Coverage } from '../specs/types/report.ts';
import { type Cell, cellsOf, coverageSums, coverageTables } from './covered.ts';
import type { BytesEvidence, ExchangeEvidence, HeaderEvidence, SignedEvidence } from './evidence.ts';
import { script, stylesheet } from './page-style.ts';
import { prose } from './prose.ts';
import { recognised } from './recognised.ts';
import { type ClauseReport, decisionSaid, type Report, type SubjectReport, shownVerdict, tally, type ViolationReport } from './report.ts';
import { duration, isOpen, partOf } from './terminal.ts';
import { weakReasons } from './weak.ts';

type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

// The page is for reading: report.json has the whole of a long body.
const longestText = 4000;
const longestDump = 2048;
/** Reasons of the decision that are shown next to what broke. */
const mostReasons = 3;

/** How a verdict looks: `bad` fails the gate, `open` leaves it open, `mild` deserves a look, `quiet` says that nothing was owed. */
const tones = {
  'harness-error': 'odd',
  fail: 'bad',
  indeterminate: 'open',
  untestable: 'open',
  review: 'open',
  warn: 'mild',
  waived: 'mild',
  'not-observed': 'quiet',
  'not-applicable': 'quiet',
  recorded: 'quiet',
  pass: 'good',
} as const satisfies Record<ShownVerdict, string>;

const decisionTones = {
  certified: 'good',
  'certified-with-waivers': 'mild',
  partial: 'quiet',
  'nothing-broken-seen': 'quiet',
  'not-certified': 'bad',
  incomplete: 'open',
  none: 'odd',
} as const satisfies Record<DecisionName, string>;

// Shapes distinguish verdicts where colours do not.
const signs = { good: '✓', bad: '✕', open: '?', mild: '!', odd: '⚠', quiet: '–' } as const;

/**
 * The report as one page that needs nothing else: no network (its policy forbids it), and no script for reading.
 * The template escapes everything that came from a target or a configuration.
 */
export async function page(report: Report, language: Language = 'en'): Promise<string> {
  const words = sentencesOf(language);
  const policy = `default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src '${digest(stylesheet)}'; script-src '${digest(script)}'`;
  const place = placeAmongCauses(report);
  const broken = report.clauses.filter(isBroken).sort((a, b) => byVerdict(a, b) || place(a.id) - place(b.id));
  const inconclusive = report.clauses.filter((clause) => isShown(clause) && !isBroken(clause)).sort(byVerdict);
  const { label } = decisionSaid(report, words);
  const document = await html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<link rel="icon" href="data:,">
<title>${label} · ${whom(report)} · Countersign</title>
<style>${raw(stylesheet)}</style>
</head>
<body>
<a class="skip" href="#clauses">${words.page.skip}</a>
<header class="top"><span class="brand">Countersign</span><span class="dim break">${whom(report)} · ${report.target.environment}</span></header>
<main>
${decisionCard(report, words)}
${facts(report, words)}
${clauseTable(report, words)}
${broken.length === 0 ? '' : html`<section aria-labelledby="broken"><h2 id="broken">${words.page.whatBroke}</h2>${broken.map((clause) => shownClause(clause, report, words))}</section>`}
${inconclusive.length === 0 ? '' : html`<section aria-labelledby="inconclusive"><h2 id="inconclusive">${words.page.whatIsOpen}</h2>${inconclusive.map((clause) => shownClause(clause, report, words))}</section>`}
${scope(report, words)}
${interpretations(report, words)}
${measured(report, words)}
${made(report, words)}
${covered(report, words)}
</main>
<footer>
<p>${words.page.run} <code>${report.run.id}</code>, Countersign ${report.run.version}. ${words.page.digest}: <code class="break">${report.contract.digest}</code>. ${words.page.digestOfReport}: <code class="break">${report.digest}</code></p>
<p>${words.words.masked} ${words.page.machines}: <code>report.json</code>.</p>
</footer>
<script>${raw(script)}</script>
</body>
</html>
`;
  return withoutControls(document.toString(), '\n\t');
}

/** What was judged, in short: the command of a party that is started, else the host. */
function whom({ target }: Report): string {
  return target.command ?? target.host;
}

function decisionCard(report: Report, words: Sentences): Markup {
  const { decision } = report;
  const tone = decisionTones[decision.name];
  const said = decisionSaid(report, words);
  const causes = decision.causes ?? [];
  const caused = new Set<string>(causes.flatMap(({ clause, dependents }) => [clause, ...dependents]));
  // What broke is listed among the causes. Of the rest the first few, so that the next step is visible without scrolling.
  const others = decision.reasons.filter(({ clause }) => clause === undefined || !caused.has(clause));
  const shownReasons = others.slice(0, mostReasons);
  const more = others.length - shownReasons.length;
  return html`<section class="decision ${tone}" aria-labelledby="decision">
<div class="verdict"><span class="sign" aria-hidden="true">${signs[tone]}</span><div><h1 id="decision">${said.label}</h1><p>${said.meaning}</p></div></div>
<p class="next"><b>${words.words.next}</b> ${prose(said.next)}</p>
${causesFirst(report, words)}
${
  shownReasons.length === 0
    ? ''
    : html`<ul class="reasons">${shownReasons.map((reason) => gateReason(reason, report.clauses, words))}${more > 0 ? html`<li><a href="#clauses">${filled(words.page.more, more)}</a></li>` : ''}</ul>`
}
${weakMusts(report, words)}</section>`;
}

/** What to correct first, with what depends on it: by id and name, so that no failure is hidden. */
function causesFirst({ clauses, decision }: Report, words: Sentences): Markup {
  const causes = decision.causes ?? [];
  if (causes.length === 0) return html``;
  const byId = new Map<string, ClauseReport>(clauses.map((clause) => [clause.id, clause]));
  const label = (id: string): Markup => {
    const clause = byId.get(id);
    return html`<a href="#${clause === undefined ? 'clauses' : anchor(clause)}"><b class="id">${id}</b> <span>${clause?.name ?? ''}</span></a>`;
  };
  const dependents = causes.reduce((sum, cause) => sum + cause.dependents.length, 0);
  return html`<h2 class="first">${words.fixFirst(causes.length, dependents)}</h2>
<ol class="reasons">${causes.map((cause) => {
    const violation = byId.get(cause.clause)?.violations[0];
    return html`<li>${label(cause.clause)}${violation === undefined ? '' : html`<small>${marked(violation.actual.sentence)}</small>`}${
      violation?.fix === undefined ? '' : html`<small><b>${words.words.fix}:</b> ${prose(violation.fix)}</small>`
    }${
      cause.dependents.length === 0
        ? ''
        : html`<ul class="dependents">${cause.dependents.map((id) => html`<li>${badge(shownVerdict(byId.get(id)?.level ?? 'must', byId.get(id)?.verdict ?? 'fail'), words)} ${label(id)}</li>`)}</ul>`
    }</li>`;
  })}</ol>`;
}

/** The position of a clause in the order of correction; what has no cause comes last. */
function placeAmongCauses({ decision }: Report): (id: string) => number {
  const order: readonly string[] = (decision.causes ?? []).flatMap(({ clause, dependents }) => [clause, ...dependents]);
  return (id) => (order.includes(id) ? order.indexOf(id) : order.length);
}

/** The musts of which a breach may not have been seen: shown with the decision. */
function weakMusts({ decision }: Report, words: Sentences): Markup {
  const musts = decision.scope.weak.filter(({ level }) => level === 'must');
  if (musts.length === 0) return html``;
  return html`<p class="next"><b>${words.words.weak}</b></p><ul class="reasons">${weakReasons(musts).map(
    ({ why, clauses }) =>
      html`<li><span class="ids">${clauses.map(({ clause }) => html`<a href="#row-${clause}"><b class="id">${clause}</b></a> `)}</span><small>${prose(why)}</small></li>`,
  )}</ul>`;
}

/** One reason of the decision: the clause, and what was seen instead of it. */
function gateReason(
  { clause: id, sentence }: Report['decision']['reasons'][number],
  clauses: readonly ClauseReport[],
  words: Sentences,
): Markup {
  const clause = clauses.find((candidate) => candidate.id === id);
  if (clause === undefined) return html`<li>${sentence}</li>`;
  const actual = clause.violations[0]?.actual.sentence;
  const seen = actual === undefined ? prose(firstLine(clause.note) ?? sentence) : html`<b>${words.words.actual}</b> ${marked(actual)}`;
  return html`<li><a href="#${anchor(clause)}"><b class="id">${clause.id}</b> <span>${prose(clause.statement)}</span></a><small>${seen}</small></li>`;
}

/** Where the page says most about a clause. */
function anchor(clause: ClauseReport): string {
  return isShown(clause) ? clause.id : `row-${clause.id}`;
}

/** Whether a clause has its own entry above the table. */
function isShown(clause: ClauseReport): boolean {
  return isBroken(clause) || clause.subjects.some((subject) => isOpen(clause, subject));
}

function isBroken(clause: ClauseReport): boolean {
  return clause.violations.length > 0 || clause.verdict === 'harness-error';
}

function facts(report: Report, words: Sentences): Markup {
  const { run, target, profile, contract, totals, decision } = report;
  const { judged, weak, untested, excluded } = decision.scope;
  const parts = [`${judged.length} ${words.words.judged}`];
  if (weak.length > 0) parts.push(`${weak.length} ${words.page.weaklyJudged}`);
  if (untested.length > 0) parts.push(`${untested.length} ${words.page.notJudged}`);
  if (excluded.length > 0) parts.push(`${excluded.length} ${words.page.excluded}`);
  const place = ({ url, environment, adapter, command, program = [], keys = [] }: Report['target']) =>
    html`<code class="break">${command ?? url}</code> <span class="dim">${environment}, ${words.page.over} ${adapter}</span>${program.map(
      ({ file, sha256 }) =>
        html`<br><span class="dim">${words.page.program}</span> <code class="break">${file}</code> <code class="break">sha256:${sha256}</code>`,
    )}${
      keys.length === 0
        ? ''
        : html`<br><span class="dim">${words.page.keys}</span> ${keys.map(({ role, login, fingerprint }, at) => html`${at === 0 ? '' : ', '}<code>${login ?? role}#${fingerprint}</code>`)}`
    }`;
  const rows: readonly (readonly [string, Markup | string])[] = [
    ...(report.parts.length === 1 ? [[words.page.target, place(target)] as const] : []),
    [words.page.profile, html`<span title="${profile.title}">${profile.id}</span>`],
    [words.page.contract, `${contract.title} ${contract.version}`],
    [words.words.scope, parts.join(', ')],
    [words.page.asked, `${counted(words.words.cases, totals.cases, count)}, ${counted(words.words.requests, totals.requests, count)}`],
    [words.page.started, html`<time datetime="${run.startedAt}">${run.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')}</time>`],
    [words.page.took, `${duration(run.durationMs)}${run.finished ? '' : `, ${words.page.unfinished}`}`],
    [words.page.seed, html`<code>${run.seed}</code>`],
  ];
  const limits = report.parts.flatMap(({ recognisable }) => (recognisable === undefined ? [] : recognised(recognisable, words)));
  const limit = limits.length === 0 ? '' : html`<div class="wide"><dt>${words.page.limit}</dt><dd>${limits.join(' ')}</dd></div>`;
  return html`<section aria-label="${words.page.run}"><dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}${limit}</dl>${parties(report, words, place)}${bar(report, words)}</section>`;
}

/** Which party each part of a report judged, and what the part decided by itself. */
function parties({ parts }: Report, words: Sentences, place: (target: Report['target']) => Markup): Markup {
  if (parts.length === 1) return html``;
  return html`<h2 class="parties">${words.page.parties}</h2><ul class="list">${parts.map(
    ({ parties: judged, target, decision, totals, durationMs }) => {
      const tone = decisionTones[decision];
      return html`<li><span class="badge ${tone}"><i aria-hidden="true">${signs[tone]}</i> ${words.decisions[decision].label}</span> <b>${judged.map((party) => words.parties[party]).join(', ')}</b> <span>${counted(words.words.clauses, totals.clauses, count)}, ${counted(words.words.cases, totals.cases, count)}, ${duration(durationMs)}</span><small>${place(target)}</small></li>`;
    },
  )}</ul>`;
}

/** One bar of all clauses by verdict, with its legend. */
function bar(report: Report, words: Sentences): Markup {
  const seen = [...tally(report)];
  let at = 0;
  const bars = seen.map(([verdict, clauses]) => {
    const x = at;
    at += clauses;
    return html`<rect class="fill ${tones[verdict]}" x="${x}" y="0" width="${clauses}" height="1"></rect>`;
  });
  return html`<svg class="bar" viewBox="0 0 ${Math.max(1, at)} 1" preserveAspectRatio="none" aria-hidden="true">${bars}</svg>
<ul class="legend">${seen.map(
    ([verdict, clauses]) => html`<li title="${words.verdicts[verdict].meaning}">${badge(verdict, words)} <b>${clauses}</b></li>`,
  )}</ul>`;
}

function shownClause(clause: ClauseReport, { decision }: Report, words: Sentences): Markup {
  const tone = tones[clause.verdict];
  const { blame, violations } = clause;
  const cause = decision.causes?.find(({ dependents }) => dependents.includes(clause.id));
  const [first, ...others] = violations;
  const open = clause.subjects.map((subject) => inconclusiveSubject(clause, subject, words));
  return html`<article class="broken ${tone}" id="${clause.id}">
<header><p class="tags">${badge(clause.verdict, words)} <b class="id">${clause.id}</b> <b>${clause.name ?? ''}</b> <span class="dim">${words.parties[clause.party]} · ${words.levels[clause.level]}</span></p>
<h3>${prose(clause.statement)}</h3>
${cause === undefined ? '' : html`<p class="blame">${words.page.dependsOn} <a href="#${cause.clause}"><b class="id">${cause.clause}</b></a></p>`}
${blame === undefined || violations.length > 0 ? '' : html`<p class="blame"><b>${words.blames[blame].label}</b> ${words.blames[blame].next}</p>`}
${clause.note === undefined ? '' : html`<pre class="note">${clause.note}</pre>`}</header>
${first === undefined ? '' : cause === undefined ? brokenOnce(first, words) : html`<details class="other"><summary>${first.actual.sentence}</summary>${brokenOnce(first, words)}</details>`}
${others.map((violation) => html`<details class="other"><summary>${words.page.alsoIn} <code>${violation.subject ?? ''}</code></summary>${brokenOnce(violation, words)}</details>`)}
${open}
${basis(clause.basis, words)}
</article>`;
}

function brokenOnce(violation: ViolationReport, words: Sentences): Markup {
  const w = words.words;
  const failing = violation.exchanges[violation.breaking];
  const others = violation.exchanges
    .map((other, index) => ({ other, part: partOf(violation, index) }))
    .filter(({ part }) => part !== 'breaking');
  return html`<div class="violation">
${violation.subject === undefined ? '' : html`<p class="subject"><code>${violation.subject}</code></p>`}
<dl class="said">
<div class="actual"><dt>${w.happened}</dt><dd>${marked(violation.actual.sentence)}</dd></div>
${violation.difference === undefined ? '' : html`<div><dt>${words.page.onlyDifference}</dt><dd>${marked(violation.difference)}</dd></div>`}
<div><dt>${w.expected}</dt><dd>${marked(violation.expected.sentence)}</dd></div>
${violation.fix === undefined ? '' : html`<div class="fix"><dt>${w.fix}</dt><dd>${prose(violation.fix)}</dd></div>`}
</dl>
${violation.explanation === undefined ? '' : html`<h4>${w.explanation}</h4><pre>${marked(shortened(words, violation.explanation.join('\n')))}</pre>`}
<div class="again"><h4>${w.again}</h4>${copyable(violation.again, words)}</div>
<details class="evidence"><summary>${counted(words.page.evidence, violation.exchanges.length, count)}</summary>
${violation.signed === undefined ? '' : signedBytes(violation.signed, words)}
${
  violation.exchanges.length === 0
    ? ''
    : html`<h4>${w.exchanges}</h4><div class="exchanges">${failing === undefined ? '' : exchange(failing, w.breaking, 'breaking', others.at(-1)?.other, words)}${others.map(({ other, part }) => exchange(other, w[part], 'control', failing, words))}</div>`
}
${violation.counterexample === undefined ? '' : html`<details><summary>${w.counterexample}</summary><pre>${marked(shortened(words, violation.counterexample))}</pre></details>`}
${violation.curl === undefined ? '' : html`<h4>${w.resend[violation.curlSends ?? 'control']}</h4>${copyable(violation.curl, words)}`}
</details></div>`;
}

/** What a person who has to decide looks at. */
function inconclusiveSubject(clause: ClauseReport, subject: SubjectReport, words: Sentences): Markup {
  const { subject: name, note, exchanges = [], again, curl, curlSends = 'control' } = subject;
  if (!isOpen(clause, subject)) return html``;
  const w = words.words;
  return html`<div class="violation">
${name === undefined ? '' : html`<p class="subject"><code>${name}</code></p>`}
${note === undefined || note === clause.note ? '' : html`<pre class="note">${note}</pre>`}
${again === undefined ? '' : html`<div class="again"><h4>${w.again}</h4>${copyable(again, words)}</div>`}
<details class="evidence"><summary>${counted(words.page.evidence, exchanges.length, count)}</summary><div class="exchanges">${exchanges.map((each, index) => exchange(each, w.exchange, 'control', exchanges[index - 1], words))}</div>
${curl === undefined ? '' : html`<h4>${w.resend[curlSends]}</h4>${copyable(curl, words)}`}
</details></div>`;
}

function signedBytes(signed: SignedEvidence, words: Sentences): Markup {
  const bytes = Buffer.from(signed.base64, 'base64');
  return html`<h4>${words.words.signed} <span class="dim">${signed.length}</span></h4>
<div class="bytes"><pre>${signedText(signed, words)}</pre>
${signed.parts === undefined ? '' : html`<p class="key"><span class="part date">X-Date</span><span class="part login">X-Login</span><span class="part">${words.page.body}</span>${signed.masked ? html` <span class="dim">${words.page.secretsMasked}</span>` : ''}</p>`}
${hexDetails(bytes, words)}</div>`;
}

/** X-Date and X-Login are ASCII wherever `parts` says how long they are, so that bytes and visible characters agree there. */
function signedText({ text, parts }: SignedEvidence, words: Sentences): Markup {
  if (parts === undefined) return html`${marked(shortened(words, text))}`;
  const loginEnd = parts.xDate + parts.xLogin;
  return html`<span class="part date">${text.slice(0, parts.xDate)}</span><span class="part login">${text.slice(parts.xDate, loginEnd)}</span>${marked(shortened(words, text.slice(loginEnd)))}`;
}

function hexDetails(bytes: Uint8Array, words: Sentences): Markup {
  return html`<details><summary>${words.words.hex}</summary><pre class="hex" tabindex="0">${hexDump(bytes, longestDump)}</pre></details>`;
}

function exchange(
  shown: ExchangeEvidence,
  title: string,
  kind: 'breaking' | 'control',
  other: ExchangeEvidence | undefined,
  words: Sentences,
): Markup {
  const { request, answer } = shown;
  const otherAnswer = other?.answer.kind === 'response' ? other.answer : undefined;
  const w = words.words;
  return html`<section class="exchange ${kind}"><h5>${title} <span class="dim">#${shown.number} · ${duration(shown.durationMs)}</span></h5>
<div class="message"><p class="line"><b>${request.method}</b> ${marked(request.target)}</p>${headers(request.headers, other?.request.headers)}${body(request.body, other?.request.body, words)}</div>
<div class="message answer">${
    answer.kind === 'none'
      ? html`<p class="line none"><b>${w.noAnswer}</b> ${words.answers[answer.reason]}${answer.detail === '' ? '' : `: ${answer.detail}`}</p>`
      : html`<p class="line"><b class="status s${Math.floor(answer.status / 100)}">${answer.status}</b></p>${headers(answer.headers, otherAnswer?.headers)}${body(answer.body, otherAnswer?.body, words)}`
  }</div></section>`;
}

function headers(lines: readonly HeaderEvidence[], others: readonly HeaderEvidence[] | undefined): Markup {
  const same = (line: HeaderEvidence): boolean =>
    others === undefined || others.some(([name, value]) => name === line[0] && value === line[1]);
  return html`<ul class="headers">${lines.map((line) => html`<li${same(line) ? '' : raw(' class="differs"')}><span class="name">${line[0]}:</span> ${marked(line[1])}</li>`)}</ul>`;
}

function body(bytes: BytesEvidence, other: BytesEvidence | undefined, words: Sentences): Markup {
  if (bytes.length === 0) return html`<p class="empty">${words.words.emptyBody}</p>`;
  const differs = other !== undefined && other.base64 !== bytes.base64;
  return html`<pre class="${differs ? 'differs' : ''}">${marked(shortened(words, bytes.text))}</pre>${hexDetails(Buffer.from(bytes.base64, 'base64'), words)}`;
}

function copyable(text: string, words: Sentences): Markup {
  return html`<div class="copyable"><pre tabindex="0">${text}</pre><button type="button" class="copy" hidden>${words.page.copy}</button></div>`;
}

function clauseTable(report: Report, words: Sentences): Markup {
  const families = [...new Set(report.clauses.map((clause) => clause.family))];
  return html`<section aria-labelledby="clauses"><h2 id="clauses">${words.page.clauses} <span class="dim" id="shown" aria-live="polite">${report.clauses.length}</span></h2>
<div class="filters" hidden>
<label>${words.page.verdict} <select id="by-verdict"><option value="">${words.page.all}</option>${[...tally(report).keys()].map((verdict) => html`<option value="${verdict}">${words.verdicts[verdict].label}</option>`)}</select></label>
<label>${words.page.family} <select id="by-family"><option value="">${words.page.all}</option>${families.map((family) => html`<option value="${family}">${words.families[family] ?? family}</option>`)}</select></label>
</div>
<table><thead><tr><th scope="col">${words.page.verdict}</th><th scope="col">${words.page.clause}</th><th scope="col">${words.page.statement}</th><th scope="col" class="number">${words.page.cases}</th></tr></thead>
${families.map((family) => {
  const own = report.clauses.filter((clause) => clause.family === family);
  return html`<tbody data-family="${family}"><tr class="family"><th colspan="4" scope="rowgroup">${words.families[family] ?? family}</th></tr>${own.map((clause) => clauseRow(clause, words))}</tbody>`;
})}</table></section>`;
}

function clauseRow(clause: ClauseReport, words: Sentences): Markup {
  const subjects = clause.subjects.filter((subject) => subject.subject !== undefined);
  const linked = isShown(clause);
  const verdict = shownVerdict(clause.level, clause.verdict);
  return html`<tr id="row-${clause.id}" data-verdict="${verdict}"><td class="v">${badge(verdict, words)}</td>
<td class="c"><b class="id">${linked ? html`<a href="#${clause.id}">${clause.id}</a>` : clause.id}</b> <span class="level ${clause.level}">${words.levels[clause.level]}</span></td>
<td class="s">${clause.name === undefined ? '' : html`<b class="name">${clause.name}</b> `}${prose(clause.statement)}${clause.note === undefined || linked ? '' : html`<small>${prose(firstLine(clause.note) ?? '')}</small>`}${
    subjects.length === 0
      ? ''
      : html`<details><summary>${subjects.length === 1 ? words.page.operation : filled(words.page.operations, subjects.length)}</summary><ul class="subjects">${subjects.map(
          (subject) =>
            html`<li>${badge(shownVerdict(clause.level, subject.verdict), words)} <code>${subject.subject}</code> <span class="dim">${counted(words.words.cases, subject.cases, count)}, ${duration(subject.durationMs)}</span></li>`,
        )}</ul></details>`
  }</td><td class="number">${count(clause.cases)}</td></tr>`;
}

function scope({ decision, clauses, parts: runs }: Report, words: Sentences): Markup {
  const { untested, excluded } = decision.scope;
  const waivers = runs.flatMap((part) => part.waivers ?? []).filter(({ state }) => state === 'used');
  if (untested.length + excluded.length + waivers.length === 0) return html``;
  const statement = (id: string): string => clauses.find((clause) => clause.id === id)?.statement ?? '';
  return html`<section aria-labelledby="scope"><h2 id="scope">${words.page.outside}</h2>
${
  untested.length === 0
    ? ''
    : html`<h3 class="sub">${words.words.untested}</h3><ul class="list">${untested.map(
        ({ clause, verdict, why }) =>
          html`<li>${badge(verdict, words)} <b class="id"><a href="#row-${clause}">${clause}</a></b> <span>${prose(statement(clause))}</span>${why === '' ? '' : html`<small>${prose(firstLine(why) ?? '')}</small>`}</li>`,
      )}</ul>`
}
${
  waivers.length === 0
    ? ''
    : html`<h3 class="sub">${words.words.waived}</h3><ul class="list">${waivers.map(
        ({ clause, owner, reason, expires }) =>
          html`<li><b class="id">${clause}</b> <span>${reason}</span><small>${words.words.owner}: ${owner}, ${words.words.until} ${expires}</small></li>`,
      )}</ul>`
}
${
  excluded.length === 0
    ? ''
    : html`<h3 class="sub">${words.words.excluded}</h3><ul class="list">${excluded.map(
        ({ clause, owner, reason }) =>
          html`<li><b class="id">${clause}</b> <span>${reason}</span><small>${words.words.owner}: ${owner}</small></li>`,
      )}</ul>`
}</section>`;
}

function interpretations({ ambiguities }: Report, words: Sentences): Markup {
  if (ambiguities.length === 0) return html``;
  const ids = [...new Set(ambiguities.map((ambiguity) => ambiguity.id))];
  return html`<section aria-labelledby="interpretations"><details class="folded"><summary><h2 id="interpretations">${words.words.ambiguities} <span class="dim">${ids.length}</span></h2></summary>
<p class="lead">${words.page.open}</p>
<ul class="list">${ids.map((id) => {
    const own = ambiguities.filter((ambiguity) => ambiguity.id === id);
    return html`<li><b class="id">${id}</b> <span>${prose(own[0]?.point ?? '')}</span><ul class="seen">${own.map(
      (ambiguity) =>
        html`<li><code>${ambiguity.seen}</code> <span class="dim">${ambiguity.subject}</span>${ambiguity.meaning === undefined ? '' : html`<small>${prose(ambiguity.meaning)}</small>`}</li>`,
    )}</ul></li>`;
  })}</ul></details></section>`;
}

function measured({ observations }: Report, words: Sentences): Markup {
  if (observations.length === 0) return html``;
  return html`<section aria-labelledby="measured"><details class="folded"><summary><h2 id="measured">${words.words.observations} <span class="dim">${observations.length}</span></h2></summary><ul class="list">${observations.map(
    ({ clause, subject, seen }) => html`<li><b class="id">${clause}</b> <span>${subject}: <code>${seen}</code></span></li>`,
  )}</ul></details></section>`;
}

function made({ created = [] }: Report, words: Sentences): Markup {
  if (created.length === 0) return html``;
  return html`<section aria-labelledby="created"><details class="folded"><summary><h2 id="created">${words.words.created} <span class="dim">${created.length}</span></h2></summary><ul class="list">${created.map(
    ({ path, invoiceId, id }) =>
      html`<li><code>${path}</code> <span>${invoiceId ?? ''} ${id === undefined ? '' : html`<code>${id}</code>`}</span></li>`,
  )}</ul></details></section>`;
}

/** Coverage by operation or clause, for each table of each party: how many cells calls met, and which stayed open. */
function covered({ parts }: Report, words: Sentences): Markup {
  const counted = parts.flatMap(({ parties: judged, coverage }) => (coverage === undefined ? [] : [{ judged, coverage }]));
  if (counted.length === 0) return html``;
  const row = (of: string, cells: readonly Cell[]): Markup => {
    const sums = coverageSums(cells);
    const names = sums.open.map(({ name }) => name);
    return html`<li><code>${of}</code> <span>${filledIn(words.words.covered, { ...sums, open: names.length })}</span>${names.length === 0 ? '' : html`<small>${names.join(' · ')}</small>`}</li>`;
  };
  const table = (name: keyof Coverage, cells: readonly Cell[]): Markup =>
    cells.length === 0
      ? html``
      : html`<h3 class="sub">${words.words[name]}</h3><ul class="list">${[...Map.groupBy(cells, ({ of }) => of)].map(([of, own]) => row(of, own))}</ul>`;
  return html`<section aria-labelledby="coverage"><details class="folded"><summary><h2 id="coverage">${words.words.coverage}</h2></summary>${counted.map(
    ({ judged, coverage }) => html`<h3>${judged.map((party) => words.parties[party]).join(', ')}</h3>
${coverageTables.map((name) => table(name, cellsOf(coverage, name)))}`,
  )}</details></section>`;
}

function basis(of: Basis, words: Sentences): Markup {
  const sentence = of.kind === 'interpretation' ? (of.sentence ?? of.ambiguities.join(', ')) : of.sentence;
  return html`<details class="basis"><summary>${words.page.whyAsked}</summary><p>${prose(sentence)}${of.kind === 'derived' ? html`<br>${prose(of.argument)}` : ''}</p><p class="dim">${words.page.basis}: ${words.bases[of.kind]}</p></details>`;
}

function badge(verdict: ShownVerdict, words: Sentences): Markup {
  const tone = tones[verdict];
  return html`<span class="badge ${tone}"><i aria-hidden="true">${signs[tone]}</i> ${words.verdicts[verdict].label}</span>`;
}

/** Visible text with its escapes set apart from the characters around them. */
function marked(text: string): readonly (Markup | string)[] {
  return text
    .split(/((?:\\(?:u\{[0-9a-f]+\}|x[0-9a-f]{2}|[nrt])⟨[0-9a-f ]+⟩)|«[^«»]{1,90}»)/)
    .map((part, index) =>
      index % 2 === 1 ? html`<span class="${part.startsWith('«') ? 'hidden-value' : 'escape'}">${part}</span>` : part,
    );
}

function shortened(words: Sentences, text: string): string {
  return text.length <= longestText
    ? text
    : `${text.slice(0, longestText)}… (${filled(words.page.moreCharacters, text.length - longestText)})`;
}

function firstLine(text: string | undefined): string | undefined {
  return text?.split('\n', 1)[0];
}

function filled(template: string, number: number): string {
  return template.replace('{count}', count(number));
}

function count(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

function byVerdict(a: ClauseReport, b: ClauseReport): number {
  return verdicts.indexOf(a.verdict) - verdicts.indexOf(b.verdict);
}

/** The source by which a content security policy admits one inline text. */
function digest(text: string): string {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}
