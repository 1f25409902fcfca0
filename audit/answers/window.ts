import { parseHttpDate } from '../../core/contract/clock.ts';
import { headerValue } from '../../core/exchange.ts';
import type { Answered } from './history.ts';

/** How far the date may be from the provider's clock, ms. */
export function toleranceOf({ operation }: Answered): number {
  return operation.dateToleranceMs ?? 0;
}

/** The second that the resolution of a date cuts off, ms. */
const resolutionMs = 1000;

/** How late a Date may be when it is sent, ms: common servers update it by a timer, once a second. */
const latenessMs = 1000;

/** X-Date and Date of one call, ms since the epoch; undefined where either cannot be read, or the answer is a cached copy. */
function datesOf({ datedAt: at, operation, response: { headers } }: Answered): { readonly at: number; readonly date: number } | undefined {
  const date = parseHttpDate(headerValue(headers, 'date') ?? '');
  const isJudged = operation.dateToleranceMs !== undefined;
  return !isJudged || at === undefined || date === undefined || headerValue(headers, 'age') !== undefined ? undefined : { at, date };
}

/**
 * Where an X-Date was in the window by the Date of its own answer, which is up to two seconds old when it is sent and no older than the request:
 * clearly inside, or clearly not.
 * So each call is judged by the clock that it met, whichever node answered and whenever its clock was set.
 */
export function within(answered: Answered): 'inside' | 'behind' | 'ahead' | undefined {
  const dates = datesOf(answered);
  if (dates === undefined) return undefined;
  const { at, date } = dates;
  const toleranceMs = toleranceOf(answered);
  const earliest = date - tookMs(answered);
  const latest = date + resolutionMs + latenessMs;
  if (earliest - at > toleranceMs + resolutionMs) return 'behind';
  if (at - latest > toleranceMs + resolutionMs) return 'ahead';
  return latest - at < toleranceMs - resolutionMs && at - earliest < toleranceMs - resolutionMs ? 'inside' : undefined;
}

function tookMs({ seen }: Answered): number {
  return seen.endedAt - seen.startedAt;
}

/** How far an X-Date was ahead of the Date of its answer, at least and at most, as far as the time on the way allows, ms. */
export function insideBounds(answered: Answered): { readonly earliest: number; readonly latest: number } {
  const { at, date } = datesOf(answered) ?? { at: 0, date: 0 };
  return { earliest: at - date - tookMs(answered), latest: at - date + tookMs(answered) };
}

/**
 * Whether the X-Dates of two accepted requests were further apart, each from the Date of its answer, than the width of the window of any one clock.
 */
export function apart(a: Answered, b: Answered): boolean {
  const [one, two] = [datesOf(a), datesOf(b)];
  if (one === undefined || two === undefined) return false;
  const slackMs = resolutionMs + latenessMs + tookMs(a) + tookMs(b);
  return Math.abs(one.at - one.date - (two.at - two.date)) > 2 * (toleranceOf(a) + resolutionMs) + slackMs;
}
