import { formatXDate, httpDate, parseHttpDate, parseXDate } from '../contract/clock.ts';
import { formattedDates, patternSlips } from './date-format.ts';
import type { DateForm, Mistake, Variant } from './mistake.ts';
import { mistake, right } from './mistake.ts';
import { equalBytes, latin1, utf8 } from './octets.ts';
import { regionalDates } from './regional-date.ts';

const minute = 60_000;
/** How far a second clock reading, or a retry with the old date, may be from the header. A date that was kept with its signature may be older. */
const secondsAround = 300;
const secondsKept = 3600;
/** West of Greenwich as far as Baker Island, east as far as Kiribati; a header in local time and a message in UTC differ by the negative. */
const widestOffset = 14 * 60;
const quarterHour = 15;

/** Offsets that a zone has today, in minutes, beside the whole hours: the ones tried together with another mistake. */
const oddOffsets: ReadonlySet<number> = new Set([-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765]);

/** Offsets of the zones that most merchants of these APIs live in, in hours: tried first together with another mistake. */
const frequentOffsets: ReadonlySet<number> = new Set([-8, -7, -6, -5, -4, -3, 1, 2, 3, 8].map((hours) => hours * 60));

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const isoForm =
  /^\s*"?(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?:[Tt ]|%20|\+)(\d{2})(?::|%3A)?(\d{2})(?::|%3A)?(\d{2})(?:[.,](\d{1,9}))?\s*(Z|z|UTC|GMT|[+-]\d{2}:?\d{2})?"?\s*$/i;

/**
 * The moment that a text names in any of the usual spellings; undefined when it names none.
 * `parseXDate` reads the documented form; a spelling without a zone is read as UTC.
 */
export function momentOf(text: string): number | undefined {
  const documented = parseXDate(text);
  if (documented !== undefined) return documented;
  if (/^\d{9,10}$/.test(text)) return Number(text) * 1000;
  if (/^\d{12,13}$/.test(text)) return Number(text);
  const parts = isoForm.exec(text);
  if (parts === null) return parseHttpDate(text.trim());
  const [, year, month, day, hour, min, second, fraction = '', zone = 'Z'] = parts;
  const base = parseXDate(`${year}-${month}-${day}T${hour}:${min}:${second}Z`);
  if (base === undefined) return undefined;
  const offset = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  const shift = offset === null ? 0 : (offset[1] === '-' ? -1 : 1) * (Number(offset[2]) * 60 + Number(offset[3]));
  return base - shift * minute + Number(fraction.padEnd(3, '0').slice(0, 3));
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}

function offsetText(offsetMinutes: number, colon: string): string {
  const size = Math.abs(offsetMinutes);
  return `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${colon}${two(size % 60)}`;
}

/** Spellings of a local time that also show, or leave out, its offset. `local` is the moment moved by the offset. */
const zonedForms: readonly (readonly [form: DateForm, spell: (local: Date, offsetMinutes: number) => string, weight: number])[] = [
  ['offset-with-colon', (local, offset) => `${local.toISOString().slice(0, 19)}${offsetText(offset, ':')}`, 6],
  ['offset-without-colon', (local, offset) => `${local.toISOString().slice(0, 19)}${offsetText(offset, '')}`, 6],
  ['no-zone', (local) => local.toISOString().slice(0, 19), 6],
  ['space-for-t-no-zone', (local) => local.toISOString().slice(0, 19).replace('T', ' '), 6],
  ['milliseconds-and-offset', (local, offset) => `${local.toISOString().slice(0, 23)}${offsetText(offset, ':')}`, 3],
  ['milliseconds-no-zone', (local) => local.toISOString().slice(0, 23), 3],
  ['space-for-t-milliseconds-no-zone', (local) => local.toISOString().slice(0, 23).replace('T', ' '), 2],
  ['space-for-t-offset', (local, offset) => `${local.toISOString().slice(0, 19).replace('T', ' ')} ${offsetText(offset, '')}`, 2],
  ['javascript-date-text', (local, offset) => javaScriptText(local, offset), 2],
  [
    'rfc-2822',
    (local, offset) =>
      `${dayName(local)}, ${two(local.getUTCDate())} ${monthName(local)} ${local.getUTCFullYear()} ${clock(local)} ${offsetText(offset, '')}`,
    2,
  ],
];

function dayName(date: Date): string {
  return (days[date.getUTCDay()] ?? '').slice(0, 3);
}

function monthName(date: Date): string {
  return (months[date.getUTCMonth()] ?? '').slice(0, 3);
}

function clock(date: Date): string {
  return date.toISOString().slice(11, 19);
}

function javaScriptText(local: Date, offset: number): string {
  const zone = offset === 0 ? 'Coordinated Universal Time' : '';
  const text = `${dayName(local)} ${monthName(local)} ${two(local.getUTCDate())} ${local.getUTCFullYear()} ${clock(local)} GMT${offsetText(offset, '')}`;
  return zone === '' ? text : `${text} (${zone})`;
}

