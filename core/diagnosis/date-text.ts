import { formatXDate, httpDate, parseHttpDate, parseXDate } from '../contract/clock.ts';
import type { Mistake, Variant } from './mistake.ts';
import { mistake, right } from './mistake.ts';
import { equalBytes, latin1 } from './octets.ts';

const minute = 60_000;
/** How far a second clock reading, or a retry under the old date, may lie from the header. */
const secondsAround = 300;
/** West of Greenwich as far as Baker Island, east as far as Kiribati; a header in local time and a message in UTC differ by the negative. */
const widestOffset = 14 * 60;
const quarterHour = 15;

/** Offsets that a zone has today, in minutes, beside the whole hours: the ones tried together with another mistake. */
const oddOffsets: ReadonlySet<number> = new Set([-570, -210, 210, 270, 330, 345, 390, 525, 570, 630, 765]);

const days = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

const isoForm =
  /^\s*"?(\d{4})[-/]?(\d{2})[-/]?(\d{2})(?:[Tt ]|%20|\+)(\d{2})(?::|%3A)?(\d{2})(?::|%3A)?(\d{2})(?:[.,](\d{1,9}))?\s*(Z|z|UTC|GMT|[+-]\d{2}:?\d{2})?"?\s*$/i;

/**
 * The moment that a text names in any of the usual spellings; undefined when it names none. The documented form is read by `parseXDate`; a spelling
 * without a zone is taken for UTC.
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
const zonedForms: readonly (readonly [form: string, spell: (local: Date, offsetMinutes: number) => string, weight: number])[] = [
  ['offset with colon', (local, offset) => `${local.toISOString().slice(0, 19)}${offsetText(offset, ':')}`, 6],
  ['offset without colon', (local, offset) => `${local.toISOString().slice(0, 19)}${offsetText(offset, '')}`, 6],
  ['no zone', (local) => local.toISOString().slice(0, 19), 6],
  ['space for T, no zone', (local) => local.toISOString().slice(0, 19).replace('T', ' '), 6],
  ['milliseconds and offset', (local, offset) => `${local.toISOString().slice(0, 23)}${offsetText(offset, ':')}`, 3],
  ['milliseconds, no zone', (local) => local.toISOString().slice(0, 23), 3],
  ['space for T, milliseconds, no zone', (local) => local.toISOString().slice(0, 23).replace('T', ' '), 2],
  ['space for T, offset', (local, offset) => `${local.toISOString().slice(0, 19).replace('T', ' ')} ${offsetText(offset, '')}`, 2],
  ['JavaScript Date text', (local, offset) => javaScriptText(local, offset), 2],
  [
    'RFC 2822',
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
function utcForms(at: number): readonly (readonly [form: string, text: string, weight: number])[] {
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
    ['milliseconds, offset +0000', `${plain}.${ms}+0000`, 3],
    ['microseconds, no zone', `${plain}.${ms}000`, 3],
    ['microseconds, offset +00:00', `${plain}.${ms}000+00:00`, 3],
    ['offset +00', `${plain}+00`, 2],
    ['offset -00:00', `${plain}-00:00`, 2],
    ['UTC behind it', `${plain}UTC`, 2],
    ['UTC behind it', `${plain} UTC`, 2],
    ['GMT behind it', `${plain}GMT`, 2],
    ['GMT behind it', `${plain} GMT`, 2],
    ['space for T', `${day} ${time}Z`, 5],
    ['space for T', `${day} ${time} Z`, 1],
    ['space for T, UTC behind it', `${day} ${time} UTC`, 3],
    ['space for T, GMT behind it', `${day} ${time} GMT`, 1],
    ['space for T, offset', `${day} ${time}+00:00`, 3],
    ['lower case', documented.toLowerCase(), 4],
    ['HTTP date', httpDate(at), 6],
    ['seconds since the epoch', seconds, 8],
    ['milliseconds since the epoch', String(at), 8],
    ['compact', documented.replace(/[-:]/g, ''), 4],
    ['compact, no zone', plain.replace(/[-:]/g, ''), 2],
    ['digits only', plain.replace(/\D/g, ''), 4],
    ['date only', day, 4],
    ['date only, compact', day.replaceAll('-', ''), 2],
    ['time only', time, 1],
    ['slashes', `${day.replaceAll('-', '/')} ${time}`, 2],
    ['day first', `${dayOfMonth}/${month}/${year} ${time}`, 2],
    ['month first', `${month}/${dayOfMonth}/${year} ${time}`, 2],
    ['without seconds', `${plain.slice(0, 16)}Z`, 2],
    ['not padded', `${Number(year)}-${Number(month)}-${Number(dayOfMonth)}T${hour}:${date.getUTCMinutes()}:${date.getUTCSeconds()}Z`, 2],
    ['two-digit year', documented.slice(2), 1],
    ['twelve-hour clock', `${day}T${twelve}${time.slice(2)}Z`, 5],
    [
      'month and minute exchanged',
      `${year}-${two(date.getUTCMinutes())}-${dayOfMonth}T${two(hour)}:${month}:${two(date.getUTCSeconds())}Z`,
      2,
    ],
    ['minute in place of the month', `${year}-${two(date.getUTCMinutes())}-${dayOfMonth}T${time}Z`, 2],
    ['month in place of the minute', `${day}T${two(hour)}:${month}:${two(date.getUTCSeconds())}Z`, 2],
    ['day of the year', `${year}-${month}-${dayOfYear(date)}T${time}Z`, 2],
    ['Java Date text', `${dayName(date)} ${monthName(date)} ${dayOfMonth} ${time} UTC ${year}`, 2],
    ['Java Date text', `${dayName(date)} ${monthName(date)} ${dayOfMonth} ${time} GMT ${year}`, 2],
    ['C time text', `${dayName(date)} ${monthName(date)} ${String(date.getUTCDate()).padStart(2, ' ')} ${time} ${year}`, 2],
    ['Go time text', `${day} ${time} +0000 UTC`, 2],
    ['Buddhist year', `${Number(year) + 543}${documented.slice(4)}`, 1],
    ['Arabic digits', Buffer.from(otherDigits(documented, 0x660), 'utf8').toString('latin1'), 1],
    ['Persian digits', Buffer.from(otherDigits(documented, 0x6f0), 'utf8').toString('latin1'), 1],
    ['letter Z for the offset', `${plain}'Z'`, 2],
    ['percent-encoded', encodeURIComponent(documented), 2],
    ['quoted', `"${documented}"`, 3],
    ['space behind it', `${documented} `, 1],
    ['space before it', ` ${documented}`, 1],
    ['line feed behind it', `${documented}\n`, 2],
    ['name and value', `X-Date: ${documented}`, 2],
    ['name and value', `X-Date:${documented}`, 2],
  ];
}

const commonForms: ReadonlySet<string> = new Set([
  'documented',
  'milliseconds',
  'offset with colon',
  'offset without colon',
  'no zone',
  'space for T',
  'space for T, no zone',
  'lower case',
  'HTTP date',
  'seconds since the epoch',
  'milliseconds since the epoch',
  'compact',
  'digits only',
  'microseconds, no zone',
]);

/** Whether a zone has that offset today: such a one is also tried with another mistake. */
function isUsualOffset(minutes: number): boolean {
  return (minutes % 60 === 0 && minutes >= -12 * 60) || oddOffsets.has(minutes);
}

