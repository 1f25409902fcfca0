import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { decodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';

/** The digit zero of three scripts: Arabic-Indic, Persian, Devanagari. */
const zeros = [0x660, 0x6f0, 0x966];

/** A text that is not a date is read again, corrected. */
const alsoReadAs = (corrected: (text: string) => string): Override<ProviderDecisions> => ({
  date: (conforming) => (text, call) => conforming(text, call) ?? conforming(corrected(text), call),
});

/** How X-Date is read (CLK-03, CLK-04). */
export const datesFaults = defineFaults<ProviderDecisions>({
  // The server's locale is th_TH, and its calendar comes with it.
  'buddhist-years-read': {
    title: 'X-Dates with a year of the Buddhist era pass.',
    row: 'T04',
    breaks: ['CLK-04'],
    override: {
      date: (conforming) => (text, call) => {
        const year = Number(text.slice(0, 4));
        return conforming(year > 2500 ? `${year - 543}${text.slice(4)}` : text, call);
      },
    },
  },
  // A lenient calendar adds up what is too large: hour 41 is 17 o'clock of the day after.
  'date-fields-roll-over': {
    title: 'X-Dates with fields beyond their range are added up and pass.',
    row: 'T15',
    breaks: ['CLK-04'],
    override: {
      date: (conforming) => (text, call) => {
        const parts = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)Z$/.exec(text)?.slice(1).map(Number);
        if (parts === undefined) return conforming(text, call);
        const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
        return Date.UTC(year, month - 1, day, hour, minute, second);
      },
    },
  },
  // The platform's lenient parser reads whatever looks like a date.
  'date-read-by-the-platform': {
    title: 'Every X-Date that Date.parse understands passes: 30 February, slashes, RFC 1123.',
    row: 'T15',
    breaks: ['CLK-04'],
    override: {
      date: (conforming) => (text, call) => {
        const date = conforming(text, call) ?? Date.parse(text);
        return Number.isNaN(date) ? undefined : date;
      },
    },
  },
  // Days are checked to be at most 31, whatever the month, and counted on from there.
  'days-of-every-month-31': {
    title: 'X-Dates on day 31 of a month of 30 days, or on 30 February, pass as the day after.',
    row: 'T15',
    breaks: ['CLK-04'],
    override: {
      date: (conforming) => (text, call) => {
        const date = conforming(text, call);
        if (date !== undefined) return date;
        const found = /^\d{4}-\d\d-(?:29|30|31)T\d\d:\d\d:\d\dZ$/.test(text);
        const read = found ? Date.parse(text) : Number.NaN;
        return Number.isNaN(read) ? undefined : call.now;
      },
    },
  },
  // The parser's digit class is Unicode's, as in .NET and Java.
  'digits-of-other-scripts-read': {
    title: 'X-Dates in the digits of other scripts pass.',
    row: 'T04',
    breaks: ['CLK-04'],
    override: {
      date: (conforming) => (text, call) => {
        const read = decodeUtf8(Uint8Array.from(text, (letter) => letter.charCodeAt(0))) ?? text;
        const western = read.replace(/\p{Nd}/gu, (digit) => {
          const zero = zeros.find((each) => (digit.codePointAt(0) ?? 0) - each >= 0 && (digit.codePointAt(0) ?? 0) - each < 10);
          return zero === undefined ? digit : String((digit.codePointAt(0) ?? 0) - zero);
        });
        return conforming(western, call);
      },
    },
  },
  // The pattern matches the beginning of the text, and the rest is not checked.
  'end-of-date-unread': {
    title: 'Text after a right X-Date is ignored.',
    breaks: ['CLK-04'],
    override: { date: (conforming) => (text, call) => conforming(text.slice(0, 20), call) },
  },
  // A text of digits is taken for seconds since the epoch, as other schemes sign them.
  'epoch-seconds-read': {
    title: 'X-Dates in seconds since the epoch pass.',
    row: 'T15',
    breaks: ['CLK-04'],
    override: { date: (conforming) => (text, call) => (/^\d{9,11}$/.test(text) ? Number(text) * 1000 : conforming(text, call)) },
  },
  // The parser throws for a field out of range, and nobody catches it.
  'impossible-date-fails-inside': {
    title: 'An X-Date of the right form that names no instant gets a 500.',
    row: 'T15',
    breaks: ['CLK-04', 'END-04'],
    override: {
      date: (conforming) => (text, call) => {
        const date = conforming(text, call);
        if (date === undefined && /^\d{4}-\d\d-\d\dT/.test(text)) throw new RangeError('Invalid time value');
        return date;
      },
    },
  },
  // A list in a field is taken apart at its commas before anything looks at the value.
  'last-of-several-dates-read': {
    title: 'Of an X-Date with commas only the text after the last one is read.',
    breaks: ['CLK-04'],
    override: { date: (conforming) => (text, call) => conforming(text.split(',').at(-1)?.trim() ?? '', call) },
  },
  // A table of month lengths knows no leap year.
  'leap-day-refused': {
    title: 'On 29 February every X-Date is ill-formed.',
    breaks: ['CLK-03'],
    override: { date: (conforming) => (text, call) => (text.slice(5, 10) === '02-29' ? undefined : conforming(text, call)) },
  },
  // The pattern has hh, hours from 1 to 12, instead of HH; the parser accepts hours above 12.
  'noon-read-as-midnight': {
    title: 'X-Dates between 12:00 and 13:00 are read as the hour after midnight and refused.',
    breaks: ['CLK-03'],
    override: {
      date: (conforming) => (text, call) => {
        const date = conforming(text, call);
        return date !== undefined && text.slice(11, 13) === '12' ? date - 43_200_000 : date;
      },
    },
  },
  // The refund service reads dates with a library of its own, and falls back to now.
  'refunds-take-any-date-form': {
    title: 'On refunds an X-Date of an unknown form passes.',
    breaks: ['CLK-04'],
    override: {
      date: (conforming) => (text, call) => conforming(text, call) ?? (call.operation.creates === 'refund' ? call.now : undefined),
    },
  },
  // The parser's failure is caught, and the date is set to now.
  'unreadable-date-passes': {
    title: 'An X-Date that cannot be read passes as now.',
    row: 'T15',
    breaks: ['CLK-04'],
    override: { date: (conforming) => (text, call) => conforming(text, call) ?? call.now },
  },
  // The pattern has YYYY, the year of the week, instead of yyyy: the last days of December jump a year.
  'year-of-the-week-read': {
    title: 'X-Dates of the last days of a year, in the first week of the next one, are read a year later and refused.',
    breaks: ['CLK-03'],
    override: {
      date: (conforming) => (text, call) => {
        const date = conforming(text, call);
        if (date === undefined || text.slice(5, 7) !== '12') return date;
        const saturday = new Date(date + (6 - new Date(date).getUTCDay()) * 86_400_000);
        return saturday.getUTCMonth() === 0 ? date + 365 * 86_400_000 : date;
      },
    },
  },
  // yy in the pattern takes two digits and puts the century before them.
  'years-of-two-digits-completed': {
    title: 'X-Dates with a year of two digits pass.',
    breaks: ['CLK-04'],
    override: alsoReadAs((text) => `20${text}`),
  },
  // A missing zone is taken for UTC.
  'zone-letter-optional': { title: 'An X-Date without its Z passes.', breaks: ['CLK-04'], override: alsoReadAs((text) => `${text}Z`) },
});