function dayOfYear(date: Date): number {
  return Math.floor((date.getTime() - Date.UTC(date.getUTCFullYear(), 0, 1)) / 86_400_000) + 1;
}

function otherDigits(text: string, zero: number): string {
  return text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));
}

/** Spellings in UTC, as programs of one language or another write them. */
function utcForms(at: number): readonly (readonly [form: DateForm, text: string, weight: number])[] {
  const date = new Date(at);
  const iso = date.toISOString();
  const plain = iso.slice(0, 19);
  const ms = iso.slice(20, 23);
  const [day, time] = [plain.slice(0, 10), plain.slice(11)];
  const [year, month, dayOfMonth] = [plain.slice(0, 4), plain.slice(5, 7), plain.slice(8, 10)];
  const hour = date.getUTCHours();
  const twelve = two(hour % 12 === 0 ? 12 : hour % 12);
  const seconds = String(Math.floor(at / 1000));
  const documented = `${plain}Z`;
  return [
    ['documented', documented, 10],
    ['milliseconds', iso, 10],
    ['microseconds', `${plain}.${ms}000Z`, 3],
    ['nanoseconds', `${plain}.${ms}000000Z`, 2],
    ['milliseconds-and-offset-without-colon', `${plain}.${ms}+0000`, 3],
    ['microseconds-no-zone', `${plain}.${ms}000`, 3],
    ['microseconds-and-offset', `${plain}.${ms}000+00:00`, 3],
    ['offset-of-hours', `${plain}+00`, 2],
    ['negative-zero-offset', `${plain}-00:00`, 2],
    ['utc-behind', `${plain}UTC`, 2],
    ['utc-behind', `${plain} UTC`, 2],
    ['gmt-behind', `${plain}GMT`, 2],
    ['gmt-behind', `${plain} GMT`, 2],
    ['space-for-t', `${day} ${time}Z`, 5],
    ['space-for-t', `${day} ${time} Z`, 1],
    ['space-for-t-utc-behind', `${day} ${time} UTC`, 3],
    ['space-for-t-gmt-behind', `${day} ${time} GMT`, 1],
    ['space-for-t-offset', `${day} ${time}+00:00`, 3],
    ['lower-case', documented.toLowerCase(), 4],
    ['http-date', httpDate(at), 6],
    ['seconds-since-epoch', seconds, 8],
    ['milliseconds-since-epoch', String(at), 8],
    ['compact', documented.replace(/[-:]/g, ''), 4],
    ['compact-no-zone', plain.replace(/[-:]/g, ''), 2],
    ['digits-only', plain.replace(/\D/g, ''), 4],
    ['date-only', day, 4],
    ['date-only-compact', day.replaceAll('-', ''), 2],
    ['time-only', time, 1],
    ['slashes', `${day.replaceAll('-', '/')} ${time}`, 2],
    ['day-first', `${dayOfMonth}/${month}/${year} ${time}`, 2],
    ['month-first', `${month}/${dayOfMonth}/${year} ${time}`, 2],
    ['day-before-month', `${year}-${dayOfMonth}-${month}T${time}Z`, 2],
    ['without-seconds', `${plain.slice(0, 16)}Z`, 2],
    ['not-padded', `${Number(year)}-${Number(month)}-${Number(dayOfMonth)}T${hour}:${date.getUTCMinutes()}:${date.getUTCSeconds()}Z`, 2],
    ['two-digit-year', documented.slice(2), 1],
    ['twelve-hour-clock', `${day}T${twelve}${time.slice(2)}Z`, 5],
    [
      'month-and-minute-exchanged',
      `${year}-${two(date.getUTCMinutes())}-${dayOfMonth}T${two(hour)}:${month}:${two(date.getUTCSeconds())}Z`,
      2,
    ],
    ['minute-in-place-of-month', `${year}-${two(date.getUTCMinutes())}-${dayOfMonth}T${time}Z`, 2],
    ['month-in-place-of-minute', `${day}T${two(hour)}:${month}:${two(date.getUTCSeconds())}Z`, 2],
    ['day-of-year', `${year}-${month}-${dayOfYear(date)}T${time}Z`, 2],
    ['java-date-text', `${dayName(date)} ${monthName(date)} ${dayOfMonth} ${time} UTC ${year}`, 2],
    ['java-date-text', `${dayName(date)} ${monthName(date)} ${dayOfMonth} ${time} GMT ${year}`, 2],
    ['c-time-text', `${dayName(date)} ${monthName(date)} ${String(date.getUTCDate()).padStart(2, ' ')} ${time} ${year}`, 2],
    ['go-time-text', `${day} ${time} +0000 UTC`, 2],
    ['buddhist-year', `${Number(year) + 543}${documented.slice(4)}`, 1],
    ['arabic-digits', Buffer.from(otherDigits(documented, 0x660), 'utf8').toString('latin1'), 1],
    ['persian-digits', Buffer.from(otherDigits(documented, 0x6f0), 'utf8').toString('latin1'), 1],
    ['quoted-z', `${plain}'Z'`, 2],
    ['percent-encoded', encodeURIComponent(documented), 2],
    ['quoted', `"${documented}"`, 3],
    ['space-behind', `${documented} `, 1],
    ['space-before', ` ${documented}`, 1],
    ['line-feed-behind', `${documented}\n`, 2],
    ['name-and-value', `X-Date: ${documented}`, 2],
    ['name-and-value', `X-Date:${documented}`, 2],
  ];
}

