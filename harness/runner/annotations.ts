import type { ClauseTest } from '../../suites/clause-test.ts';
import { type Role, roles } from './run-file.ts';

/** An annotation of a Playwright test. */
interface Annotation {
  readonly type: string;
  readonly description?: string;
}

/** What a registered test is about. */
export interface About {
  readonly role: Role;
  readonly clause: string;
  /** The id of the operation that a generated test is about. */
  readonly operation?: string;
}

/** Tags and annotations of a clause test: the report takes its clause from them, also where the test crashed. */
export function detailsOf(
  role: Role,
  { clause, operation }: Pick<ClauseTest<never>, 'clause' | 'operation'>,
): { tag: string[]; annotation: { type: string; description: string }[] } {
  return {
    tag: [`@${clause}`, ...(operation ? [`@${operation.id}`] : [])],
    annotation: [
      { type: 'party', description: role },
      { type: 'clause', description: clause },
      ...(operation ? [{ type: 'operation', description: operation.id }] : []),
    ],
  };
}

/**
 * What a test is about, by its annotations.
 * @throws Error for a test that `detailsOf` did not describe
 */
export function aboutOf(annotations: readonly Annotation[]): About {
  const described = (type: string): string | undefined => annotations.find((one) => one.type === type)?.description;
  const role = roles.find((one) => one === described('party'));
  const clause = described('clause');
  const operation = described('operation');
  if (role === undefined || clause === undefined) throw new Error('A test has no annotations of party and clause.');
  return { role, clause, ...(operation === undefined ? {} : { operation }) };
}
