import { said } from '../../language/sentences.ts';

/**
 * Why a program failed, with the variables that we removed.
 *
 * @param member where the configuration gives a program its variables
 */
export function withTakenOut(why: string, takenOut: readonly string[], member: string): string {
  return takenOut.length === 0 ? why : `${why} ${said('variables-taken-out', { names: takenOut.join(', '), member })}`;
}
