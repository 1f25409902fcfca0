import fc from 'fast-check';
import { formatXDate } from '../core/contract/clock.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { said } from '../language/sentences.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** What is certain about the window for X-Date; all in ms. */
export interface WindowKnowledge {
  /** The tolerance: 5000 in seed A. */
  readonly toleranceMs: number;
  /** What cannot be known: the one-second resolution of X-Date and the measured uncertainty (CLK-01…03). */
  readonly marginMs: number;
}

/** Offsets of an X-Date from the judging clock in ms, by side: those behind are negative. */
export interface OutsideOffsets {
  readonly behind: fc.Arbitrary<number>;
  readonly ahead: fc.Arbitrary<number>;
}

/**
 * How far an X-Date is from the clock, in ms, by mistakes of units, zones and calendars: minutes, quarter-hour zones (São Paulo, Kolkata, Kathmandu,
 * Eucla), days, years, and the periods after which counters of 32 bits overflow.
 */
export const mistakenOffsets: readonly number[] = [
  minute,
  5 * minute,
  15 * minute,
  30 * minute,
  hour,
  3 * hour,
  5 * hour + 30 * minute,
  5 * hour + 45 * minute,
  8 * hour + 45 * minute,
  12 * hour,
  14 * hour,
  day,
  30 * day,
  365 * day,
  2 ** 32,
  2 ** 32 * second,
];

/**
 * Offsets at which an X-Date is clearly outside the window (CLK-01, CLK-02), most of them close to its edge. An X-Date has whole seconds, rounded
 * down, and so moves up to 1 s back: the margin has to cover that second too.
 *
 * @param nowMs the judging clock, ms since the epoch; when given, 1970 and the last day of 9999 are included, which are offsets from now
 */
export function outsideOffsets({ toleranceMs, marginMs }: WindowKnowledge, nowMs?: number): OutsideOffsets {
  const nearest = Math.ceil(toleranceMs + marginMs) + 1;
  const far = mistakenOffsets.filter((ms) => ms > nearest);
  const side = (sign: 1 | -1, farthest: number | undefined) =>
    fc.oneof(
      { weight: 4, arbitrary: fc.integer({ min: nearest, max: nearest + 2 * second }).map((ms) => sign * ms) },
      { weight: 1, arbitrary: fc.integer({ min: nearest, max: Math.max(nearest, day) }).map((ms) => sign * ms) },
      { weight: 3, arbitrary: fc.constantFrom(...[nearest, ...far].map((ms) => sign * ms), ...(farthest === undefined ? [] : [farthest])) },
    );
  return {
    behind: side(-1, nowMs === undefined ? undefined : -nowMs),
    ahead: side(1, nowMs === undefined ? undefined : Date.UTC(9999, 11, 31) - nowMs),
  };
}

/**
 * Offsets in ms at which an X-Date is clearly inside the window (CLK-03), on both sides, many of them at its edges.
 *
 * @throws RangeError when the margin is greater than the tolerance: nothing is clearly inside then, and the clause cannot be judged
 */
export function insideOffsets({ toleranceMs, marginMs }: WindowKnowledge): fc.Arbitrary<number> {
  const farthest = Math.floor(toleranceMs - marginMs);
  if (farthest < 0) throw new RangeError(`Nothing is clearly inside ${toleranceMs} ms when ${marginMs} ms are uncertain`);
  const near = Math.min(farthest, second);
  return fc.oneof(
    fc.constantFrom(0, farthest, -farthest, near, -near).map((ms) => ms + 0),
    fc.integer({ min: -farthest, max: farthest }),
  );
}

/** An X-Date as latin1 text, valid in a header field, and how it was made. */
export interface DateText {
  readonly text: string;
  readonly kind: string;
}

interface Fields {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

function fieldsOf(ms: number): Fields {
  const at = new Date(ms);
  return {
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
  };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function spell(at: Fields): string {
  return `${String(at.year).padStart(4, '0')}-${two(at.month)}-${two(at.day)}T${two(at.hour)}:${two(at.minute)}:${two(at.second)}Z`;
}

/** How many days a month has; month 0 is the December before. */
function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The text with other digits, as UTF-8 bytes read as latin1: that is their form in a header field. */
function withDigits(text: string, zero: number): string {
  const other = text.replaceAll(/[0-9]/g, (digit) => String.fromCodePoint(zero + Number(digit)));
  return String.fromCharCode(...encodeUtf8(other));
}

function dayOfYear(at: Fields): number {
  return Math.round((Date.UTC(at.year, at.month - 1, at.day) - Date.UTC(at.year, 0, 1)) / day) + 1;
}

/** The ISO 8601 week date of a day, as `2026-W47-6`. */
function weekDate(at: Fields): string {
  const midnight = Date.UTC(at.year, at.month - 1, at.day);
  const weekday = new Date(midnight).getUTCDay() || 7;
  // A week belongs to the year of its Thursday.
  const thursday = fieldsOf(midnight + (4 - weekday) * day);
  return `${thursday.year}-W${two(Math.ceil(dayOfYear(thursday) / 7))}-${weekday}`;
}

const persianCalendar = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
});

