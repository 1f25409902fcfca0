import { createHash } from 'node:crypto';
import { html } from 'hono/html';
import { said, sentencesOf } from '../language/sentences.ts';
import type { CountersignCertificate } from '../specs/types/certificate.ts';
import { pageHead } from './page-head.ts';
import { prose } from './prose.ts';
import { weakReasons } from './weak.ts';

const style = `
:root{color-scheme:light}
body{margin:0;background:#f6f6f4;color:#1b1d1f;font:15px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:46rem;margin:1.5rem auto;padding:2rem;background:#fff;border:1px solid #d8d8d2;border-radius:10px}
.brand{color:#5c6268;font-weight:600}
h1{margin:.2rem 0 .1rem;font-size:1.9rem;line-height:1.15}
h2{font-size:1rem;margin:1.2rem 0 .3rem}
p{margin:.3rem 0}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:.3rem 1.2rem;margin:1.2rem 0}
dt{color:#5c6268}dd{margin:0;overflow-wrap:anywhere}
ul{margin:0;padding-left:1.1rem}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"Liberation Mono",monospace;font-size:.88em;overflow-wrap:anywhere}
.small{color:#5c6268;font-size:.87rem}
@media (max-width:40rem){main{margin:0;border:0;border-radius:0;padding:1.25rem}dl{grid-template-columns:minmax(0,1fr)}dd{margin-bottom:.4rem}}
@media print{body{background:#fff;font-size:11pt}main{border:0;margin:0;padding:0;max-width:none}@page{margin:18mm}}
`;

/** The fingerprint of a certificate as text that a person can compare: SHA-256 of the envelope, in groups of four hex digits. */
export function textFingerprint(envelope: string): string {
  const hex = createHash('sha256').update(envelope, 'utf8').digest('hex');
  return (hex.match(/.{4}/g) ?? []).join(' ');
}

/** A certificate as one page that prints well, needs no network, and runs no script. */
export function certificatePage({ predicate, subject }: CountersignCertificate, envelope: string): string {
  const words = sentencesOf();
  const { decision, parts, contract, clauses, catalogue, harness, exclusions } = predicate;
  const { label } = words.decisions[decision.name];
  const held = (level: string): string => {
    const own = clauses.filter((clause) => clause.level === level && clause.verdict !== 'not-applicable');
    return said('page: held', { held: own.filter(({ verdict }) => verdict === 'pass').length, all: own.length });
  };
  const target = ({ url, command, environment, keys = [] }: (typeof parts)[number]['target']): string =>
    [command ?? url, `(${environment})`, ...keys.map(({ login, role, fingerprint }) => `${login ?? role}#${fingerprint}`)].join(' ');
  const judged = clauses.filter(({ level }) => level !== 'observe');
  const notApplicable = judged.filter(({ verdict }) => verdict === 'not-applicable').map(({ id }) => id);
  const exceptions = [
    ...judged
      .filter(({ verdict }) => verdict !== 'pass' && verdict !== 'not-applicable')
      .map(({ id, verdict }) => `${id}: ${words.verdicts[verdict].label}`),
    ...weakReasons(
      judged.flatMap(({ id, level, weak }) => (weak === undefined || level === 'observe' ? [] : [{ clause: id, level, why: weak }])),
    ).map(({ why, clauses: weakly }) => `${weakly.map(({ clause }) => clause).join(', ')}: ${said('page: weakly', { why })}`),
    ...parts
      .flatMap((part) => part.waivers ?? [])
      .map(
        ({ clause, owner, reason, expires }) => `${clause}: ${words.words.waived} ${reason} (${owner}, ${words.words.until} ${expires})`,
      ),
    ...exclusions.map(({ clause, owner, reason }) => `${clause}: ${words.gateReasons.excluded} ${reason} (${owner})`),
  ];
  const instant = (text: string): string => text.replace('T', ' ').replace(/\.\d+Z$/, ' UTC');
  const rows: readonly (readonly [string, string])[] = [
    ...parts.map((part) => [part.parties.map((party) => words.parties[party]).join(', '), target(part.target)] as const),
    [words.page.contract, `${contract.title} ${contract.version}, ${predicate.profile}`],
    [said('page: musts'), held('must')],
    [said('page: shoulds'), held('should')],
    ...(notApplicable.length === 0 ? [] : [[words.verdicts['not-applicable'].label, notApplicable.join(', ')] as const]),
    [said('page: run'), `${instant(predicate.startedAt)} – ${instant(predicate.endedAt)}, ${words.page.seed} ${predicate.seed}`],
    [said('page: valid'), instant(predicate.validUntil)],
    [said('page: catalogue'), said('page: version', { version: catalogue.version })],
    [said('page: harness'), `Countersign ${harness.version}, ${harness.build}`],
    [said('page: report'), subject[0]?.digest.sha256 ?? ''],
    [said('page: fingerprint'), textFingerprint(envelope)],
  ];
  const title = `${said('page: title')} · ${label}`;
  return `${html`${pageHead(`${title} · Countersign`, style)}
<body>
<main>
<p class="brand">Countersign · ${said('page: title')}</p>
<h1>${label}</h1>
<p>${words.words.level} ${decision.level}. ${said(predicate.attestation === 'operator' ? 'page: operator' : 'page: self-attested')}.</p>
<dl>${rows.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>
<h2>${said('page: exceptions')}</h2>
${exceptions.length === 0 ? html`<p>${said('page: none')}</p>` : html`<ul>${exceptions.map((one) => html`<li>${one}</li>`)}</ul>`}
<p class="small">${said('page: limit')}</p>
<p class="small">${prose(said('page: how'))}</p>
</main>
</body>
</html>
`}`;
}
