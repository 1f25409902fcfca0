import type { Listed } from './self-tested-party.ts';

/** @returns the map of the self-test as a table: per fault the clauses that must fail, and others that may. All others must not. */
export function faultMap(parties: Readonly<Record<string, { readonly listed: readonly Listed[] }>>): string {
  const rows = Object.entries(parties).flatMap(([party, { listed }]) =>
    listed
      .filter(({ kind }) => kind === 'fault')
      .map(({ id, breaks, mayBreak }) => `| ${party} | ${id} | ${breaks.join(', ')} | ${mayBreak.join(', ')} |\n`),
  );
  return `| party | fault | must fail | may fail |\n|---|---|---|---|\n${rows.join('')}`;
}