/** Year, month and day of the Persian calendar (CLDR), as a client in that locale would print them. */
function persianDay(ms: number): Pick<Fields, 'year' | 'month' | 'day'> {
  const parts = persianCalendar.formatToParts(ms);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  return { year: part('year'), month: part('month'), day: part('day') };
}

/**
 * Texts for X-Date that are refused by every interpretation (CLK-04), although most of them mean *now* to a lenient reader: a reader that adds up
 * hour 41, or completes a short year, must be detected by the form and not by the window.
 * To be made when they are sent: the same kinds in the same order at any time.
 *
 * @param nowMs the judging clock, ms since the epoch, within the years 1970–9998
 * @param right the date of now in the form of the contract
 */
export function impossibleDates(nowMs: number, right: string = formatXDate(nowMs)): readonly DateText[] {
  const now = fieldsOf(nowMs);
  // Second 60 may be a leap second and 24:00:00 the end of a day: a second later both are wrong by every interpretation, and still now.
  const later = fieldsOf(now.second === 0 ? nowMs + second : nowMs);
  const ofLater = (back: number) =>
    fieldsOf(Date.UTC(later.year, later.month - 1, later.day, later.hour, later.minute, later.second) - back);
  const iso = formatXDate(nowMs);
  const dayBefore = ofLater(day);
  const hourBefore = ofLater(hour);
  const minuteBefore = ofLater(minute);
  const lastMonth = now.month === 1 ? { year: now.year - 1, month: 12 } : { year: now.year, month: now.month - 1 };
  const monthLength = daysIn(now.year, now.month);
  const persian = persianDay(nowMs);
  return [
    { kind: said('kind-hour-above-24'), text: spell({ ...dayBefore, hour: dayBefore.hour + 24 }) },
    { kind: said('kind-minute-60-or-more'), text: spell({ ...hourBefore, minute: hourBefore.minute + 60 }) },
    { kind: said('kind-second-above-60'), text: spell({ ...minuteBefore, second: minuteBefore.second + 60 }) },
    {
      kind: said('kind-day-beyond-the-month'),
      text: spell({ ...now, ...lastMonth, day: daysIn(lastMonth.year, lastMonth.month) + now.day }),
    },
    { kind: said('kind-month-above-12'), text: spell({ ...now, year: now.year - 1, month: now.month + 12 }) },
    { kind: said('kind-30-february'), text: spell({ ...now, month: 2, day: 30 }) },
    { kind: said('kind-31-in-a-month-of-30-days'), text: spell({ ...now, month: 11, day: 31 }) },
    { kind: said('kind-day-32'), text: spell({ ...now, day: 32 }) },
    {
      kind: said('kind-day-00'),
      text: spell(now.day === monthLength && now.month < 12 ? { ...now, month: now.month + 1, day: 0 } : { ...now, day: 0 }),
    },
    { kind: said('kind-month-00'), text: spell(now.month === 12 ? { ...now, year: now.year + 1, month: 0 } : { ...now, month: 0 }) },
    { kind: said('kind-year-of-two-digits'), text: iso.slice(2) },
    { kind: said('kind-arabic-indic-digits'), text: withDigits(right, 0x660) },
    { kind: said('kind-persian-digits'), text: withDigits(right, 0x6f0) },
    { kind: said('kind-devanagari-digits'), text: withDigits(right, 0x966) },
    { kind: said('kind-fullwidth-digits'), text: withDigits(right, 0xff10) },
    { kind: said('kind-buddhist-year'), text: spell({ ...now, year: now.year + 543 }) },
    { kind: said('kind-year-of-the-japanese-era'), text: spell({ ...now, year: now.year - 2018 }) },
    { kind: said('kind-persian-calendar'), text: spell({ ...now, ...persian }) },
    { kind: said('kind-no-z'), text: iso.slice(0, -1) },
    { kind: said('kind-a-space-for-the-t'), text: iso.replace('T', ' ') },
    { kind: said('kind-slashes'), text: iso.replaceAll('-', '/') },
    { kind: said('kind-day-first'), text: `${two(now.day)}-${two(now.month)}-${now.year}${iso.slice(10)}` },
    { kind: said('kind-date-alone'), text: iso.slice(0, 10) },
    { kind: said('kind-time-alone'), text: iso.slice(11) },
    { kind: said('kind-rfc-1123'), text: new Date(nowMs).toUTCString() },
    { kind: said('kind-seconds-since-the-epoch'), text: String(Math.floor(nowMs / second)) },
    { kind: said('kind-milliseconds-since-the-epoch'), text: String(Math.floor(nowMs)) },
    { kind: said('kind-in-quotes'), text: `"${right}"` },
    { kind: said('kind-a-letter-behind'), text: `${right}x` },
    { kind: said('kind-behind-a-word-and-a-comma'), text: `yesterday, ${right}` },
    { kind: said('kind-behind-an-old-date-and-a-comma'), text: `${spell(fieldsOf(nowMs - hour))}, ${right}` },
    { kind: said('kind-before-a-comma-and-an-old-date'), text: `${right}, ${spell(fieldsOf(nowMs - hour))}` },
    { kind: said('kind-before-a-comma-and-a-word'), text: `${right}, yesterday` },
    { kind: said('kind-percent-encoded'), text: iso.replaceAll(':', '%3A') },
    { kind: said('kind-the-pattern-itself'), text: "yyyy-MM-dd'T'HH:mm:ssZ" },
    { kind: said('kind-the-word-now'), text: 'now' },
    { kind: said('kind-the-word-null'), text: 'null' },
    { kind: said('kind-a-day-that-does-not-exist'), text: '0000-00-00T00:00:00Z' },
    { kind: said('kind-letters'), text: 'yesterday' },
    { kind: said('kind-empty'), text: '' },
  ];
}

