import type { Resource } from '../../specs/types/resources.ts';

/** What resources.yaml says about the statuses of a resource. */
export type Life = Pick<Resource, 'statuses' | 'transitions'>;

/** A status by its newer name, where it has two (C22). */
function newerName({ statuses }: Life, status: string): string {
  return statuses.find((row) => row.status === status)?.newerName ?? status;
}

function moves(life: Life, from: string, to: string, isOurs: (by: Life['transitions'][number]['by']) => boolean): boolean {
  const same = (one: string | undefined, other: string): boolean => one !== undefined && newerName(life, one) === newerName(life, other);
  return life.transitions.some((move) => isOurs(move.by) && same(move.from, from) && move.to.some((each) => same(each, to)));
}

/** Whether a resource may go from one status to another in one step. Unknown statuses have no next one, and staying is not a step. */
export function mayMove(life: Life, from: string, to: string): boolean {
  return moves(life, from, to, (by) => by !== 'panel');
}

/** Whether a person at the panel of the test environment may set this status. */
export function panelMay(life: Life, from: string, to: string): boolean {
  return moves(life, from, to, (by) => by === 'panel');
}

/** Whether no status follows this one, on which all interpretations agree. */
export function isFinal({ statuses }: Pick<Life, 'statuses'>, status: string): boolean {
  return statuses.some((row) => row.status === status && row.final === true);
}
