import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { HeaderLine } from '../core/exchange.ts';
import { amountNear, dice, inManner, invoiceIds, likeness, manner, shopKey } from './shop.ts';

const many = Array.from({ length: 3000 }, (_, at) => at);

/** The share of the most frequent one. */
function greatestShare(all: readonly string[]): number {
  return Math.max(...[...Map.groupBy(all, (one) => one).values()].map(({ length }) => length)) / all.length;
}

test('the same text throws the same dice, and another text others', () => {
  const thrown = (text: string) => {
    const own = dice(text);
    return many.slice(0, 20).map(() => own(1000));
  };
  assert.deepEqual(thrown('a'), thrown('a'));
  assert.notDeepEqual(thrown('a'), thrown('b'));
});

test('order numbers are unique across runs, fit the documented characters, and share no beginning', () => {
  for (const [dashes, fits] of [
    [false, /^[A-Za-z0-9]{15,128}$/],
    [true, /^[A-Za-z0-9_-]{15,128}$/],
  ] as const) {
    const [shape, make] = [dice('seed'), invoiceIds(dashes)];
    // Two runs with one seed.
    const runs = ['one', 'other'].map((nonce) => {
      const own = dice(nonce);
      return many.map(() => make(shape, own));
    });
    const ids = runs.flat();
    assert.equal(new Set(ids).size, ids.length);
    for (const id of ids) assert.match(id, fits);
    assert.ok(greatestShare(ids.map((id) => id.slice(0, 3))) < 0.3);
    assert.ok(greatestShare(ids.map((id) => String(id.length))) < 0.5);
  }
});

test('order numbers fit what the document says of them, by a shorter form where no usual one does', () => {
  for (const fits of [/^.{1,20}$/, /^[A-Z0-9]{1,12}$/, /^[0-9]{1,8}$/])
    for (const dashes of [false, true]) {
      const [shape, own] = [dice('seed'), dice('own')];
      const make = invoiceIds(dashes, (id) => fits.test(id));
      for (const _ of many.slice(0, 300)) assert.match(make(shape, own), fits);
    }
});

test('keys are UUIDs or the hexadecimal digits of one, and of other forms where any form will do', () => {
  const [shape, own] = [dice('shape'), dice('own')];
  for (const _ of many)
    assert.match(shopKey(shape, own, false), /^[0-9a-f]{8}-?[0-9a-f]{4}-?[47]?[0-9a-f]{3,4}-?[0-9a-f]{4}-?[0-9a-f]{12}$/);
  const forms = new Set(many.map(() => shopKey(shape, own, true).replaceAll(/[0-9]/g, '0').length));
  assert.ok(forms.size > 4);
});

test('an amount keeps the digits and the kind of the sample, and is never less', () => {
  const own = dice('amounts');
  for (const sample of [100, 4.9, 99, 0.5, '100.50', '7.00', '29.95', 12_345]) {
    for (const _ of many.slice(0, 200)) {
      const near = amountNear(sample, own);
      assert.equal(typeof near, typeof sample);
      assert.ok(Number(near) >= Number(sample) && Number(near) <= Number(sample) + 100, `${near} of ${sample}`);
      assert.equal(String(near).split('.')[0]?.length, String(sample).split('.')[0]?.length);
      assert.ok((String(near).split('.')[1]?.length ?? 0) <= (String(sample).split('.')[1]?.length ?? 0));
    }
  }
  for (const odd of ['much', null, -1, 1e21, '']) assert.equal(amountNear(odd, own), odd);
});

test('a likeness has the look of the text and is another one', () => {
  assert.match(likeness('stgDemo_X9', dice('a')), /^[a-z]{3}[A-Z][a-z]{3}_[A-Z][0-9]$/);
  assert.notEqual(likeness('stgDemo_X9', dice('a')), 'stgDemo_X9');
});

test('no order of lines and no User-Agent is that of most calls, and every line that is asked for is sent once', () => {
  const asked: readonly HeaderLine[] = [
    ['X-Date', '2026-11-29T12:00:00Z'],
    ['X-Login', 'login'],
    ['Authorization', 'D24 0'],
    ['Content-Type', 'application/json'],
  ];
  const own = dice('own-manner');
  const sent = many.map(() => inManner(manner(own), asked));
  for (const lines of sent) {
    const names = lines.map(([name]) => name.toLowerCase());
    assert.equal(new Set(names).size, names.length);
    for (const [name] of asked) assert.ok(names.includes(name.toLowerCase()));
  }
  assert.ok(greatestShare(sent.map((lines) => lines.map(([name]) => name).join())) < 0.3);
  assert.ok(greatestShare(sent.map((lines) => lines.find(([name]) => name === 'User-Agent')?.[1] ?? '')) < 0.3);
});
