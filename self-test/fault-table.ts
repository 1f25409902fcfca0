/** The table of `docs/self-test.md` that says how many faults each must detects, from what the self-test of seed 1 found. */
import { contractOf, shippedContracts } from '../schemas/contracts.ts';
import { clauses } from '../specs/clauses/catalogue.ts';

/** `party fault id` → `CLAUSE came, …`, as `invariants/detected.json` has it. */
type Detected = Readonly<Record<string, string>>;

const begin = '<!-- faults of each must: written by `npm run invariants -- --write` -->\n';
const end = '<!-- end -->';

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
  for (const came of Object.values(detected)) {
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

/** The page with the table of what was detected. */
export function withFaultTable(page: string, detected: Detected): string {
  const [before, rest = ''] = page.split(begin);
  const after = rest.slice(rest.indexOf(end));
  return `${before}${begin}\n| party | family | faults that each must detects |\n|---|---|---|\n${rowsOf(detected).join('')}\n${after}`;
}