const calendars: readonly (readonly [name: DateForm, calendar: Intl.DateTimeFormat])[] = (
  [
    ['persian-calendar', 'persian'],
    ['islamic-calendar', 'islamic-umalqura'],
    ['islamic-calendar', 'islamic-civil'],
    ['japanese-calendar', 'japanese'],
    ['calendar-of-taiwan', 'roc'],
    ['ethiopian-calendar', 'ethiopic'],
    ['hebrew-calendar', 'hebrew'],
    ['indian-calendar', 'indian'],
  ] as const
).map(([name, id]) => [
  name,
  new Intl.DateTimeFormat(`en-u-ca-${id}-nu-latn`, { year: 'numeric', month: 'numeric', day: 'numeric', timeZone: 'UTC' }),
]);

/** Dates of which a part is not padded, counts from 0, or belongs to a week, another calendar or another year. */
function calendarForms(at: number): readonly (readonly [form: DateForm, text: string, weight: number])[] {
  const date = new Date(at);
  const iso = date.toISOString();
  const parts = [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10), iso.slice(11, 13), iso.slice(14, 16), iso.slice(17, 19)] as const;
  const written = ([year, month, day, hour, min, second]: readonly string[], end = 'Z'): string =>
    `${year}-${month}-${day}T${hour}:${min}:${second}${end}`;
  const found: [DateForm, string, number][] = [];
  for (let bits = 1; bits < 32; bits++) {
    const own = parts.map((part, index) => (index > 0 && bits & (1 << (index - 1)) ? String(Number(part)) : part));
    found.push(
      ['not-padded', written(own), 2],
      ['not-padded-no-zone', written(own, ''), 1],
      ['not-padded', written(own).replace('T', ' '), 1],
    );
  }
  for (let bits = 1; bits < 64; bits++) {
    const without = (zeros: RegExp) => parts.map((part, index) => (bits & (1 << index) ? part.replace(zeros, '') : part));
    found.push(['zeros-cut', written(without(/0+$/)), 2], ['zeros-cut', written(without(/0/g)), 1]);
  }
  const [year, month, day, hour, min, second] = parts;
  const before = Number(month) - 1;
  for (const text of [two(before), String(before)]) found.push(['month-counted-from-0', written([year, text, day, hour, min, second]), 4]);
  found.push([
    'month-counted-from-0',
    written([year, String(before), String(Number(day)), String(Number(hour)), String(Number(min)), String(Number(second))]),
    3,
  ]);
  for (const more of [1, -1]) {
    const name =
      more > 0
        ? Number(month) === 12
          ? 'year-of-week'
          : 'year-of-another-zone'
        : Number(month) === 1
          ? 'year-of-week'
          : 'year-of-another-zone';
    found.push([name, written([String(Number(year) + more), month, day, hour, min, second]), 4]);
  }
  found.push(
    ['day-of-week', written([year, month, two(date.getUTCDay()), hour, min, second]), 1],
    ['day-of-week', written([year, month, two(date.getUTCDay() || 7), hour, min, second]), 1],
  );
  for (const offset of [-12, 14]) {
    const local = new Date(at + offset * 60 * minute).toISOString().slice(0, 10);
    found.push(['local-day-with-utc-time', `${local}${iso.slice(10, 19)}Z`, 1]);
  }
  for (const [name, calendar] of calendars) {
    const shown = calendar.formatToParts(date);
    const part = (type: string): string => (shown.find((own) => own.type === type)?.value ?? '').replace(/\D/g, '');
    const own = part('year') || part('relatedYear');
    for (const text of [own, own.padStart(4, '0')])
      found.push([name, written([text, part('month').padStart(2, '0'), part('day').padStart(2, '0'), hour, min, second]), 2]);
  }
  const base = iso.slice(0, 19);
  for (let digit = 0; digit < 10; digit++) found.push(['fraction-of-one-digit', `${base}.${digit}Z`, 3]);
  for (let digits = 0; digits < 100; digits++) found.push(['fraction-of-two-digits', `${base}.${two(digits)}Z`, 3]);
  const seconds = Math.floor(at / 1000);
  for (const digits of ['000000', '000000000']) found.push(['microseconds-or-nanoseconds-since-epoch', `${seconds}${digits}`, 2]);
  found.push(
    ['seconds-since-epoch-with-fraction', `${seconds}.0`, 2],
    ['seconds-since-epoch-with-fraction', `${seconds}.000`, 1],
    ['seconds-since-epoch-with-fraction', `${seconds}.000000`, 1],
  );
  found.push(
    ['minutes-since-epoch', String(Math.floor(seconds / 60)), 1],
    ['dot-net-ticks', String(BigInt(seconds) * 10_000_000n + 621_355_968_000_000_000n), 1],
    ['dot-net-json-date', `/Date(${at})/`, 1],
  );
  for (const [form, text] of [
    ['day-first', `${day}-${month}-${year}T${base.slice(11)}Z`],
    ['day-first', `${day}-${month}-${year} ${base.slice(11)}`],
    ['month-first', `${month}-${day}-${year} ${base.slice(11)}`],
    ['letters-of-pattern-in-quotes', `${base.replace('T', "'T'")}'Z'`],
    ['name-of-zone-behind', `${base}Z[UTC]`],
    ['name-of-zone-behind', `${base}Z[Etc/UTC]`],
    ['name-of-zone-behind', `${base}+00:00[UTC]`],
    ['c-time-text', `${dayName(date)} ${monthName(date)} ${String(date.getUTCDate()).padStart(2, ' ')} ${base.slice(11)} UTC ${year}`],
    ['seconds-taken-for-milliseconds', `${new Date(Math.floor(at / 1000)).toISOString().slice(0, 19)}Z`],
    ['seconds-taken-for-milliseconds', new Date(Math.floor(at / 1000)).toISOString()],
    ['windows-file-time', String(BigInt(seconds) * 10_000_000n + 116_444_736_000_000_000n)],
    ['hour-24', hour === '00' ? `${new Date(at - 86_400_000).toISOString().slice(0, 10)}T24${base.slice(13)}Z` : base],
    ['second-60', second === '00' ? `${new Date(at - minute).toISOString().slice(0, 17)}60Z` : base],
    ['template', '{{$timestamp}}'],
    ['template', '{{$date}}'],
    ['template', '{{currentDate}}'],
    ['template', '{{now}}'],
    ['template', '%Y-%m-%dT%H:%M:%SZ'],
    ['hyphen-for-t', `${base.replace('T', '-')}Z`],
    ['nothing-for-t', `${base.replace('T', '')}Z`],
    ['space-for-z', `${base} `],
    ['hyphens-for-colons', `${base.replaceAll(':', '-')}Z`],
    ['dots-for-colons', `${base.replaceAll(':', '.')}Z`],
    ['slashes-for-hyphens', `${base.replaceAll('-', '/')}Z`],
    ['template', 'YYYY-MM-DDTHH:mm:ssZ'],
    ['template', "yyyy-MM-dd'T'HH:mm:ss'Z'"],
    ['template', 'yyyy-MM-ddTHH:mm:ssZ'],
    ['template', '{{date}}'],
    ['template', '{{$isoTimestamp}}'],
    ['template', '{{X-Date}}'],
    ['template', '{{x-date}}'],
    ['template', '{{xDate}}'],
    ['template', '{{x_date}}'],
    ['template', '{{timestamp}}'],
    ['template', '$date'],
    ['letters-of-zone', `${base}+0000Z`],
    ['letters-of-zone', `${base}Z+00:00`],
    ['letters-of-zone', `${base}ZZ`],
    ['letters-of-zone', `${base} Z`],
    ['without-seconds-and-zone', base.slice(0, 16)],
    ['seconds-of-0', `${base.slice(0, 17)}00Z`],
    ['seconds-of-0', `${base.slice(0, 17)}00.000Z`],
    ['minutes-and-seconds-of-0', `${base.slice(0, 14)}00:00Z`],
    ['time-of-0', `${base.slice(0, 11)}00:00:00Z`],
    ['time-of-0', `${base.slice(0, 11)}00:00:00.000Z`],
  ] as const)
    if (text !== iso) found.push([form, text, 2]);
  return found;
}

