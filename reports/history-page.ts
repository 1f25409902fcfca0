import { html } from 'hono/html';
import { clauseNameOf, said, sentencesOf } from '../language/sentences.ts';
import { isClauseId } from '../specs/clauses/catalogue.ts';
import type { Night } from '../specs/types/night.ts';
import { clauseHistories, measurementHistories } from './history.ts';
import { pageHead } from './page-head.ts';

const style = `
:root{color-scheme:light dark;--ink:#1b1d1f;--soft:#5c6268;--line:#d8d8d2;--paper:#f6f6f4;--card:#fff;--bad:#b0241b;--open:#865300;--good:#17703f}
@media (prefers-color-scheme:dark){:root{--ink:#e6e7e8;--soft:#9aa2a9;--line:#2d3236;--paper:#131517;--card:#1b1e21;--bad:#ff9488;--open:#f1bd63;--good:#6fd39b}}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:64rem;margin:0 auto;padding:1rem}
h1{font-size:1.6rem;margin:.6rem 0}h2{font-size:1.15rem;margin:1.6rem 0 .5rem}
.box{overflow-x:auto;background:var(--card);border:1px solid var(--line);border-radius:10px}
table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4rem .7rem;border-bottom:1px solid var(--line);vertical-align:top}
th{color:var(--soft);font-weight:600;font-size:.85rem}tr:last-child td{border-bottom:0}
.bad{color:var(--bad);font-weight:600}.open{color:var(--open)}.good{color:var(--good)}.soft{color:var(--soft)}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.9em;overflow-wrap:anywhere}
`;

const day = (instant: string): string => instant.slice(0, 16).replace('T', ' ');

/**
 * The nights as one page that needs no network and runs no script.
 * @param nights the oldest first
 * @param words what the contract calls things
 */
export function historyPage(nights: readonly Night[], words: Readonly<Record<string, string>>): string {
  const { decisions, verdicts } = sentencesOf();
  const labels: Readonly<Record<string, { readonly label: string }>> = { ...decisions, ...verdicts };
  const labelOf = (name: string): string => labels[name]?.label ?? name;
  const tone = (exitCode: number): string => (exitCode === 0 ? 'good' : exitCode === 1 ? 'bad' : 'open');
  const head = (...ids: Parameters<typeof said>[0][]) =>
    html`<tr>${ids.map((id) => html`<th scope="col">${said(id as 'nights: run')}</th>`)}</tr>`;
  const clauses = clauseHistories(nights);
  const measurements = measurementHistories(nights);
  return `${html`${pageHead(`${said('nights: title')} · Countersign`, style)}
<body>
<main>
<h1>${said('nights: title')}</h1>
<div class="box"><table>${head('nights: run', 'nights: decision', 'nights: failed', 'nights: took')}
${[...nights].reverse().map(
  (night) =>
    html`<tr><td><a href="${night.run}/index.html">${day(night.startedAt)}</a></td><td class="${tone(night.exitCode)}">${labelOf(night.decision)}</td><td>${
      Object.entries(night.clauses)
        .filter(([, verdict]) => verdict === 'fail')
        .map(([id]) => id)
        .join(', ') || '–'
    }</td><td>${Math.round(night.durationMs / 1000)} s</td></tr>`,
)}</table></div>
<h2>${said('nights: clauses')}</h2>
<div class="box"><table>${head('nights: clause', 'nights: now', 'nights: red-since', 'nights: red', 'nights: inconclusive')}
${clauses.map(
  ({ clause, verdict, redSince, nights: asked, red, inconclusive }) =>
    html`<tr><td><b>${clause}</b> <span class="soft">${isClauseId(clause) ? clauseNameOf(clause, words) : ''}</span></td><td class="${redSince === undefined ? '' : 'bad'}">${labelOf(verdict)}</td><td>${redSince === undefined ? '–' : day(redSince)}</td><td>${red} / ${asked}</td><td>${inconclusive} / ${asked}</td></tr>`,
)}</table></div>
<h2>${said('nights: measured')}</h2>
<div class="box"><table>${head('nights: clause', 'nights: subject', 'nights: values')}
${measurements.map(
  ({ clause, subject, seen }) =>
    html`<tr><td><b>${clause}</b></td><td>${subject}</td><td>${seen.slice(0, 5).map((one) => html`<div><code>${one.seen}</code> <span class="soft">${said('nights: since', { since: day(one.since) })}</span></div>`)}</td></tr>`,
)}</table></div>
</main>
</body>
</html>
`}`;
}
