import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { unlessOnPath } from '../../self-test/program-on-path.ts';
import type { XDateVectors } from '../types/date.ts';
import type { RefundDecisions } from '../types/refund-sums.ts';
import type { IdempotencyDecisions } from '../types/replay.ts';
import type { NotificationSchedule } from '../types/retry-schedule.ts';
import type { SignatureVectors } from '../types/signature.ts';
import type { DateWindowDecisions } from '../types/window.ts';

const folder = new URL('../contracts/deposits-v3/', import.meta.url);
const rooms = [new URL('./', import.meta.url), new URL('vectors/', folder), new URL('tables/', folder)];
const generators = rooms.flatMap((room) =>
  readdirSync(room)
    .filter((name) => name.endsWith('.generate.py'))
    .map((name) => new URL(name, room)),
);

/** A JSON file of the contract's folder, trusted to have its shape: the schemas are held against it elsewhere. */
function read<Shape>(path: string): Shape {
  return JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as Shape;
}

const signature = read<SignatureVectors>('vectors/signature.json');
const date = read<XDateVectors>('vectors/date.json');
const window = read<DateWindowDecisions>('tables/window.json');
const replay = read<IdempotencyDecisions>('tables/replay.json');
const refundSums = read<RefundDecisions>('tables/refund-sums.json');
const retrySchedule = read<NotificationSchedule>('tables/retry-schedule.json');

const ambiguityIds: ReadonlySet<string> = new Set(
  [...readFileSync(new URL('ambiguities.yaml', folder), 'utf8').matchAll(/^ {2}- id: (\w+)$/gm)].map(([, id = '']) => id),
);

/** A calculation of its own: the law of these vectors must not be our code. */
function hashOf(vector: SignatureVectors['vectors'][number]): string {
  const key =
    vector.apiSignatureHex === undefined ? Buffer.from(vector.apiSignature ?? '', 'utf8') : Buffer.from(vector.apiSignatureHex, 'hex');
  return createHmac('sha256', key)
    .update(Buffer.from(vector.xDate, 'latin1'))
    .update(Buffer.from(vector.xLogin, 'latin1'))
    .update(Buffer.from(vector.bodyBase64, 'base64'))
    .digest('hex');
}

test('every expected hash is HMAC-SHA-256 over date, login and body', () => {
  for (const vector of signature.vectors) assert.equal(hashOf(vector), vector.expectedHash, vector.id);
});

test('a signature vector is valid if and only if its authorization is the scheme and the expected hash', () => {
  for (const { id, authorization, expectedHash, result } of signature.vectors) {
    assert.equal(result === 'valid', authorization === `D24 ${expectedHash}`, id);
  }
});

test('every acceptable signature vector has the right hash in another spelling, or one over converted text (C40)', () => {
  for (const { id, authorization, ambiguity, expectedHash, result } of signature.vectors) {
    if (result !== 'acceptable' || ambiguity === 'C40') continue;
    assert.equal(authorization.split(' ')[1]?.toLowerCase(), expectedHash, id);
  }
});

test('the text beside a body is that body', () => {
  for (const { id, bodyBase64, bodyText } of signature.vectors) {
    if (bodyText !== undefined) assert.equal(Buffer.from(bodyText, 'utf8').toString('base64'), bodyBase64, id);
  }
});

test('header values hold one character per byte', () => {
  for (const { id, xLogin, xDate, authorization } of signature.vectors) {
    for (const value of [xLogin, xDate, authorization]) assert.equal(Buffer.from(value, 'latin1').toString('latin1'), value, id);
  }
});

test('the agreed vectors are all there, and at least a hundred more', () => {
  const ids = new Set(signature.vectors.map(({ id }) => id));
  const agreed = [
    ...Array.from({ length: 17 }, (_, index) => `V${index + 1}`),
    ...Array.from({ length: 8 }, (_, index) => `N${index + 1}`),
  ];
  for (const id of agreed) assert.ok(ids.has(id), id);
  assert.ok(ids.size >= agreed.length + 100);
});

test('every accepted date is one that Date reads alike', () => {
  for (const { id, xDate, epochMs, result } of date.vectors) {
    if (result === 'valid') assert.equal(Date.parse(xDate), epochMs, id);
  }
});

test('a date vector is valid only in the documented form', () => {
  for (const { id, xDate, result } of date.vectors) {
    if (result === 'valid') assert.match(xDate, /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$/, id);
    if (result === 'acceptable') assert.doesNotMatch(xDate, /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-5][0-9]Z$/, id);
  }
});

test('the difference of a window case decides it', () => {
  for (const { id, serverMs, xDate, toleranceMs, differenceMs, decision } of window.cases) {
    assert.equal(Date.parse(xDate) - serverMs, differenceMs, id);
    assert.equal(decision, Math.abs(differenceMs) > toleranceMs ? 'outside' : 'inside', id);
  }
});

