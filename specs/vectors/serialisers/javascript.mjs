// Writes what JavaScript makes of each value: node javascript.mjs < values.json > javascript.json
import { readFileSync } from 'node:fs';

const values = JSON.parse(readFileSync(0, 'utf8'));

function sorted(value) {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((name) => [name, sorted(value[name])]),
  );
}

const writers = {
  'JavaScript JSON.stringify(value)': (value) => JSON.stringify(value),
  'JavaScript JSON.stringify(value, null, 2)': (value) => JSON.stringify(value, null, 2),
  'JavaScript JSON.stringify(value, null, 4)': (value) => JSON.stringify(value, null, 4),
  "JavaScript JSON.stringify(value, null, '\\t')": (value) => JSON.stringify(value, null, '\t'),
  'JavaScript JSON.stringify(value), members sorted': (value) => JSON.stringify(sorted(value)),
};

const written = {};
for (const [id, write] of Object.entries(writers)) {
  written[id] = {};
  for (const { id: value, json } of values) written[id][value] = Buffer.from(write(JSON.parse(json)), 'utf8').toString('base64');
}
process.stdout.write(
  `${JSON.stringify({ language: 'JavaScript', versions: { node: process.versions.node, v8: process.versions.v8 }, written }, null, 1)}\n`,
);
