import { html } from 'hono/html';
import { type Changeover, changeover, type Measured, type Poll } from '../core/rotation/timeline.ts';
import { said, sentencesOf } from '../language/sentences.ts';
import { pageHead } from './page-head.ts';
import { stylesheet } from './page-style.ts';
import { decisionSaid, type Report, shownVerdict } from './report.ts';

/** What the page of a rotation shows. Times are ms since the epoch on the server's clock. */
export interface RotationFacts {
  readonly report: Report;
  readonly polls: readonly Poll[];
  readonly rolled: { readonly askedAt: number; readonly answeredAt: number; readonly endsAt?: number };
  /** The uncertainty of that clock, ±ms. */
  readonly clockMs: number;
  /** Fingerprints of the sets, as they are shown. */
  readonly sets: { readonly old: string; readonly fresh: string };
  /** Sets that were rolled and whose keys are lost. */
  readonly lost: number;
  /** Status of each operation with the old set before the roll and with the new one after it; `same`: the status did not change. */
  readonly operations: readonly {
    readonly id: string;
    readonly before: number | undefined;
    readonly after: string;
    readonly same: boolean;
  }[];
  /** What differs from the run before, as text. */
  readonly difference: string;
  /** What a person has to do now. */
  readonly next: readonly string[];
}

const style = `${stylesheet}
.line{width:100%;height:auto;font:12px var(--mono);margin:.5rem 0 1rem}
main{padding-top:1rem;padding-bottom:1rem}
.decision p{margin-top:.5rem;overflow-wrap:anywhere}.decision li{margin-top:.35rem}
table{border-collapse:collapse;width:100%;font-size:.9375rem}td,th{text-align:left;padding:.35rem .75rem;border-bottom:1px solid var(--line);overflow-wrap:break-word}
pre{white-space:pre-wrap;overflow-wrap:anywhere}`;

function time(ms: number): string {
  return new Date(ms).toISOString();
}

function figure(measured: (Measured & { readonly open: boolean }) | undefined): string {
  if (measured === undefined) return said('rotation-not-measured');
  const text = said('seconds-measured', { seconds: measured.seconds, uncertaintySeconds: measured.uncertaintySeconds });
  return measured.open ? said('at-least', { figure: text }) : text;
}

/** The polls of a set whose answer differs from the one before, the first and the last one. */
function changesOf(polls: readonly Poll[]): readonly Poll[] {
  return polls.filter((poll, at) => at === 0 || at === polls.length - 1 || polls[at - 1]?.taken !== poll.taken);
}

/** A picture of both sets over time: a bar for each poll, from it to the next. */
function picture({ polls, rolled }: RotationFacts) {
  const from = Math.min(rolled.askedAt, ...polls.map(({ sentAt }) => sentAt));
  const until = Math.max(rolled.endsAt ?? 0, rolled.answeredAt, ...polls.map(({ answeredAt }) => answeredAt)) + 1;
  const x = (ms: number): number => Math.round(90 + ((ms - from) / (until - from)) * 700);
  const row = (set: Poll['set'], y: number) => {
    const own = polls.filter((poll) => poll.set === set);
    return own.map((poll, at) => {
      const end = own[at + 1]?.sentAt ?? until;
      const tone = poll.taken ? 'var(--good)' : 'var(--bad)';
      return html`<rect x="${x(poll.sentAt)}" y="${y}" width="${Math.max(1, x(end) - x(poll.sentAt))}" height="14" fill="${tone}"><title>${time(poll.sentAt)}: ${poll.seen}</title></rect>`;
    });
  };
  const mark = (ms: number, name: string) =>
    html`<line x1="${x(ms)}" x2="${x(ms)}" y1="8" y2="74" stroke="currentColor" stroke-dasharray="3 3"/><text x="${x(ms) + 3}" y="86" fill="currentColor">${name}</text>`;
  return html`<svg class="line" viewBox="0 0 800 92" role="img" aria-label="${said('rotation-timeline')}">
<text x="0" y="31" fill="currentColor">${said('rotation-old-set')}</text>${row('old', 20)}
<text x="0" y="57" fill="currentColor">${said('rotation-new-set')}</text>${row('new', 46)}
${mark(rolled.answeredAt, said('rotation-rolled'))}${rolled.endsAt === undefined ? '' : mark(rolled.endsAt, said('rotation-end'))}</svg>`;
}

function measures({ overlap, gap }: Changeover) {
  return html`<dl class="facts"><div><dt>${said('old-set-taken-after-roll')}</dt><dd>${figure(overlap)}</dd></div>
<div><dt>${said('new-set-refused-after-roll')}</dt><dd>${figure(gap)}</dd></div></dl>`;
}

/** The rotation as one page that needs nothing else. The template escapes what came from a target; it contains no key. */
export async function rotationPage(facts: RotationFacts): Promise<string> {
  const { report, polls, rolled, clockMs, sets, lost, operations, difference, next } = facts;
  const words = sentencesOf();
  const events = (['old', 'new'] as const).flatMap((set) => changesOf(polls.filter((poll) => poll.set === set)));
  const tone = report.decision.exitCode === 0 ? 'good' : report.decision.exitCode === 1 ? 'bad' : 'open';
  const clauses = report.clauses.map(
    ({ id, statement, level, verdict, note }) =>
      html`<tr><td class="id">${id}</td><td>${words.verdicts[shownVerdict(level, verdict)].label}</td><td>${statement}${note === undefined ? '' : html`<small>${note}</small>`}</td></tr>`,
  );
  const page = await html`${pageHead(said('rotation-title'), style)}
<body><main><section class="decision ${tone}"><h1>${said('rotation-title')}: ${decisionSaid(report, words).label}</h1>
<p>${said('rotation-lead', { url: report.target.url, old: sets.old, fresh: sets.fresh, at: time(rolled.answeredAt) })}</p>
${lost === 0 ? '' : html`<p>${said('rotation-lost-sets', { lost })}</p>`}
<h2 class="first">${said('rotation-next')}</h2><ul>${next.map((each) => html`<li>${each}</li>`)}</ul></section>
<section><h2>${said('rotation-timeline')}</h2>${picture(facts)}${measures(changeover(polls, rolled, clockMs))}</section>
<section><h2>${said('rotation-changes')}</h2><table><tr><th>${said('rotation-when')}</th><th>${said('rotation-set')}</th><th>${said('rotation-answer')}</th></tr>
${events
  .toSorted((one, other) => one.sentAt - other.sentAt)
  .map(
    ({ set, sentAt, taken, seen }) =>
      html`<tr><td>${time(sentAt)}</td><td>${said(set === 'old' ? 'rotation-old-set' : 'rotation-new-set')}</td><td>${said(taken ? 'rotation-taken' : 'rotation-refused')} (${seen})</td></tr>`,
  )}</table></section>
<section><h2>${said('rotation-clauses')}</h2><table>${clauses}</table></section>
<section><h2>${said('rotation-operations')}</h2><table><tr><th>${said('rotation-operation')}</th><th>${said('rotation-before')}</th><th>${said('rotation-after')}</th></tr>
${operations.map(({ id, before, after, same }) => html`<tr><td>${id}</td><td>${before ?? '–'}</td><td>${after}${same ? '' : html` <b>${said('rotation-differs')}</b>`}</td></tr>`)}</table></section>
<section><h2>${said('rotation-run-before')}</h2><pre>${difference}</pre></section>
<p><a href="index.html">${said('rotation-whole-report')}</a></p></main></body></html>`;
  return `${page}\n`;
}
