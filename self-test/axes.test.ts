import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AxisValue } from '../arbitraries/axes/axis.ts';
import { axes } from '../arbitraries/axes/catalogue.ts';
import { isWeakOracle } from '../core/verdict/verdict.ts';
import { said } from '../language/sentences.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { Coverage } from '../specs/types/report.ts';
import { interpretationsVariants } from './conforming/provider/interpretations.ts';
import { roadVariants } from './conforming/provider/road.ts';
import { travelVariants } from './conforming/provider/travel.ts';
import { caughtBy, type SelfTestSettings, selfTestStart } from './matrix.ts';
import { ask, provider } from './parties.ts';

const field = (name: string, value: string) => said('with-field', { name, value });
const query = (text: string) => said('with-query', { text });

/** Name of a value of an axis → the provider's fault that only this value reveals. */
const faultOfValue: Readonly<Record<string, string>> = {
  [said('travel-packets', { bytes: 3 })]: 'hash-over-first-packet',
  [said('travel-chunks', { bytes: 3 })]: 'small-chunks-hashed-otherwise',
  [said('travel-chunks-extended')]: 'trailers-end-verification',
  [said('travel-expect-waiting')]: 'hash-before-100-continue',
  [said('travel-expect-at-once')]: 'expectation-excuses-signature',
  [said('travel-old-version')]: 'old-http-unverified',
  [said('travel-new-connection')]: 'first-call-of-connection-unverified',
  [said('travel-after-refused')]: 'refusal-kept-by-connection',
  [said('travel-pipelined')]: 'pipelined-calls-unverified',
  [said('travel-other-merchant')]: 'account-kept-by-connection',
  [field('Accept-Encoding', 'gzip')]: 'zipped-answers-unverified',
  [field('Accept-Encoding', 'br, zstd;q=0.5')]: 'brotli-answers-unverified',
  [field('Accept-Encoding', 'identity')]: 'plain-answers-refused',
  [field('Accept-Encoding', 'deflate')]: 'deflate-said-and-not-done',
  [field('Accept-Encoding', '*')]: 'any-coding-unsaid',
  [field('Accept-Charset', 'iso-8859-1')]: 'answers-in-preferred-charset',
  [field('X-Requested-With', 'XMLHttpRequest')]: 'keys-of-scripts-apart',
  [field('Accept', 'application/json')]: 'keys-of-anything-apart-from-json',
  [field('Accept', 'text/html, */*;q=0.1')]: 'browsers-unverified',
  [field('Accept', 'application/xml, application/json;q=0.9')]: 'xml-readers-unverified',
  [field('Accept-Language', 'pt-BR, pt;q=0.8')]: 'languages-hashed',
  [field('User-Agent', 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0')]: 'browser-names-unverified',
  [field('Connection', 'close')]: 'last-calls-unverified',
  [field('Content-Type', 'application/json; charset=utf-8')]: 'charsets-hashed',
  [field('Content-Type', 'application/json;charset="UTF-8"')]: 'quoted-charsets-hashed',
  [field('Content-Type', 'Application/JSON; charset=UTF-8')]: 'capital-charsets-hashed',
  [said('node-six-times')]: 'mistakes-put-right-are-forgiven',
  [said('node-beside-own')]: 'keys-after-equal-reads-ignored',
  [said('node-beside-other-merchant')]: 'headers-of-merchant-before',
  [said('node-beside-second-environment')]: 'keys-of-environment-before',
  [said('slash-behind-path')]: 'slashed-reads-signed-over-object',
  [said('two-slashes-behind-path')]: 'double-slash-behind-unguarded',
  [said('two-slashes-in-front-of-path')]: 'double-slash-in-front-unguarded',
  [said('two-slashes-inside-path')]: 'double-slash-inside-unguarded',
  [said('path-parameter-behind-path')]: 'path-parameters-unguarded',
  [said('path-parameter-inside-path')]: 'path-parameters-inside-unguarded',
  [said('path-in-capitals')]: 'capitals-unguarded',
  [said('path-in-capitals-behind-first-segment')]: 'capitals-behind-version-unguarded',
  [said('first-segment-left-out')]: 'paths-without-version-unguarded',
  [said('suffix-behind-path')]: 'suffixes-unguarded',
  [query('v=1')]: 'unknown-queries-unguarded',
  [query('format=json')]: 'queries-of-format-unguarded',
  [query('_method')]: 'queries-of-method-unguarded',
  [query('debug=true')]: 'queries-of-debug-unguarded',
  [said('escaped-letter-in-path')]: 'escaped-letters-unguarded',
  [said('letter-escaped-twice-in-path')]: 'letters-escaped-twice-unguarded',
  [said('escaped-slash-in-path')]: 'escaped-slashes-unguarded',
  [said('backslash-in-path')]: 'backslashes-unguarded',
  [said('escaped-space-behind-path')]: 'escaped-spaces-unguarded',
  [said('absolute-form')]: 'absolute-form-unguarded',
  [said('with-method', { name: 'HEAD' })]: 'head-reads-unguarded',
  [said('with-method', { name: 'OPTIONS' })]: 'options-read-unguarded',
  [said('with-reading-method', { lines: 'HEAD' })]: 'head-creates-unguarded',
  [said('with-reading-method', { lines: 'GET' })]: 'get-creates-unguarded',
  [said('with-reading-method', { lines: 'GET, X-HTTP-Method-Override: POST' })]: 'overridden-gets-create-unguarded',
  [field('X-HTTP-Method-Override', 'GET')]: 'overridden-reads-unguarded',
  [field('X-HTTP-Method-Override', 'OPTIONS')]: 'overridden-preflights-unguarded',
  [field('X-HTTP-Method', 'GET')]: 'methods-of-another-field-unguarded',
  [said('dot-segment-in-path')]: 'dot-segments-unguarded',
  [said('way-back-in-path')]: 'ways-back-unguarded',
  [said('way-back-with-parameter-in-path')]: 'ways-back-with-parameters-unguarded',
  [said('escaped-way-back-in-path')]: 'escaped-ways-back-unguarded',
};

const contract = contractOf();
const settings: SelfTestSettings = { contract, profile: contract.profiles[0], seed: 1, scale: 0.3, startAt: selfTestStart };
const testsOf = (clauses: readonly ClauseId[]) => provider.tests(contract).filter(({ clause }) => clauses.includes(clause));
const values = axes.flatMap((axis) => axis.values.slice(1).map((value) => ({ axis, value })));
const faultOf = (name: string) => provider.faults.find(({ id }) => id === faultOfValue[name]);

/** Conforming providers that choose whether they take a value. */
const choosing = [
  { id: 'none' },
  ...roadVariants,
  ...travelVariants,
  ...interpretationsVariants.filter(({ id }) => id === 'slash-behind-refused'),
];

/** Value → conforming providers that allow it and that refuse it, in the tests of a rule that has to accept and of one that has to refuse. */
async function taken(): Promise<Readonly<Record<'along-axis' | 'along-axis-refused', ReadonlyMap<string, string>>>> {
  const found = { 'along-axis': new Map<string, string>(), 'along-axis-refused': new Map<string, string>() };
  for (const variant of choosing) {
    const { outcomes } = await ask(provider, settings, variant, testsOf(['SIG-01', 'AUT-01']));
    const seen = outcomes.flatMap(({ observations }) => observations.filter((each) => !isWeakOracle(each)));
    for (const how of ['along-axis', 'along-axis-refused'] as const) {
      for (const { axis, value } of values) {
        const subject = said(how, { axis: axis.name });
        const isNamed = seen.some((each) => each.subject === subject && `, ${each.seen}, `.includes(`, ${value.name}, `));
        if (isNamed && !found[how].has(value.name)) found[how].set(value.name, variant.id);
      }
    }
  }
  return found;
}

/** Why no conforming provider refuses a value, or all do: a GET or HEAD where another method acts gets 405, which is judged (END-05). */
function settled({ owed, needs = [] }: AxisValue): string | undefined {
  return owed ? 'none: every server has to take it' : needs.includes('act') && needs.length === 1 ? 'all: 405' : undefined;
}

test('each value of an axis has a fault of its own', () => {
  assert.deepEqual(
    values.filter(({ value }) => faultOf(value.name) === undefined).map(({ value }) => value.name),
    [],
  );
  assert.deepEqual(
    Object.keys(faultOfValue).filter((name) => values.every(({ value }) => value.name !== name)),
    [],
  );
});

test('each value has a conforming provider that allows it and one that refuses it, unless every server has to take it', async (t) => {
  const { 'along-axis': allowed, 'along-axis-refused': refused } = await taken();
  for (const { axis, value } of values) {
    const refusing = settled(value) ?? refused.get(value.name);
    t.diagnostic(
      [axis.name, value.name, `fault: ${faultOfValue[value.name]}`, `allowed: ${allowed.get(value.name)}`, `refused: ${refusing}`].join(
        ' | ',
      ),
    );
  }
  const lacking = (taken: ReadonlyMap<string, string>) => values.filter(({ value }) => !taken.has(value.name)).map(({ value }) => value);
  assert.deepEqual(lacking(allowed), []);
  assert.deepEqual(
    lacking(refused).filter((value) => settled(value) === undefined),
    [],
  );
});

test('a clause that is asked along the axes has a cell for each value that one of its operations can have', async () => {
  const kept: Coverage[] = [];
  const covered = { ...settings, recorded: (_: unknown, coverage: Coverage | undefined) => kept.push(...(coverage ? [coverage] : [])) };
  await ask(provider, covered, { id: 'none' }, testsOf(['SIG-02']));
  const [{ axes: cells = [] } = {}] = kept;
  assert.deepEqual(
    values.map(({ axis, value }) => `${axis.name}: ${value.name}`).sort(),
    cells.map(({ axis, value }) => `${axis}: ${value}`).sort(),
  );
  for (const { judged, exercised, reason, ...cell } of cells)
    assert.equal(judged + exercised === 0, reason !== undefined, JSON.stringify(cell));
  assert.ok(cells.filter(({ judged }) => judged > 0).length > values.length / 2);
});

test('the value that shows a breach counts as judged', async () => {
  const kept: Coverage[] = [];
  const covered = { ...settings, recorded: (_: unknown, coverage: Coverage | undefined) => kept.push(...(coverage ? [coverage] : [])) };
  const name = field('Accept', 'application/xml, application/json;q=0.9');
  const fault = faultOf(name);
  assert.ok(fault);
  await ask(provider, covered, fault, testsOf(['SIG-02']));
  const cell = kept.flatMap(({ axes: cells = [] }) => cells).find(({ value }) => value === name);
  assert.deepEqual([cell?.reason, (cell?.judged ?? 0) > 0], [undefined, true]);
});

test('without a value some clause misses its fault (long)', async () => {
  for (const { axis, value } of values) {
    const fault = faultOf(value.name);
    assert.ok(fault?.breaks, value.name);
    const without = axes.map((each) => (each === axis ? { ...each, values: each.values.filter((one) => one !== value) as never } : each));
    const [found, left] = [
      caughtBy(await ask(provider, settings, fault, testsOf(fault.breaks))),
      caughtBy(await ask(provider, { ...settings, axes: without }, fault, testsOf(fault.breaks))),
    ];
    assert.ok(
      found.some((clause) => !left.includes(clause)),
      `${value.name}: ${fault.id}`,
    );
  }
});
