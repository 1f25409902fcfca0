import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeaderLine } from '../exchange.ts';
import { encodeUtf8 } from '../utf8.ts';
import { type SentCreation, Telltales } from './telltales.ts';

/** A creation in which everything is unique, unless set otherwise. */
function creation(
  at: number,
  { headers, gapMs, ...body }: { headers?: readonly HeaderLine[]; gapMs?: number; [member: string]: unknown },
): SentCreation {
  const mark = Math.imul(at + 7, 0x9e3779b1) >>> 0;
  return {
    headers: headers ?? [
      [`x-${mark}`, ''],
      ['User-Agent', `agent ${mark}`],
    ],
    body: encodeUtf8(JSON.stringify({ invoice_id: mark.toString(36).split('').reverse().join(''), amount: mark, ...body })),
    gapMs: gapMs ?? 100 + at,
  };
}

function seen(of: (at: number) => SentCreation, count = 1000) {
  const telltales = new Telltales({ reference: 'invoice_id', key: 'X-Idempotency-Key' });
  for (let at = 0; at < count; at += 1) telltales.add(of(at));
  return telltales.seen();
}

test('creations that have nothing in common reveal nothing', () => {
  assert.deepEqual(
    seen((at) => creation(at, {})),
    { creations: 1000, telltales: [] },
  );
});

test('a nonce is found wherever it is in the id, and a beginning however short', () => {
  assert.deepEqual(seen((at) => creation(at, { invoice_id: `${at}-4f2a9c-${at * 7}` })).telltales, [
    { what: 'invoice-part', name: '-4f2a9c-', share: 1 },
  ]);
  assert.deepEqual(seen((at) => creation(at, { invoice_id: `cs${creation(at, {}).gapMs}` })).telltales.slice(0, 1), [
    { what: 'invoice-part', name: 'cs', share: 1 },
  ]);
});

test('60 % are too many, and less are not', () => {
  const upTo = (most: number) => seen((at) => creation(at, at % 10 < most ? { payer: { email: 'a@shop.example' } } : {}));
  assert.deepEqual(upTo(6).telltales, [{ what: 'member', name: 'payer.email', share: 0.6 }]);
  assert.deepEqual(upTo(5).telltales, []);
});

test('the value of a member is not shown, and another value is another', () => {
  const { telltales } = seen((at) => creation(at, { country: 'BR', test: true, description: `order ${at}` }));
  assert.deepEqual(
    telltales.map(({ name }) => name),
    ['country', 'test'],
  );
});

test('order of lines, User-Agent, key and rate are reported', () => {
  const headers = (at: number): readonly HeaderLine[] => [
    ['X-Date', String(at)],
    ['X-Idempotency-Key', `key-${creation(at, {}).gapMs}`],
  ];
  const found = seen((at) => creation(at, { headers: headers(at), gapMs: 3 })).telltales;
  assert.deepEqual(found.slice(0, 3), [
    { what: 'header-order', name: 'x-date, x-idempotency-key', share: 1 },
    { what: 'user-agent', name: 'none', share: 1 },
    { what: 'key-part', name: 'key-', share: 1 },
  ]);
  assert.deepEqual(found.at(-1), { what: 'haste', name: '50 ms', share: 1 });
});

test('what is common is still known when what is rare was forgotten', () => {
  const { telltales } = seen((at) => creation(at, { currency: 'BRL' }), 10_000);
  assert.deepEqual(telltales, [{ what: 'member', name: 'currency', share: 1 }]);
});

test('bodies that are not JSON objects, or are deep or long, are counted and not read', () => {
  const bodies = ['', '[]', 'null', '{"a":', '['.repeat(20_000), `{"long":"${'x'.repeat(70_000)}"}`];
  const { creations, telltales } = seen((at) => ({ headers: [[`x-${at}`, '']], body: encodeUtf8(bodies[at % bodies.length] ?? '') }), 60);
  assert.equal(creations, 60);
  assert.deepEqual(
    telltales.map(({ what }) => what),
    ['user-agent'],
  );
});