const commonForms: ReadonlySet<DateForm> = new Set([
  'documented',
  'milliseconds',
  'offset-with-colon',
  'offset-without-colon',
  'no-zone',
  'space-for-t',
  'space-for-t-no-zone',
  'lower-case',
  'http-date',
  'seconds-since-epoch',
  'milliseconds-since-epoch',
  'compact',
  'digits-only',
  'microseconds-no-zone',
]);

/** Whether a zone has that offset today: such a one is also tried with another mistake. */
function isUsualOffset(minutes: number): boolean {
  return (minutes % 60 === 0 && minutes >= -12 * 60) || oddOffsets.has(minutes);
}

/**
 * Every date text that may have been signed, the header's own first.
 *
 * @param sent the header's value as latin1 text, or undefined when it was not sent
 * @param receivedAt when the request arrived, ms since the epoch: the search for an absent or unreadable date is around it
 */
export function dateTexts(sent: string | undefined, receivedAt: number | undefined): readonly Variant<Uint8Array>[] {
  const own = latin1(sent ?? '');
  const variants: Variant<Uint8Array>[] = [right(own)];
  const offer = (variant: Variant<Uint8Array>): void => {
    if (!equalBytes(variant.value, own)) variants.push(variant);
  };
  const spelled = new Set<string>();
  const spell = (form: DateForm, signed: string, offsetMinutes: number, weight: number, common: boolean): void => {
    // Several spellings of one moment are one text (noon by twelve hours): the likeliest names it.
    if (spelled.has(signed)) return;
    spelled.add(signed);
    offer({ value: latin1(signed), mistake: mistake('date-spelling', { form, offsetMinutes, signed }), weight, common });
  };
  spell('word-undefined', 'undefined', 0, 2, false);
  spell('word-null', 'null', 0, 2, false);
  const named = sent === undefined ? undefined : momentOf(sent);
  if (sent !== undefined) {
    spell('trimmed', sent.trim(), 0, 3, false);
    spell('quoted', `"${sent}"`, 0, 3, false);
    spell('line-feed-behind', `${sent}\n`, 0, 3, false);
  }
  const moment = named ?? receivedAt;
  if (moment === undefined || !isSpellable(moment)) return variants;
  const whole = Math.floor(moment / 1000) * 1000;
  for (let seconds = -secondsAround; seconds <= secondsAround; seconds++) {
    const signed = formatXDate(whole + seconds * 1000);
    if (named === undefined) {
      offer({ value: latin1(signed), mistake: mistake('date-unsent', { signed }), weight: 10, common: Math.abs(seconds) <= 5 });
    } else if (seconds !== 0) {
      const near = Math.abs(seconds);
      const weight = near === 1 ? 12 : near <= 5 ? 6 : 2;
      offer({ value: latin1(signed), mistake: mistake('date-seconds', { seconds, signed }), weight, common: near <= 2 });
    }
  }
  if (named === undefined) return variants;
  for (const seconds of [-86_400, 86_400]) {
    const signed = formatXDate(whole + seconds * 1000);
    offer({ value: latin1(signed), mistake: mistake('date-seconds', { seconds, signed }), weight: 2, common: false });
  }
  // Where an old date came with a new signature, the clock at arrival is another one.
  if (receivedAt !== undefined && Math.abs(receivedAt - whole) > secondsAround * 1000) {
    const arrived = Math.floor(receivedAt / 1000) * 1000;
    for (let second = -60; second <= 30; second++) {
      const signed = formatXDate(arrived + second * 1000);
      const seconds = (arrived - whole) / 1000 + second;
      offer({ value: latin1(signed), mistake: mistake('date-seconds', { seconds, signed }), weight: 4, common: false });
    }
  }
  for (const [form, text, weight] of utcForms(moment)) spell(form, text, 0, weight, commonForms.has(form));
  for (let offset = -widestOffset; offset <= widestOffset; offset += quarterHour) {
    const local = new Date(moment + offset * minute);
    if (offset !== 0) {
      const signed = formatXDate(local.getTime());
      const usual = isUsualOffset(offset);
      offer({
        value: latin1(signed),
        mistake: mistake('date-zone', { offsetMinutes: offset, signed }),
        weight: frequentOffsets.has(offset) ? 8 : usual ? 3 : 2,
        common: usual,
      });
    }
    if (!isUsualOffset(offset)) continue;
    for (const [form, spelled, weight] of zonedForms) {
      spell(form, spelled(local, offset), offset, offset === 0 ? weight : weight / 2, offset === 0 && commonForms.has(form));
    }
  }
  for (const [form, text, weight] of calendarForms(moment)) spell(form, text, 0, weight, false);
  // A date with its milliseconds signed, and cut to the second for the header.
  if (moment === whole) {
    const base = formatXDate(whole).slice(0, -1);
    for (let ms = 1; ms < 1000; ms++) spell('milliseconds', `${base}.${String(ms).padStart(3, '0')}Z`, 0, 5, false);
  }
  return variants;
}

