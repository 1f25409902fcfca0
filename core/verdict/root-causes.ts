/** The members of a clause that decide its place among the causes. */
export interface Failed {
  readonly id: string;
  /** `open` could not be judged because of what the party does. */
  readonly state: 'failed' | 'warned' | 'open';
}

/** What a clause depends on: by clause, those that break it too, and those without which it cannot be judged. */
interface Depends {
  readonly brokenWith: ReadonlyMap<string, readonly string[]>;
  readonly judgedAfter: ReadonlyMap<string, readonly string[]>;
}

/** A clause to correct first, and those that may then be right. */
export interface RootCause {
  readonly clause: string;
  readonly dependents: readonly string[];
}

const gravity = { failed: 2, warned: 1, open: 0 } as const;

/**
 * Broken clauses in the order in which to correct them: those that depend on no other broken one, the failed before the warned, each with all that
 * depend on it. Every broken clause is in the result exactly once.
 * An open one is there where it depends on a broken one. A failure never depends on a warning.
 *
 * @param clauses what is broken or open, in the order of the plan
 */
export function rootCauses(clauses: readonly Failed[], { brokenWith, judgedAfter }: Depends): readonly RootCause[] {
  const broken = new Map(clauses.filter(({ state }) => state !== 'open').map((one) => [one.id, one]));
  const rootOf = (one: Failed, passed: readonly string[]): string => {
    const rows = one.state === 'open' ? judgedAfter : brokenWith;
    const cause = (rows.get(one.id) ?? [])
      .map((id) => broken.get(id))
      .find((before) => before !== undefined && !passed.includes(before.id) && gravity[before.state] >= gravity[one.state]);
    return cause === undefined ? one.id : rootOf(cause, [...passed, cause.id]);
  };
  const roots = new Map(clauses.map((one) => [one.id, rootOf(one, [one.id])]));
  return [...broken.values()]
    .filter(({ id }) => roots.get(id) === id)
    .sort((a, b) => gravity[b.state] - gravity[a.state])
    .map(({ id: clause }) => ({
      clause,
      dependents: clauses.map(({ id }) => id).filter((id) => id !== clause && roots.get(id) === clause),
    }));
}
