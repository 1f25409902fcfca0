import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf } from '../schemas/contracts.ts';
import { capabilities } from '../specs/capabilities.ts';
import type { Capability } from '../specs/capability.ts';
import { clauseUnder, isClauseId } from '../specs/clauses/catalogue.ts';
import { sentencesOf } from './sentences.ts';

const rows = Object.entries(sentencesOf().capabilities);

test('every capability says in whole sentences what it opens, how a black box has it, and the next move', () => {
  for (const [name, { opens, blackBox, nextMove }] of rows)
    for (const text of [opens, blackBox, nextMove]) assert.match(text, /^[^\s.](?!.*(\s{2}|\.\.$|\s\.$)).*\.$/u, `${name}: ${text}`);
});

/** Capabilities whose clauses are owed only where they are given, so that a should may be all that they open. */
const onlyWhereGiven: ReadonlySet<string> = new Set(['countsRefunds', 'startsRefunds']);

test('an optional capability opens no must, and an owed one that names clauses opens one', () => {
  for (const [name, { opens }] of rows) {
    const { party, standing } = capabilities[name as Capability];
    // A party cannot do wrongly what it does not do.
    if (standing === 'feature') continue;
    const [profile] = contractOf(party === 'key-use' ? 'omise' : 'deposits-v3').profiles;
    const levels = [...opens.matchAll(/[A-Z]{3}-\d{2,3}/g)]
      .map(([id]) => id)
      .filter(isClauseId)
      .map((id) => clauseUnder(profile, id).level);
    if (standing === 'optional') assert.ok(!levels.includes('must'), name);
    else if (levels.length > 0 && !onlyWhereGiven.has(name)) assert.ok(levels.includes('must'), name);
  }
});
