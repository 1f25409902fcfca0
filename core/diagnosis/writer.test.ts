import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import type { SerialiserVectors } from '../../specs/types/serialisers.ts';
import { parseJson } from '../json.ts';
import { writers } from './writer.ts';

const vectors = JSON.parse(readFileSync(new URL('../../specs/vectors/serialisers.json', import.meta.url), 'utf8')) as SerialiserVectors;
const texts = new Map(vectors.values.map(({ id, json }) => [id, json]));

test('a writer says that it was recorded if and only if it was', () => {
  const recorded = vectors.writers.map(({ id }) => id);
  assert.deepEqual(
    writers
      .filter(({ isRecorded }) => isRecorded)
      .map(({ id }) => id)
      .toSorted(),
    recorded.toSorted(),
  );
});

test('no two writers have one name', () => {
  assert.equal(new Set(writers.map(({ id }) => id)).size, writers.length);
});

for (const { id, written } of vectors.writers) {
  test(`${id}: what the search makes again is what the real one wrote`, () => {
    const writer = writers.find((own) => own.id === id);
    assert.ok(writer !== undefined);
    for (const [value, base64] of Object.entries(written)) {
      const tree = parseJson(texts.get(value) ?? '');
      assert.ok(tree !== undefined, value);
      assert.equal(writer.write(tree), Buffer.from(base64, 'base64').toString('utf8'), value);
    }
  });
}
