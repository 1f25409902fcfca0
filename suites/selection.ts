import { said, statementOf } from '../language/sentences.ts';
import type { Contract } from '../schemas/contract.ts';
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

/** What a clause is asked of, where it is not asked of all at once: an operation, or a late moment of the run. */
export function subjectOf({ operation, late }: Pick<ClauseTest<never>, 'operation' | 'late'>): string | undefined {
  return operation?.id ?? (late && said(late));
}

/**
 * The tests that a selection names of the clauses that the contract judges, in the order of the catalogue.
 */
export function selected<Test extends Pick<ClauseTest<never>, 'clause' | 'operation' | 'late'>>(
  tests: readonly Test[],
  { clauses, grep, excluded }: Selection,
  { words, clauses: judged }: Pick<Contract, 'words' | 'clauses'>,
): readonly Test[] {
  const pattern = grep === undefined ? undefined : new RegExp(grep, 'i');
  return tests.filter((test) => {
    const { clause } = test;
    if (!judged.has(clause)) return false;
    if (excluded?.some((one) => one.clause === clause)) return false;
    if (clauses !== undefined && !clauses.includes(clause)) return false;
    return pattern === undefined || pattern.test(`${clause} ${subjectOf(test) ?? ''}: ${statementOf(clause, words)}`);
  });
}