/**
 * Dates that are minutes or hours off, fractions of six digits that hold a number of milliseconds, and for a short body those of regions and zones.
 * @param sent the header's value as latin1 wire text
 * @param isShort whether there is time for the spellings of each zone
 */
export function* rareDateTexts(sent: string | undefined, isShort: boolean): Generator<Variant<Uint8Array>> {
  const moment = sent === undefined ? undefined : momentOf(sent);
  if (moment === undefined || !isSpellable(moment)) return;
  const whole = Math.floor(moment / 1000) * 1000;
  for (let seconds = secondsAround + 1; seconds <= secondsKept; seconds++) {
    for (const off of seconds <= 900 ? [-seconds, seconds] : [-seconds]) {
      const signed = formatXDate(whole + off * 1000);
      yield { value: latin1(signed), mistake: mistake('date-seconds', { seconds: off, signed }), weight: 1, common: false };
    }
  }
  const spelled = (form: DateForm, signed: string, offsetMinutes = 0): Variant<Uint8Array> => ({
    value: latin1(signed),
    mistake: mistake('date-spelling', { form, offsetMinutes, signed }),
    weight: 1,
    common: false,
  });
  for (let offset = -widestOffset; isShort && offset <= widestOffset; offset += quarterHour) {
    if (!isUsualOffset(offset)) continue;
    for (const [form, text] of localForms(new Date(moment + offset * minute), offset)) yield spelled(form, text, offset);
    const unmoved = new Date(moment).toISOString();
    for (const colon of [':', ''])
      for (const end of [19, 23]) yield spelled('offset-with-utc-time', unmoved.slice(0, end) + offsetText(offset, colon));
  }
  for (const years of [543, -543]) {
    for (const offset of years > 0 ? [420, 390] : [0]) {
      const local = new Date(moment + offset * minute).toISOString();
      yield spelled('buddhist-year', `${Number(local.slice(0, 4)) + years}${local.slice(4, 19)}Z`, offset);
    }
  }
  for (const [form, text] of brokenForms(moment)) yield spelled(form, text);
  for (const text of patternSlips(whole)) yield spelled('another-pattern', text);
  if (isShort) {
    const known = new Set<string>();
    const once = function* (texts: Generator<string>, offset: number): Generator<Variant<Uint8Array>> {
      for (const text of texts) {
        if (known.has(text)) continue;
        known.add(text);
        yield spelled('as-a-library-writes-it', text, offset);
      }
    };
    yield* once(formattedDates(new Date(whole), true), 0);
    for (const offset of frequentOffsets) yield* once(formattedDates(new Date(whole + offset * minute), false), offset);
    for (const offset of frequentOffsets) yield* once(javaDates(new Date(whole + offset * minute), offset), offset);
    for (const offset of [0, ...frequentOffsets])
      for (const text of regionalDates(new Date(whole + offset * minute)))
        yield { ...spelled('as-region-writes', text, offset), value: utf8(text) };
  }
  if (moment !== whole) return;
  const base = formatXDate(whole).slice(0, -1);
  for (let ms = 1; ms < 1000; ms++) {
    const fraction = String(ms).padStart(3, '0');
    for (const end of isShort ? ['000Z', '000', '000+00:00'] : ['000Z']) yield spelled('microseconds', `${base}.${fraction}${end}`);
    if (!isShort) continue;
    yield spelled('no-zone', `${base}.${fraction}`);
    yield spelled('milliseconds-since-epoch', String(whole + ms));
    yield spelled('seconds-since-epoch-with-fraction', `${whole / 1000}.${fraction}`);
  }
}

