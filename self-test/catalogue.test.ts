import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { clientVariants } from './conforming/client/catalogue.ts';
import { keyUseVariants } from './conforming/key-use/catalogue.ts';
import { providerVariants } from './conforming/provider/catalogue.ts';
import { receiverVariants } from './conforming/receiver/catalogue.ts';
import { senderVariants } from './conforming/sender/catalogue.ts';
import { clientFaults } from './faults/client/catalogue.ts';
import { keyUseFaults } from './faults/key-use/catalogue.ts';
import { providerFaults } from './faults/provider/catalogue.ts';
import { receiverFaults } from './faults/receiver/catalogue.ts';
import { senderFaults } from './faults/sender/catalogue.ts';

/** Every catalogue by its folder. */
const catalogues: Readonly<Record<string, readonly { readonly id: string }[]>> = {
  'conforming/client': clientVariants,
  'conforming/key-use': keyUseVariants,
  'conforming/provider': providerVariants,
  'conforming/receiver': receiverVariants,
  'conforming/sender': senderVariants,
  'faults/client': clientFaults,
  'faults/key-use': keyUseFaults,
  'faults/provider': providerFaults,
  'faults/receiver': receiverFaults,
  'faults/sender': senderFaults,
};

const foldersIn = (folder: string): readonly string[] =>
  readdirSync(join(import.meta.dirname, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? [`${folder}/${entry.name}`] : [],
  );

test('every folder of families has a catalogue', () => {
  assert.deepEqual([...foldersIn('conforming'), ...foldersIn('faults')].sort(), Object.keys(catalogues).sort());
});

for (const [folder, counterparts] of Object.entries(catalogues)) {
  // An import that the catalogue does not spread is an unused name, which the compiler refuses.
  test(`${folder}: every family is in the catalogue`, () => {
    const catalogue = readFileSync(join(import.meta.dirname, folder, 'catalogue.ts'), 'utf8');
    const families = readdirSync(join(import.meta.dirname, folder)).filter((name) => name !== 'catalogue.ts');
    assert.deepEqual(
      families.filter((family) => !catalogue.includes(` from './${family}';`)),
      [],
    );
  });

  test(`${folder}: no two entries have one id, and every id is kebab-case`, () => {
    const ids = counterparts.map(({ id }) => id);
    assert.deepEqual(
      ids.filter((id, at) => ids.indexOf(id) !== at),
      [],
    );
    assert.deepEqual(
      ids.filter((id) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(id)),
      [],
    );
  });
}
