import { statementOf } from '../language/sentences.ts';
import type { ClauseTest } from './clause-test.ts';

/** Which clause tests a run asks. */
export interface Selection {
  /** Clause ids; all where none are named. */
  readonly clauses?: readonly string[];
  /** A regular expression over `CLAUSE operation: statement`. */
  readonly grep?: string;
  /** Clauses that are not asked, whatever the rest says. */
  readonly excluded?: readonly { readonly clause: string }[];
}

/**
 * The tests that a selection names, in the order of the catalogue.
 * @param words what the contract calls things
 */
export function selected<Test extends Pick<ClauseTest<never>, 'clause' | 'operation'>>(
  tests: readonly Test[],
  { clauses, grep, excluded }: Selection,
  words: Readonly<Record<string, string>>,
): readonly Test[] {
  const pattern = grep === undefined ? undefined : new RegExp(grep, 'i');
  return tests.filter(({ clause, operation }) => {
    if (excluded?.some((one) => one.clause === clause)) return false;
    if (clauses !== undefined && !clauses.includes(clause)) return false;
    return pattern === undefined || pattern.test(`${clause} ${operation?.id ?? ''}: ${statementOf(clause, words)}`);
  });
}
