import type { Level } from '../../specs/clause.ts';
import type { Waiver } from '../../specs/types/report.ts';

/** The members of a broken clause with which a waiver is compared. */
export interface Breach {
  readonly clause: string;
  /** The operation, where the clause was asked of one. */
  readonly subject?: string;
  /** The code of what was seen. */
  readonly reason?: string;
  /** How the breaking request differs from the accepted control. */
  readonly difference?: string;
}

/** The longest time until the end of a waiver, days from today. */
export const longestWaiverDays = 180;

/**
 * Whether a waiver is impossible: a broken must about signatures or idempotency, or a forged or repeated notification that releases an order, lets
 * money go out twice.
 */
export function cannotBeWaived(clause: string, level: Level): boolean {
  return level === 'must' && (/^(?:SIG|IDM)-/.test(clause) || clause === 'RCV-01' || clause === 'RCV-03');
}

/** Whether a waiver is about this breach. A member of `match` that is absent matches everything. */
export function matches({ clause, match = {} }: Pick<Waiver, 'clause' | 'match'>, breach: Breach): boolean {
  return (
    clause === breach.clause &&
    (match.operation === undefined || match.operation === breach.subject) &&
    (match.reason === undefined || match.reason === breach.reason) &&
    (match.difference === undefined || match.difference === breach.difference)
  );
}

/** Whether a waiver has expired. @param day `YYYY-MM-DD` in UTC; the last day of a waiver is `expires` itself */
export function hasExpired({ expires }: Pick<Waiver, 'expires'>, day: string): boolean {
  return expires < day;
}

/**
 * The result of a waiver in a run that began on that day.
 *
 * @param waived the breaches that were waived there
 */
export function stateOf(waiver: Pick<Waiver, 'clause' | 'match' | 'expires'>, waived: readonly Breach[], day: string): Waiver['state'] {
  if (hasExpired(waiver, day)) return 'expired';
  return waived.some((breach) => matches(waiver, breach)) ? 'used' : 'unused';
}
