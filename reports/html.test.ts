import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { weakOracle } from '../core/verdict/verdict.ts';
import { exampleFacts } from './example.ts';
import { page } from './html.ts';
import { script, stylesheet } from './page-style.ts';
import { buildReport } from './report.ts';
import { summary } from './terminal.ts';
import { validateReport } from './write.ts';

const written = await page(buildReport(exampleFacts()));

test('the page needs no network: its policy forbids it, and nothing in it points outside', () => {
  assert.match(written, /http-equiv="Content-Security-Policy" content="default-src (?:'|&#39;)none/);
  for (const [, url = ''] of written.matchAll(/(?:src|href)="([^"]*)"/g)) assert.match(url, /^(#|data:)/, url);
  assert.doesNotMatch(written, /@import|url\(/);
});

test('the policy admits exactly the style and the script of the page', () => {
  const digests = [...written.matchAll(/sha256-([A-Za-z0-9+/=]+)(?:'|&#39;)/g)].map(([, digest]) => digest);
  const contents = [/<style>([\s\S]*?)<\/style>/, /<script>([\s\S]*?)<\/script>/].map((element) => element.exec(written)?.[1] ?? '');
  assert.deepEqual(contents, [stylesheet, script]);
  assert.deepEqual(
    digests,
    contents.map((content) => createHash('sha256').update(content).digest('base64')),
  );
  assert.doesNotMatch(written, / style="| on[a-z]+="/);
});

test('data of the target cannot become markup', () => {
  assert.ok(written.includes('&lt;script&gt;alert(\\&quot;1\\&quot;)&lt;/script&gt;'));
  assert.equal(written.match(/<script/g)?.length, 1);
  assert.doesNotMatch(written, /\u202e/);
});

test('notes, subjects and owners are escaped too', async () => {
  const markup = '<img src=x onerror=alert(1)>"\'&\u001b[2J\u202e\u009b\u0000\r';
  const facts = exampleFacts();
  const [first] = facts.outcomes;
  assert.ok(first !== undefined);
  const outcomes = [
    {
      ...first,
      subject: markup,
      note: markup,
      verdict: 'harness-error' as const,
      observations: [
        { subject: markup, seen: markup },
        { ambiguity: 'C4' as const, subject: markup, seen: markup },
      ],
    },
  ];
  const report = buildReport({
    ...facts,
    outcomes,
    clauses: facts.clauses.filter(({ id }) => id === first.clause || id === 'IPA-03'),
    excluded: [{ clause: 'IPA-03', owner: markup, reason: markup }],
    target: { url: 'https://127.0.0.1/', environment: markup, adapter: markup },
  });
  const shown = await page(report);
  assert.doesNotMatch(shown, /<img/);
  // Nor can it turn the direction of writing, or hide.
  assert.doesNotMatch(shown.replaceAll('\n', ''), /[\p{Cc}\p{Cf}]/u);
  assert.match(shown, /\\u\{202e\}/);
});

test('the decision comes first, then the next step, then the clauses that it hangs on', () => {
  const main = written.slice(written.indexOf('<main>'));
  const order = [
    '<h1 id="decision">Not certified</h1>',
    'Correct the first failed clause',
    'href="#SIG-02"',
    'href="#AUT-03"',
    '<dl class="facts">',
    '<table>',
    'id="SIG-02"',
  ];
  const places = order.map((part) => main.indexOf(part));
  assert.ok(!places.includes(-1), String(places));
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
});

test('what is open has a place of its own below what broke, with its exchanges', () => {
  const at = written.indexOf('id="inconclusive"');
  assert.ok(at > written.indexOf('id="broken"'));
  const article = written.slice(written.indexOf('id="TLS-01"', at));
  assert.match(article.slice(0, article.indexOf('</article>')), /\/v3\/banks[\s\S]*403[\s\S]*&lt;i&gt;/);
});

test('the scope says how many clauses a weak oracle judged, and nothing where none did', async () => {
  const facts = exampleFacts();
  const outcomes = facts.outcomes.map((outcome) =>
    outcome.clause === 'END-01' ? { ...outcome, observations: [weakOracle('deposits not counted', 'add recipes.countDeposits')] } : outcome,
  );
  const shown = await page(buildReport({ ...facts, outcomes }));
  assert.match(shown, / judged, 1 of them by a weak oracle, /);
  // A must is shown with the decision.
  assert.match(shown.slice(shown.indexOf('<h1'), shown.indexOf('<dl class="facts">')), /END-01[\s\S]*add recipes\.countDeposits/);
  assert.doesNotMatch(written, /weak oracle/);
});

test('every link on the page has its target', () => {
  const ids = new Set([...written.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id));
  for (const [, id] of written.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.has(id), `#${id}`);
});

test('what was made at the target is listed, and what may have been made is, too', async () => {
  const created = [
    { path: '/v3/deposits', invoiceId: 'invcs1', id: '3000000001' },
    { path: '/v3/refunds', invoiceId: '<b>lost</b>' },
  ];
  const report = buildReport(exampleFacts({ created }));
  assert.deepEqual(validateReport(report), []);
  const shown = await page(report);
  assert.match(shown, /3000000001/);
  assert.match(shown, /invcs1/);
  assert.match(shown, /&lt;b&gt;lost/);
  assert.match(summary(report, [], { color: false }), /: 2 \(report\.json, created\)/);
});

test('the cells of coverage are summed by operation, and those that stayed open are named', async () => {
  const cell = { operation: 'banks', judged: 0, exercised: 0 };
  const statuses = [
    { ...cell, of: '200', judged: 2 },
    { ...cell, of: '404', reason: 'not-asked' as const },
    { ...cell, of: '429', reason: 'provider-limit' as const },
  ];
  const axes = [{ clause: 'SIG-01', axis: 'travel', value: 'chunked', judged: 0, exercised: 0, reason: 'not-asked' as const }];
  const keywords = [{ ...cell, of: 'query country type', as: 'met' as const }];
  const shown = await page(buildReport(exampleFacts({ coverage: { axes, statuses, keywords, headers: [] } })));
  const section = /<section aria-labelledby="coverage">([\s\S]*?)<\/section>/.exec(shown)?.[1] ?? '';
  assert.match(section, /<code>banks<\/code> <span>1 judged, 0 exercised only, 1 out of reach, 1 not asked<\/span><small>404<\/small>/);
  assert.match(section, /<code>SIG-01<\/code> <span>[^<]*1 not asked<\/span><small>chunked<\/small>/);
  assert.match(section, /<small>query country type met<\/small>/);
  assert.doesNotMatch(written, /aria-labelledby="coverage"/);
});
