const xDateForm = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})Z$/;

/** How a date compares with the clock that judges it (CLK-01…03). */
export type Window = 'inside' | 'behind' | 'ahead';

/** Days from 1970-01-01 to a day of the proleptic Gregorian calendar, or undefined when the calendar has no such day. */
function daysSinceEpoch(year: number, month: number, day: number): number | undefined {
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1];
  if (length === undefined || day < 1 || day > length) return undefined;
  // Years are counted from March, so that the leap day is the last one. Date.UTC would read the years 0–99 as 1900–1999.
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/**
 * An instant as an X-Date: UTC, whole seconds (the begun one), a literal Z, as seed A's example `2020-06-21T12:33:20Z`.
 * @param ms milliseconds since the epoch
 * @throws RangeError outside the years 0000–9999
 */
export function formatXDate(ms: number): string {
  const iso = new Date(Math.floor(ms / 1000) * 1000).toISOString();
  if (iso.length !== 24) throw new RangeError(`No X-Date can spell the year of ${ms} ms since the epoch`);
  return `${iso.slice(0, 19)}Z`;
}

/**
 * An X-Date as milliseconds since the epoch, or undefined when its 20 characters are not exactly the documented form or name no real instant (CLK-04):
 * no offset, no fraction, no lower-case letters, no other digits, no day that the month lacks, no hour 24, no second 60.
 */
export function parseXDate(text: string): number | undefined {
  // Without the u and i flags \d is only 0–9, and $ without m is the very end: a trailing line feed is refused. Date.parse would accept too much.
  const parts = text.length === 20 ? xDateForm.exec(text) : null;
  if (parts === null) return undefined;
  const [year, month, day, hour, minute, second] = parts.slice(1).map(Number) as [number, number, number, number, number, number];
  const days = daysSinceEpoch(year, month, day);
  if (days === undefined || hour > 23 || minute > 59 || second > 59) return undefined;
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000;
}

/**
 * How a date compares with a clock (CLK-01…03). Seed A blocks a difference of *more than* the tolerance, in either direction: exactly the tolerance
 * is inside (C4).
 *
 * @param dateMs the date, ms since the epoch
 * @param nowMs the judging clock, ms since the epoch
 * @param toleranceMs the tolerance, ms (5000 in seed A)
 */
export function windowOf(dateMs: number, nowMs: number, toleranceMs: number): Window {
  if (nowMs - dateMs > toleranceMs) return 'behind';
  if (dateMs - nowMs > toleranceMs) return 'ahead';
  return 'inside';
}

/** An instant as the Date field of an answer: IMF-fixdate, whole seconds (RFC 9110 §5.6.7; CLK-09). */
export function httpDate(ms: number): string {
  return new Date(ms).toUTCString();
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const dayNames = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const imfFixdate = new RegExp(
  `^${dayNames}, (?<day>\\d{2}) (?<month>[A-Z][a-z]{2}) (?<year>\\d{4}) (?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2}) GMT$`,
);
const asctime = new RegExp(
  `^${dayNames} (?<month>[A-Z][a-z]{2}) (?<day>[ \\d]\\d) (?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2}) (?<year>\\d{4})$`,
);

/**
 * A Date field as milliseconds since the epoch, or undefined: IMF-fixdate, or the obsolete asctime form (RFC 9110 §5.6.7). The third form has a year
 * of two digits, which only a clock could complete; it is not read. The name of the day is not compared with the day.
 */
export function parseHttpDate(text: string): number | undefined {
  const parts = (imfFixdate.exec(text) ?? asctime.exec(text))?.groups;
  if (parts === undefined) return undefined;
  const days = daysSinceEpoch(Number(parts.year), months.indexOf(parts.month ?? '') + 1, Number(parts.day));
  const [hour, minute, second] = [Number(parts.hour), Number(parts.minute), Number(parts.second)];
  // The form allows a leap second; it is counted as the second after it.
  if (days === undefined || hour > 23 || minute > 59 || second > 60) return undefined;
  return (((days * 24 + hour) * 60 + minute) * 60 + second) * 1000;
}