/**
 * Every date text that may have been signed, the header's own first.
 * @param sent the header's value as latin1 wire text, or undefined when it was not sent
 * @param receivedAt when the request arrived, ms since the epoch: what an absent or unreadable date is looked for around
 */
export function dateTexts(sent: string | undefined, receivedAt: number | undefined): readonly Variant<Uint8Array>[] {
  const own = latin1(sent ?? '');
  const variants: Variant<Uint8Array>[] = [right(own)];
  const offer = (variant: Variant<Uint8Array>): void => {
    if (!equalBytes(variant.value, own)) variants.push(variant);
  };
  const spelled = new Set<string>();
  const spell = (form: string, signed: string, offsetMinutes: number, weight: number, common: boolean): void => {
    // Several spellings of one moment are one text (noon by twelve hours): the likeliest names it.
    if (spelled.has(signed)) return;
    spelled.add(signed);
    offer({ value: latin1(signed), mistake: mistake('date-spelling', { form, offsetMinutes, signed }), weight, common });
  };
  spell('the word undefined', 'undefined', 0, 2, false);
  spell('the word null', 'null', 0, 2, false);
  const named = sent === undefined ? undefined : momentOf(sent);
  if (sent !== undefined) {
    spell('trimmed', sent.trim(), 0, 3, false);
    spell('quoted', `"${sent}"`, 0, 3, false);
    spell('line feed behind it', `${sent}\n`, 0, 3, false);
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
  for (const [form, text, weight] of utcForms(moment)) spell(form, text, 0, weight, commonForms.has(form));
  for (let offset = -widestOffset; offset <= widestOffset; offset += quarterHour) {
    const local = new Date(moment + offset * minute);
    if (offset !== 0) {
      const signed = formatXDate(local.getTime());
      const usual = isUsualOffset(offset);
      offer({
        value: latin1(signed),
        mistake: mistake('date-zone', { offsetMinutes: offset, signed }),
        weight: usual ? 8 : 2,
        common: usual,
      });
    }
    if (!isUsualOffset(offset)) continue;
    for (const [form, spelled, weight] of zonedForms) {
      spell(form, spelled(local, offset), offset, offset === 0 ? weight : weight / 2, offset === 0 && commonForms.has(form));
    }
  }
  // A date with its milliseconds signed, and cut to the second for the header.
  if (moment === whole) {
    for (let ms = 1; ms < 1000; ms++) {
      spell('milliseconds', new Date(whole + ms).toISOString(), 0, 5, false);
    }
  }
  return variants;
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
function plainForms(at: number): readonly (readonly [form: string, text: string, weight: number])[] {
  return zonedForms.flatMap(([form, spell, weight]) => (commonForms.has(form) ? [[form, spell(new Date(at), 0), weight] as const] : []));
}

/** The years that ISO 8601 writes with four digits, with room for every offset: others fit no spelling. */
function isSpellable(ms: number): boolean {
  return ms > -6e13 && ms < 2.5e14;
}
