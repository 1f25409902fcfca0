import { parseHttpDate } from '../../core/contract/clock.ts';
import { headerValue } from '../../core/exchange.ts';
import type { SeenRequest } from './request.ts';

/** A time that answers gave the client: how far it is ahead of the true time. */
interface GivenDate {
  readonly aheadMs: number;
  /** Whether it was the time of the server. A client does not have to believe another one. */
  readonly isRight: boolean;
  /** When it was first and last given, by the true time. */
  readonly since: number;
  until: number;
}

/** The times that a client was given, oldest first. Equal ones are one entry. */
export type GivenDates = GivenDate[];

/** Dates have whole seconds, and answers travel: a smaller difference is the same time, ms. */
const alikeMs = 2000;

/** How many different times are kept: a client that was given others since has no reason to use an older one. */
const mostKept = 100;

/** The true time at which a request came. */
export function trueTimeOf({ startedAt, trueAt = startedAt }: SeenRequest): number {
  return trueAt;
}

/** Keeps the time that an answer gave. How an `Age` counts is open: with it and without it are two times. */
export function heardDate(dates: GivenDates, seen: SeenRequest, withinMs: number): void {
  const { answer, startedAt, endedAt, where } = seen;
  if (answer.kind === 'none' || where !== 'configured') return;
  const { headers } = answer.response;
  const date = parseHttpDate(headerValue(headers, 'date') ?? '');
  if (date === undefined) return;
  const at = endedAt + trueTimeOf(seen) - startedAt;
  const age = Number(headerValue(headers, 'age') ?? Number.NaN);
  for (const time of Number.isFinite(age) ? [date, date + age * 1000] : [date]) {
    const isRight = Number.isNaN(age) && Math.abs(time - endedAt) <= withinMs;
    const aheadMs = time - at;
    const last = dates.at(-1);
    if (last?.isRight === isRight && Math.abs(last.aheadMs - aheadMs) <= alikeMs) last.until = Math.max(last.until, at);
    else dates.push({ aheadMs, isRight, since: at, until: at });
  }
  dates.splice(0, dates.length - mostKept);
}

/**
 * Whether a date that is this far ahead of the true time is one that the client was given, and may still use: until a right one has come, and the
 * time for using the old one is over.
 */
export function isGiven(dates: GivenDates, aheadMs: number, at: number, recoveryMs: number, fits: (offMs: number) => boolean): boolean {
  return dates.some((given, index) => {
    if (given.since > at || !fits(aheadMs - given.aheadMs)) return false;
    const right = dates.slice(index + 1).find(({ isRight, since }) => isRight && since > given.since);
    return right === undefined || at - right.since <= recoveryMs;
  });
}
