import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { providerVariants } from './conforming/provider/catalogue.ts';
import { providerFaults } from './faults/provider/catalogue.ts';

/** Kinds of values and moments → faults of that kind alone, and conforming providers that choose otherwise there. */
const kinds: Readonly<Record<string, { readonly faults: readonly string[]; readonly variants: readonly string[] }>> = {
  'countries and currencies': {
    faults: [
      'another-currency-in-one-country',
      'pesos-shown-in-cents',
      'soles-shown-as-pesos',
      'dollars-are-of-brazil',
      'limit-of-pesos-in-hundreds',
    ],
    variants: ['small-amounts-of-pesos-refused', 'dollars-shown-in-the-local-currency'],
  },
  amounts: {
    faults: [
      'amounts-kept-as-floats',
      'cents-in-32-bits',
      'amount-text-in-hexadecimal',
      'amount-of-a-refund-negative',
      'refunds-summed-in-floats',
    ],
    variants: ['amounts-as-numbers-only', 'amounts-with-two-decimals', 'text-amounts-with-exponents-read', 'deposits-of-nothing-taken'],
  },
  'references and ids of payers': {
    faults: [
      'references-lose-leading-zeros',
      'references-of-any-case-are-one',
      'payers-of-any-case-are-one',
      'amounts-locked-by-their-reference',
    ],
    variants: ['alphanumeric-ids-only', 'used-invoices-accepted', 'used-invoices-answered-by-their-deposit'],
  },
  bodies: {
    faults: [
      'bodies-without-emoji-verify',
      'bodies-without-nulls-verify',
      'bodies-without-unknown-members-verify',
      'decimals-of-numbers-forgiven',
    ],
    variants: ['emoji-in-names-refused', 'duplicates-and-byte-order-marks-accepted'],
  },
  'idempotency keys': {
    faults: [
      'keys-of-seven-characters-ignored',
      'words-for-nothing-ignored',
      'keys-compared-as-numbers',
      'keys-told-by-their-checksum',
      'keys-cut-at-64',
    ],
    variants: ['short-keys-refused', 'long-keys-refused', 'keys-of-uuid-characters-only', 'keys-that-nobody-set-refused'],
  },
  'ids in a path': {
    faults: [
      'ids-read-modulo-32-bits',
      'ids-read-without-their-sign',
      'ids-read-in-octal',
      'ids-read-up-to-their-escape',
      'zero-shows-the-last',
    ],
    variants: ['escapes-in-ids-refused', 'ids-read-as-python-reads-them'],
  },
  texts: {
    faults: ['text-kept-as-latin1', 'names-of-objects-fail-inside', 'long-emoji-fail-inside', 'text-cut-at-thirty-bytes'],
    variants: ['text-kept-composed', 'emoji-in-names-refused', 'long-streets-refused'],
  },
  'parameters and members': {
    faults: ['crypto-not-required', 'language-with-a-region', 'bonus-as-text', 'doubled-parameters-fail-inside'],
    variants: ['exponents-refused-in-queries', 'numbers-read-from-text'],
  },
  'ways of a request': {
    faults: ['hash-without-chunks', 'xml-readers-unverified', 'unknown-queries-unguarded', 'keys-by-spelling-of-path'],
    variants: ['unusual-travel-refused', 'unusual-negotiation-refused', 'spellings-of-paths-served'],
  },
  races: {
    faults: [
      'check-then-insert',
      'other-request-in-flight-is-fresh',
      'another-body-executed-when-it-asks-again',
      'keys-forgotten-once-another-merchant-calls',
    ],
    variants: ['in-flight-waits', 'in-flight-answered-by-409'],
  },
  'moments of a key': {
    faults: [
      'records-written-late',
      'refusals-written-late',
      'keys-freed-by-a-read',
      'keys-freed-by-another-body',
      'key-forgotten-once-replayed',
    ],
    variants: ['failed-keys-in-flight-a-moment-more', 'keys-live-for-an-hour'],
  },
  'moments of a resource': {
    faults: ['completed-deposits-expire', 'refunded-deposits-cancelled', 'refunds-shrink-later', 'every-fifth-read-goes-back'],
    variants: ['refunds-move-on', 'moves-shown-after-a-moment', 'every-other-read-from-a-late-replica'],
  },
};

/** The clauses of a cell: ids, and from one to another of a family. */
function clausesIn(cell: string): readonly string[] {
  return cell.split(', ').flatMap((text) => {
    const [, family = '', from = '', to = from] = /^([A-Z]+)-(\d+)(?: to [A-Z]+-(\d+))?$/.exec(text) ?? [];
    const [first, last] = [Number(from), Number(to)];
    return Array.from({ length: last - first + 1 }, (_, at) => `${family}-${String(first + at).padStart(from.length, '0')}`);
  });
}

const page = readFileSync(new URL('../docs/self-test.md', import.meta.url), 'utf8');
const [, table = ''] = page.split('| kind | what is asked | clauses |\n');
const rows = [...(table.split('\n\n')[0] ?? '').matchAll(/^\| ([a-z][^|]+) \| [^|]+ \| ([^|]+) \|$/gm)].map(
  ([, kind = '', clauses = '']) => ({
    kind,
    clauses: clausesIn(clauses),
  }),
);

test('docs/self-test.md has each kind of value and moment', () => {
  assert.deepEqual(
    rows.map(({ kind }) => kind),
    Object.keys(kinds),
  );
});

for (const { kind, clauses } of rows)
  test(`${kind}: three faults or more that its clauses have to detect, and a conforming provider`, () => {
    const { faults, variants } = kinds[kind] ?? { faults: [], variants: [] };
    const breaking = providerFaults.filter(({ id, breaks }) => faults.includes(id) && breaks.some((clause) => clauses.includes(clause)));
    assert.deepEqual(new Set(breaking.map(({ id }) => id)), new Set(faults));
    assert.ok(new Set(faults).size >= 3);
    assert.deepEqual(new Set(providerVariants.flatMap(({ id }) => (variants.includes(id) ? [id] : []))), new Set(variants));
    assert.ok(variants.length > 0);
  });