/** The text of an instant with a fixed offset from UTC in minutes, as `-03:00`. */
function withOffset(nowMs: number, minutes: number, separator: string): string {
  const local = formatXDate(nowMs + minutes * minute).slice(0, -1);
  const size = Math.abs(minutes);
  return `${local}${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${separator}${two(size % 60)}`;
}

/**
 * Spellings of now that the documents neither promise nor exclude by name, most of them other forms of ISO 8601 (CLK-05; C3, C5): their answers are
 * recorded. The leap second is that of the current minute, and so up to a minute away from now.
 * To be made when they are sent: the same kinds in the same order at any time.
 *
 * @param nowMs the judging clock, ms since the epoch, within the years 1970–9998
 */
export function ambiguousDates(nowMs: number): readonly DateText[] {
  const right = formatXDate(nowMs);
  const bare = right.slice(0, -1);
  const now = fieldsOf(nowMs);
  return [
    { kind: '+00:00', text: `${bare}+00:00` },
    { kind: '-00:00', text: `${bare}-00:00` },
    { kind: '+0000', text: `${bare}+0000` },
    { kind: '+00', text: `${bare}+00` },
    { kind: said('kind-offset-03-00'), text: withOffset(nowMs, -180, ':') },
    { kind: said('kind-offset-0300'), text: withOffset(nowMs, -180, '') },
    { kind: said('kind-offset-05-30'), text: withOffset(nowMs, 330, ':') },
    { kind: said('kind-milliseconds-000'), text: `${bare}.000Z` },
    { kind: said('kind-milliseconds'), text: new Date(nowMs).toISOString() },
    { kind: said('kind-microseconds'), text: `${bare}.000000Z` },
    { kind: said('kind-a-comma-before-the-milliseconds'), text: `${bare},000Z` },
    { kind: said('kind-lower-case-t'), text: right.replace('T', 't') },
    { kind: said('kind-lower-case-z'), text: `${bare}z` },
    { kind: said('kind-lower-case-t-and-z'), text: right.toLowerCase() },
    { kind: said('kind-utc-for-z'), text: `${bare}UTC` },
    { kind: said('kind-no-separators'), text: right.replaceAll(/[-:]/g, '') },
    { kind: said('kind-week-date'), text: `${weekDate(now)}${right.slice(10)}` },
    { kind: said('kind-day-of-the-year'), text: `${now.year}-${String(dayOfYear(now)).padStart(3, '0')}${right.slice(10)}` },
    { kind: said('kind-year-of-six-digits'), text: `+00${right}` },
    { kind: said('kind-no-seconds'), text: `${right.slice(0, 16)}Z` },
    { kind: said('kind-leap-second'), text: `${formatXDate(Math.floor(nowMs / minute) * minute - minute).slice(0, 17)}60Z` },
  ];
}