/** What Java, Perl and databases write for a local time. */
function* javaDates(local: Date, offset: number): Generator<string> {
  const [year, time] = [local.getUTCFullYear(), clock(local)];
  const day = `${dayName(local)} ${monthName(local)} ${two(local.getUTCDate())} ${time}`;
  yield `${dayName(local)} ${monthName(local)} ${String(local.getUTCDate()).padStart(2, ' ')} ${time} ${year}`;
  for (const name of [...(zoneNames.get(offset) ?? []), `GMT${offsetText(offset, ':')}`]) yield `${day} ${name} ${year}`;
}

/** What languages and regions write for a local time, by default. */
function localForms(local: Date, offset: number): readonly (readonly [form: DateForm, text: string])[] {
  const iso = local.toISOString();
  const [year, month, day] = [iso.slice(0, 4), iso.slice(5, 7), iso.slice(8, 10)];
  const [hour, min, second] = [local.getUTCHours(), iso.slice(14, 16), iso.slice(17, 19)];
  const twelve = hour % 12 === 0 ? 12 : hour % 12;
  const half = hour < 12 ? 'AM' : 'PM';
  const [m, d] = [Number(month), Number(day)];
  const times = [
    `${two(hour)}:${min}:${second}`,
    `${hour}:${min}:${second}`,
    `${twelve}:${min}:${second} ${half}`,
    `${two(twelve)}:${min}:${second} ${half}`,
  ];
  const dates = [
    `${day}/${month}/${year}`,
    `${d}/${m}/${year}`,
    `${month}/${day}/${year}`,
    `${m}/${d}/${year}`,
    `${day}.${month}.${year}`,
    `${d}.${m}.${year}`,
    `${day}-${month}-${year}`,
    `${year}/${m}/${d}`,
    `${year}-${m}-${d}`,
    `${year}. ${m}. ${d}.`,
  ];
  const found = dates.flatMap((date) =>
    times.flatMap((time) => [', ', ' '].map((between) => ['as-region-writes', date + between + time] as const)),
  );
  const plain = iso.slice(0, 19);
  const zone = offsetText(offset, ':');
  return [
    ...found,
    ...[
      `${year}-${m}-${d} ${hour}:${Number(min)}:${Number(second)}`,
      `${plain}${zone}Z`,
      `${plain} ${zone}`,
      `${plain}GMT${zone}`,
      `${plain}UTC${zone}`,
      `${plain}GMT${offsetText(offset, '')}`,
      `${plain}.0`,
      `${plain}.000`,
      `${plain}.000000`,
    ].map((text) => ['with-zone-in-another-form', text] as const),
    ...(zoneNames.get(offset) ?? []).flatMap((name) =>
      [`${plain} ${name}`, `${plain}${name}`, `${plain}${zone}[${name}]`, `${plain.replace('T', ' ')} ${name}`].map(
        (text) => ['with-name-of-zone', text] as const,
      ),
    ),
    ...(zoneTexts.get(offset) ?? []).map(
      (name) => ['javascript-date-text', `${javaScriptText(local, offset).replace(/ \(.*/, '')} (${name})`] as const,
    ),
  ];
}

