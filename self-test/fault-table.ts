/** The tables of `docs/self-test.md`: what the harness detects, and how many faults each must detects, from what the self-test of seed 1 found. */
import { contractOf, shippedContracts } from '../schemas/contracts.ts';
import { clauses } from '../specs/clauses/catalogue.ts';

/** `party fault id` → `CLAUSE came, …`, as `invariants/detected.json` has it. */
type Detected = Readonly<Record<string, string>>;

const begin = '<!-- faults of each must: written by `npm run invariants -- --write` -->\n';
const beginFigures = '<!-- figures: written by `npm run invariants -- --write` and `npm run long -- --part mutants --write` -->\n';
const end = '<!-- end -->';

/** How many mutants of our suites were noticed, the last first, as `docs/mutants.json` has it. */
export interface Mutants {
  readonly least: number;
  readonly last: readonly { readonly noticed: number; readonly of: number }[];
}

/** The musts of a shipped contract, in any profile. */
export const musts: ReadonlySet<string> = new Set(
  shippedContracts.flatMap((id) =>
    contractOf(id).profiles.flatMap(({ clauses: judged }) =>
      [...judged].flatMap(([clause, { level }]) => (level === 'must' ? [clause] : [])),
    ),
  ),
);

/** How many faults each clause detected. */
function counted(detected: Detected): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const [name, came] of Object.entries(detected)) {
    // An impostor is a faulty provider in a disguise.
    if (name.startsWith('impostor ')) continue;
    for (const [, clause = ''] of came.matchAll(/(\S+) caught/g)) counts.set(clause, (counts.get(clause) ?? 0) + 1);
  }
  return counts;
}

/** The rows: a family of clauses of one party each. */
function rowsOf(detected: Detected): readonly string[] {
  const counts = counted(detected);
  const families = new Map<string, string[]>();
  for (const { id, party } of clauses) {
    if (!musts.has(id) || !counts.has(id)) continue;
    const family = `${party} | ${id.split('-', 1)[0]}`;
    families.set(family, [...(families.get(family) ?? []), `${id}: ${counts.get(id)}`]);
  }
  return [...families].map(([family, each]) => `| ${family} | ${each.join(', ')} |\n`);
}

/** A page with that table between a comment and the next end. */
function withTable(page: string, comment: string, table: string): string {
  const [before, rest = ''] = page.split(comment);
  return `${before}${comment}\n${table}\n${rest.slice(rest.indexOf(end))}`;
}

/** What was seen, of all parties, with the command that shows it. */
function figuresOf(detected: Detected, { least, last }: Mutants): readonly string[] {
  const all = Object.entries(detected);
  const of = (kind: RegExp): readonly (readonly [string, string])[] => all.filter(([name]) => kind.test(name));
  const caught = (rows: readonly (readonly [string, string])[]): string =>
    `${rows.filter(([, came]) => came.includes(' caught')).length} of ${rows.length}`;
  const impostors = of(/^impostor fault /);
  const honest = of(/^\S+ (?:variant|honest) /);
  const sum = (name: 'noticed' | 'of'): number => last.reduce((total, one) => total + one[name], 0);
  return [
    ...(
      [
        ['provider', 'of the provider'],
        ['client', 'of the client'],
        ['receiver', 'of the receiver'],
        ['sender', 'of the sender'],
        ['key-use', 'of the mails on key use'],
      ] as const
    ).map(
      ([party, what]) =>
        `| faults ${what} | ${caught(of(new RegExp(`^${party} fault `)))} detected | \`npx countersign self-test --role ${party}\` |\n`,
    ),
    ...(impostors.length === 0 ? [] : [`| impostors | ${caught(impostors)} detected | \`npx countersign self-test --role impostor\` |\n`]),
    `| conforming parties | ${honest.filter(([, came]) => came.includes(' ALARM')).length} of ${honest.length} failed | the same commands |\n`,
    last.length === 0
      ? `| mutants of our suites | ${Math.round(least * 100)} % have to be noticed | \`npm run long -- --part mutants\` |\n`
      : `| mutants of our suites | ${sum('noticed')} of the last ${sum('of')} noticed | \`npm run long -- --part mutants\` |\n`,
  ];
}

/** The page with the tables of what was detected. */
export function withFaultTable(page: string, detected: Detected, mutants: Mutants): string {
  const figures = `| what | seen | command |\n|---|---|---|\n${figuresOf(detected, mutants).join('')}`;
  const faults = `| party | family | faults that each must detects |\n|---|---|---|\n${rowsOf(detected).join('')}`;
  return withTable(withTable(page, beginFigures, figures), begin, faults);
}
