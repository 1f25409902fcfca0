import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { compile } from './validate.ts';

type Members = { readonly [name: string]: unknown };

function read(path: string): Members {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')) as Members;
}

const schemas = ['../specs/vectors/', '../specs/contracts/deposits-v3/vectors/', '../specs/contracts/deposits-v3/tables/'].flatMap((room) =>
  readdirSync(new URL(room, import.meta.url))
    .filter((name) => name.endsWith('.schema.json'))
    .map((name) => `${room}${name}`),
);

test('every vector file and every table has a schema', () => {
  const names = schemas.map((path) => path.split('/').at(-1)?.replace('.schema.json', ''));
  assert.deepEqual(names.sort(), ['date', 'refund-sums', 'replay', 'retry-schedule', 'serialisers', 'signature', 'window']);
});

for (const path of schemas) {
  const data = read(path.replace('.schema.json', '.json'));
  const rows = ['vectors', 'writers', 'cases'].find((name) => name in data) ?? 'none';

  test(`${path.slice('../'.length)} fits its data`, () => {
    assert.deepEqual(compile(read(path))(data), []);
  });

  // A schema that accepts everything would say nothing about the data.
  test(`${path.slice('../'.length)} refuses a row without its id and a row of its own invention`, () => {
    const check = compile(read(path));
    const [first, ...rest] = data[rows] as readonly Members[];
    const { id: _, ...nameless } = first ?? {};
    assert.ok(check({ ...data, [rows]: [nameless, ...rest] }).length > 0);
    assert.ok(check({ ...data, [rows]: [{ ...first, invented: true }, ...rest] }).length > 0);
  });
}