/** Names of zones that merchants of these APIs live in, by offset in minutes. */
const zoneNames: ReadonlyMap<number, readonly string[]> = new Map([
  [0, ['UTC', 'GMT', 'Etc/UTC', 'Z', 'Europe/London', 'WET']],
  [
    -180,
    [
      'BRT',
      'ART',
      'UYT',
      '-03',
      'America/Sao_Paulo',
      'America/Argentina/Buenos_Aires',
      'America/Montevideo',
      'America/Santiago',
      'GMT-3',
      'UTC-3',
    ],
  ],
  [-240, ['AMT', 'EDT', 'CLT', '-04', 'America/New_York', 'America/Santiago', 'America/La_Paz', 'America/Manaus']],
  [-300, ['EST', 'COT', 'PET', 'CDT', 'ECT', '-05', 'America/New_York', 'America/Bogota', 'America/Lima', 'America/Guayaquil']],
  [-360, ['CST', '-06', 'America/Mexico_City', 'America/Costa_Rica', 'America/Chicago']],
  [-420, ['MST', 'PDT', 'America/Los_Angeles', 'America/Denver']],
  [-480, ['PST', 'America/Los_Angeles']],
  [60, ['CET', 'WAT', 'BST', 'Europe/Berlin', 'Europe/Madrid', 'Africa/Lagos']],
  [120, ['CEST', 'EET', 'SAST', 'Europe/Berlin', 'Europe/Kiev']],
  [180, ['EAT', 'MSK', 'EEST', 'Africa/Nairobi', 'Europe/Moscow']],
  [330, ['IST', 'Asia/Kolkata', 'Asia/Calcutta']],
  [420, ['ICT', 'WIB', 'Asia/Bangkok', 'Asia/Jakarta']],
  [480, ['SGT', 'CST', 'Asia/Singapore', 'Asia/Shanghai', 'Asia/Manila']],
  [540, ['JST', 'KST', 'Asia/Tokyo']],
]);

/** How JavaScript names zones in English. */
const zoneTexts: ReadonlyMap<number, readonly string[]> = new Map([
  [-180, ['Brasilia Standard Time', 'Argentina Standard Time', 'Uruguay Standard Time', 'GMT-03:00', 'Chile Summer Time']],
  [-240, ['Eastern Daylight Time', 'Chile Standard Time', 'Amazon Standard Time', 'Bolivia Time']],
  [-300, ['Eastern Standard Time', 'Colombia Standard Time', 'Peru Standard Time', 'Ecuador Time', 'Central Daylight Time']],
  [-360, ['Central Standard Time', 'Mexico Standard Time']],
  [-420, ['Pacific Daylight Time', 'Mountain Standard Time']],
  [-480, ['Pacific Standard Time']],
  [0, ['Greenwich Mean Time', 'GMT', 'UTC']],
  [60, ['Central European Standard Time', 'British Summer Time', 'West Africa Standard Time']],
  [120, ['Central European Summer Time', 'Eastern European Standard Time', 'South Africa Standard Time']],
  [330, ['India Standard Time']],
  [420, ['Indochina Time', 'Western Indonesia Time']],
  [480, ['Singapore Standard Time', 'China Standard Time']],
]);

