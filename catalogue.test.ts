import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contractOf, shippedContracts } from './schemas/contracts.ts';
import { receiverVariants } from './self-test/conforming/receiver/catalogue.ts';
import { clientFaults } from './self-test/faults/client/catalogue.ts';
import { keyUseFaults } from './self-test/faults/key-use/catalogue.ts';
import { providerFaults } from './self-test/faults/provider/catalogue.ts';
import { receiverFaults } from './self-test/faults/receiver/catalogue.ts';
import { senderFaults } from './self-test/faults/sender/catalogue.ts';
import { withoutFaults } from './self-test/faults/without-faults.ts';

import { type ClauseId, clauses, isClauseId, type KnownClause } from './specs/clauses/catalogue.ts';
import { clientTests } from './suites/client/catalogue.ts';
import { egressTests } from './suites/egress/catalogue.ts';
import { keyUseTests } from './suites/key-use/catalogue.ts';
import { providerTests } from './suites/provider/catalogue.ts';
import { receiverTests } from './suites/receiver/catalogue.ts';
import { senderTests } from './suites/sender/catalogue.ts';

/** One fault can be detected for the wrong reason; other faults show that the clause's test sees the clause. */
const faultsOfAMust = 3;

const tests = [
  ...providerTests(contractOf('deposits-v3')),
  ...receiverTests,
  ...senderTests,
  ...clientTests,
  ...keyUseTests,
  ...egressTests,
];
const faults = [...providerFaults, ...receiverFaults, ...senderFaults, ...clientFaults, ...keyUseFaults];
const asked: ReadonlySet<string> = new Set(tests.map(({ clause }) => clause));

/** Different faults that list the clause among those they break. */
const faultsOf = (clause: ClauseId): number =>
  new Set(faults.filter(({ breaks }) => breaks.includes(clause)).map(({ override }) => override as object)).size;

/** Lists everything that is wrong at once, one line each. */
function none(complaints: readonly string[]): void {
  assert.ok(complaints.length === 0, `\n${complaints.join('\n')}\n`);
}

test('every clause has a clause test', () => {
  none(clauses.flatMap(({ id }) => (asked.has(id) ? [] : [`${id} is in the catalogue, but nothing in suites/ asks it`])));
});

test('every clause test asks a clause that exists', () => {
  none([...asked].flatMap((id) => (isClauseId(id) ? [] : [`suites/ asks ${id}, which is not in specs/clauses/.`])));
});

/** The musts of any profile. */
const isMust = (clause: KnownClause): boolean =>
  shippedContracts.some((id) => contractOf(id).profiles.some((profile) => profile.clauses.get(clause.id)?.level === 'must'));

test('every must has three different faults that break it, or a reason in self-test/faults/without-faults.ts', () => {
  none(
    clauses.flatMap((clause) => {
      const { id } = clause;
      const found = faultsOf(id);
      return !isMust(clause) || found >= faultsOfAMust || withoutFaults[id] !== undefined
        ? []
        : [
            `${id} is a must with ${found} of ${faultsOfAMust} faults: add one to self-test/faults/, or say in self-test/faults/without-faults.ts why there can be none.`,
          ];
    }),
  );
});

test('a reason in self-test/faults/without-faults.ts is needed, and says something', () => {
  none(
    Object.entries(withoutFaults).flatMap(([id, reason]) => {
      const clause = clauses.find((one) => one.id === id);
      if (!clause) return [`self-test/faults/without-faults.ts excuses ${id}, which is not in the catalogue.`];
      if (!isMust(clause)) return [`self-test/faults/without-faults.ts excuses ${id}, which is not a must and needs no fault.`];
      if (faultsOf(clause.id) >= faultsOfAMust)
        return [`self-test/faults/without-faults.ts excuses ${id}, which has its faults: take the entry out.`];
      return reason.trim().length < 20 ? [`self-test/faults/without-faults.ts excuses ${id} without a reason.`] : [];
    }),
  );
});

test('faults break clauses that exist', () => {
  none(
    faults.flatMap(({ id, breaks }) =>
      breaks.flatMap((clause) => (isClauseId(clause) ? [] : [`The fault ${id} breaks ${clause}, which is not in the catalogue.`])),
    ),
  );
});

test('faults and variants of a receiver are about receivers, those of a sender about senders', () => {
  const party = (id: string): string | undefined => clauses.find((one) => one.id === id)?.party;
  none([
    ...senderFaults.flatMap(({ id, breaks }) =>
      breaks.flatMap((clause) => (party(clause) === 'sender' ? [] : [`The sender fault ${id} breaks ${clause}.`])),
    ),
    // Its calls for the status are those of a client.
    ...receiverFaults.flatMap(({ id, breaks }) =>
      breaks.flatMap((clause) =>
        ['receiver', 'client'].includes(party(clause) ?? '') ? [] : [`The receiver fault ${id} breaks ${clause}.`],
      ),
    ),
    ...receiverVariants.flatMap(({ id, warns = [] }) =>
      warns.flatMap((clause) => (party(clause) === 'receiver' ? [] : [`The variant ${id} warns of ${clause}.`])),
    ),
  ]);
});