test('a window case without an ambiguity is clear of the edge by the resolution of X-Date, or far from it', () => {
  for (const { id, differenceMs, decision, ambiguity } of window.cases) {
    if (ambiguity !== undefined) assert.ok(Math.abs(differenceMs) > 4000 && Math.abs(differenceMs) <= 6000, id);
    else if (decision === 'outside') assert.ok(Math.abs(differenceMs) > 5500, id);
    else assert.ok(Math.abs(differenceMs) < 4500, id);
  }
});

test('every replay serves an answer of an earlier call that was executed, and every body has a text', () => {
  for (const { id, steps } of replay.cases) {
    const executed = new Set<string>();
    for (const step of steps) {
      if ('ends' in step) continue;
      assert.ok(step.body in replay.bodies, `${id} ${step.call}`);
      if (step.expected === 'replayed') assert.ok(executed.has(step.answerOf ?? ''), `${id} ${step.call}`);
      if (step.expected === 'executed') executed.add(step.call);
      if (step.acceptable !== undefined) assert.equal(step.acceptable[0], step.expected, `${id} ${step.call}`);
    }
  }
});

test('every call that stays open is ended, once', () => {
  for (const { id, steps } of replay.cases) {
    const opened = steps.flatMap((step) => ('call' in step && step.staysOpen ? [step.call] : []));
    const ended = steps.flatMap((step) => ('ends' in step ? [step.ends] : []));
    assert.deepEqual(ended.toSorted(), opened.toSorted(), id);
  }
});

test('no sequence of refunds goes beyond its deposit', () => {
  for (const { id, deposit, refunded, remaining } of refundSums.cases) {
    assert.ok(cents(refunded) >= 0n && cents(remaining) >= 0n, id);
    assert.equal(cents(refunded) + cents(remaining), cents(deposit.amount), id);
  }
});

/** A decimal text with at most two decimals in hundredths. */
function cents(amount: string): bigint {
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(2, '0'));
}

test('the attempts of a notification lie at the documented gaps', () => {
  for (const { id, attemptMinutes, furtherMinutes, acceptableFurtherMinutes, answers } of retrySchedule.cases) {
    assert.deepEqual(attemptMinutes, [0, 5, 30, 155, 780].slice(0, attemptMinutes.length), id);
    assert.deepEqual(acceptableFurtherMinutes[0], furtherMinutes, id);
    const before = answers.slice(0, attemptMinutes.length + furtherMinutes.length - 1);
    assert.ok(
      before.every((answer) => typeof answer === 'string' || answer < 200 || answer > 299),
      `${id}: a 2XX ends the schedule`,
    );
  }
});

for (const [name, stated, entries, flags] of [
  ['signature vectors', signature.numberOfVectors, signature.vectors, signature.flags],
  ['date vectors', date.numberOfVectors, date.vectors, date.flags],
  ['window cases', window.numberOfCases, window.cases, window.flags],
  ['replay cases', replay.numberOfCases, replay.cases, replay.flags],
  ['refund cases', refundSums.numberOfCases, refundSums.cases, refundSums.flags],
  ['retry cases', retrySchedule.numberOfCases, retrySchedule.cases, retrySchedule.flags],
] as const) {
  test(`${name}: ids are unique, flags are explained and used, ambiguities exist`, () => {
    assert.equal(entries.length, stated);
    assert.equal(new Set(entries.map(({ id }) => id)).size, entries.length);
    const used = new Set(entries.flatMap((entry) => entry.flags));
    assert.deepEqual([...used].toSorted(), Object.keys(flags).toSorted());
    for (const { id, ambiguity } of entries.flatMap(ambiguous)) assert.ok(ambiguityIds.has(ambiguity), `${id}: ${ambiguity}`);
  });
}

/** The ambiguities that an entry or its steps name. */
function ambiguous(entry: { readonly id: string; readonly ambiguity?: string; readonly steps?: readonly object[] }) {
  return [entry, ...(entry.steps ?? [])].flatMap((part) =>
    'ambiguity' in part && typeof part.ambiguity === 'string' ? [{ id: entry.id, ambiguity: part.ambiguity }] : [],
  );
}

test('every JSON file has a generator and a schema, and the other way round', () => {
  for (const room of rooms) {
    const names = readdirSync(room);
    const stems = (suffix: string) => names.filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
    const files = names
      .filter((name) => name.endsWith('.json') && !name.endsWith('.schema.json'))
      .map((name) => name.slice(0, -'.json'.length));
    assert.deepEqual(stems('.generate.py').toSorted(), files.toSorted());
    assert.deepEqual(stems('.schema.json').toSorted(), files.toSorted());
  }
});

for (const generator of generators) {
  const stem = generator.href.slice(0, -'.generate.py'.length);
  test(`${stem.slice(stem.lastIndexOf('/') + 1)}.json is what its generator makes, byte for byte`, {
    skip: unlessOnPath(process.env.PATH, 'python3'),
  }, () => {
    const run = spawnSync('python3', ['-B', fileURLToPath(generator)], { maxBuffer: 64 * 1024 * 1024 });
    assert.equal(run.status, 0, run.stderr.toString('utf8'));
    assert.ok(
      run.stdout.equals(readFileSync(new URL(`${stem}.json`))),
      'the file is not what its generator makes: run the generator again',
    );
  });
}