/** Texts that a clock or a formatter gave by mistake. */
function brokenForms(moment: number): readonly (readonly [form: DateForm, text: string])[] {
  const date = new Date(moment);
  const iso = date.toISOString();
  const plain = iso.slice(0, 19);
  const [year, month, second] = [iso.slice(0, 4), date.getUTCMonth() + 1, iso.slice(17, 19)];
  const seconds = Math.floor(moment / 1000);
  return [
    ...[
      'Invalid Date',
      'Invalid date',
      'NaN',
      'NaN-NaN-NaNTNaN:NaN:NaNZ',
      '1970-01-01T00:00:00Z',
      '1970-01-01T00:00:00.000Z',
      '0001-01-01T00:00:00Z',
      '0000-00-00T00:00:00Z',
      '1969-12-31T23:59:59Z',
      '-0001-11-30T00:00:00Z',
      'None',
      'nil',
      'false',
      'now',
      '0',
      '[object Object]',
      '%Y-%m-%dT%H:%M:%SZ',
      'Y-m-d\\TH:i:s\\Z',
    ].map((text) => ['never-made', text] as const),
    ['month-counted-from-2', `${year}-${two(month + 1)}${plain.slice(7)}Z`],
    ['hour-24-for-midnight', `${plain.slice(0, 11)}24${plain.slice(13)}Z`],
    ['seconds-as-milliseconds', `${plain.slice(0, 17)}0${second}Z`],
    ['point-without-fraction', `${plain}.Z`],
    ['letters-in-lower-case', `${plain}z`],
    ['letters-in-lower-case', `${plain.replace('T', 't')}Z`],
    ['ticks-of-seven-digits', `${plain}.0000000Z`],
    ['ticks-of-seven-digits', `${plain}.0000000`],
    ['rfc-850', `${days[date.getUTCDay()]}, ${iso.slice(8, 10)}-${monthName(date)}-${iso.slice(2, 4)} ${plain.slice(11)} GMT`],
    ['seconds-in-hex', seconds.toString(16)],
    ['seconds-in-hex', `0x${seconds.toString(16)}`],
    ['go-time-text', `${plain.replace('T', ' ')}.000000000 +0000 UTC`],
    ['go-time-text', `${plain.replace('T', ' ')} +0000 UTC m=+0.000000001`],
    ['without-separators-with-space', plain.replace(/[-:]/g, '').replace('T', ' ')],
    ['no-seconds', `${plain.slice(0, 16)}:Z`],
  ];
}

/**
 * Dates with two mistakes: some seconds off, and in another zone or spelling as well; or local, and in another spelling.
 * @param sent the header's value as latin1 wire text
 */
export function* twiceWrongDates(sent: string | undefined): Generator<{ readonly date: Variant<Uint8Array>; readonly first: Mistake }> {
  const moment = sent === undefined ? undefined : momentOf(sent);
  if (sent === undefined || moment === undefined || !isSpellable(moment)) return;
  const whole = Math.floor(moment / 1000) * 1000;
  const zones: number[] = [];
  for (let offset = -widestOffset; offset <= widestOffset; offset += quarterHour) {
    if (offset !== 0 && isUsualOffset(offset)) zones.push(offset);
  }
  const zoned = (at: number, offsetMinutes: number): { readonly at: number; readonly first: Mistake } => {
    const signed = formatXDate(at + offsetMinutes * minute);
    return { at: at + offsetMinutes * minute, first: mistake('date-zone', { offsetMinutes, signed }) };
  };
  const spellings = (at: number): readonly Variant<Uint8Array>[] =>
    utcForms(at)
      .filter(([form, text]) => commonForms.has(form) && text !== sent && form !== 'documented')
      .concat(plainForms(at))
      .map(([form, signed, weight]) => ({
        value: latin1(signed),
        mistake: mistake('date-spelling', { form, offsetMinutes: 0, signed }),
        weight,
        common: false,
      }));
  for (const seconds of [1, -1, 2, -2]) {
    const at = whole + seconds * 1000;
    const first = mistake('date-seconds', { seconds, signed: formatXDate(at) });
    for (const offset of zones) {
      const second = zoned(at, offset);
      yield { date: { value: latin1(formatXDate(second.at)), mistake: second.first, weight: 8, common: false }, first };
    }
    for (const date of spellings(at)) yield { date, first };
  }
  for (const offset of zones) {
    const { at, first } = zoned(whole, offset);
    for (const date of spellings(at)) yield { date, first };
  }
}

/** The spellings of `zonedForms` in UTC. */
function plainForms(at: number): readonly (readonly [form: DateForm, text: string, weight: number])[] {
  return zonedForms.flatMap(([form, spell, weight]) => (commonForms.has(form) ? [[form, spell(new Date(at), 0), weight] as const] : []));
}

/** The years that ISO 8601 writes with four digits, with room for every offset: others fit no spelling. */
function isSpellable(ms: number): boolean {
  return ms > -6e13 && ms < 2.5e14;
}
