import { formatXDate } from '../../../core/contract/clock.ts';
import type { ClientDecisions } from '../../../core/decisions/client.ts';
import type { Override } from '../../../core/decisions/override.ts';
import { defineFaults } from '../../define.ts';

/** The date ends in an offset. */
const offsetWrittenAs = (offset: string): Override<ClientDecisions> => ({
  xDate: (conforming) => (now, surroundings) => conforming(now, surroundings).replace('Z', offset),
});

/** X-Date, repeats that are late, and the correction of the clock (CLK-06 to CLK-08). */
export const clockFaults = defineFaults<ClientDecisions>({
  // String.format with the default locale.
  'arabic-digits': {
    title: 'Digits are those of the locale.',
    row: 'T04',
    breaks: ['CLK-06'],
    override: {
      xDate: (conforming) => (now, surroundings) => {
        const date = conforming(now, surroundings);
        const digits = date.replace(/[0-9]/g, (digit) => String.fromCodePoint(0x660 + Number(digit)));
        return surroundings.locale.startsWith('ar') ? Buffer.from(digits, 'utf8').toString('latin1') : date;
      },
    },
  },
  // SimpleDateFormat with the default locale.
  'buddhist-year': {
    title: 'The year is of the Thai calendar where the locale is Thai.',
    row: 'T04',
    breaks: ['CLK-06', 'CLK-08'],
    override: {
      xDate: (conforming) => (now, surroundings) => {
        const date = conforming(now, surroundings);
        return surroundings.locale === 'th-TH' ? `${Number(date.slice(0, 4)) + 543}${date.slice(4)}` : date;
      },
    },
  },
  // isoformat of an aware time.
  'colon-offset-in-date': { title: 'X-Date ends in +00:00.', row: 'T02', breaks: ['CLK-06'], override: offsetWrittenAs('+00:00') },
  // YYYY in place of yyyy.
  'year-of-the-week': {
    title: 'The year is that of the week: the last days of December are of the next year.',
    breaks: ['CLK-06'],
    override: {
      xDate: (conforming) => (now, surroundings) => {
        const saturday = now + (6 - new Date(now).getUTCDay()) * 86_400_000;
        return conforming(now, surroundings).replace(/^\d{4}/, String(new Date(saturday).getUTCFullYear()));
      },
    },
  },
  // kk in place of HH.
  'hours-from-one-to-24': {
    title: 'Midnight is hour 24.',
    breaks: ['CLK-06'],
    override: { xDate: (conforming) => (now, surroundings) => conforming(now, surroundings).replace('T00', 'T24') },
  },
  // A table of the days of a month.
  'no-leap-day': {
    title: '29 February is 1 March.',
    breaks: ['CLK-06'],
    override: { xDate: (conforming) => (now, surroundings) => conforming(now, surroundings).replace('-02-29', '-03-01') },
  },
  // The date of the local day, and the time of UTC.
  'local-day': {
    title: 'The day is that of the local time.',
    breaks: ['CLK-06', 'CLK-08'],
    override: {
      xDate: (conforming) => (now, surroundings) =>
        `${formatXDate(now + surroundings.zoneMinutes * 60_000).slice(0, 10)}${conforming(now, surroundings).slice(10)}`,
    },
  },
  // hh in place of HH.
  'hours-of-twelve': {
    title: 'Hours go to twelve.',
    breaks: ['CLK-06', 'CLK-08'],
    override: {
      xDate: (conforming) => (now, surroundings) =>
        conforming(now, surroundings).replace(/T(\d\d)/, (_, hour) => `T${String(((Number(hour) + 11) % 12) + 1).padStart(2, '0')}`),
    },
  },
  // The Z was taken for a part of the pattern.
  'local-time': {
    title: 'X-Date is local time with a literal Z.',
    row: 'T01',
    breaks: ['CLK-06', 'CLK-08'],
    override: {
      xDate:
        () =>
        (now, { zoneMinutes }) =>
          formatXDate(now + zoneMinutes * 60_000),
    },
  },
  // toISOString.
  'milliseconds-in-date': {
    title: 'X-Date has milliseconds.',
    row: 'T03',
    breaks: ['CLK-06'],
    override: { xDate: () => (now) => new Date(now).toISOString() },
  },
  // A cached clock that a timer sets.
  'date-of-whole-minutes': {
    title: 'The seconds of X-Date are 00.',
    breaks: ['CLK-06'],
    mayBreak: ['CLK-07', 'CLK-08'],
    override: { xDate: (conforming) => (now, surroundings) => conforming(now, surroundings).replace(/\d\dZ$/, '00Z') },
  },
  // m in place of i.
  'minutes-of-the-month': {
    title: 'The month is in the place of the minutes.',
    breaks: ['CLK-06', 'CLK-08'],
    override: {
      xDate: (conforming) => (now, surroundings) => conforming(now, surroundings).replace(/-(\d\d)-(\d\d)T(\d\d):\d\d/, '-$1-$2T$3:$1'),
    },
  },
  // The unquoted Z of the pattern.
  'offset-in-date': { title: 'X-Date ends in +0000.', row: 'T02', breaks: ['CLK-06'], override: offsetWrittenAs('+0000') },
  // Reads have a helper of their own.
  'reads-keep-their-date': {
    title: 'A read that is tried again is the same signed request, however old.',
    row: 'T07',
    breaks: ['CLK-07'],
    mayBreak: ['CLK-06'],
    override: { signsAgain: (conforming) => (ageMs, ask) => ask.method === 'POST' && conforming(ageMs, ask) },
  },
  // Signed before the loop.
  'retry-keeps-its-date': {
    title: 'A repeat is the same signed request, however old.',
    row: 'T07',
    breaks: ['CLK-07'],
    override: { signsAgain: () => () => false },
  },
  // A queue with back-off holds requests that are ready to go.
  'retry-waits-signed': {
    title: 'A repeat is signed, and then waits for its turn longer than the window.',
    row: 'T08',
    breaks: ['CLK-07', 'CLK-08'],
    override: { queues: () => (tries) => (tries > 1 ? 7000 : 0) },
  },
  // while (code == 103).
  'skew-corrected-for-ever': {
    title: 'After each 103 the clock is corrected once more, without an end.',
    row: 'T09',
    breaks: ['CLK-08'],
    override: { corrects: (conforming) => (response, receivedAt, _corrections, before) => conforming(response, receivedAt, 0, before) },
  },
  // A sign.
  'skew-corrected-the-wrong-way': {
    title: 'The skew is taken off where it should be added.',
    row: 'T10',
    breaks: ['CLK-08', 'CLK-06'],
    override: {
      corrects:
        (conforming) =>
        (...answer) => {
          const ahead = conforming(...answer);
          return ahead === undefined ? undefined : -ahead;
        },
    },
  },
  // Date is parsed as local time.
  'skew-taken-by-local-time': {
    title: 'The clock is corrected by the local time of the Date.',
    breaks: ['CLK-06'],
    override: {
      corrects: (conforming) => (response, receivedAt, corrections, before) => {
        const ahead = conforming(response, receivedAt, corrections, before);
        return ahead === undefined ? undefined : ahead - before.surroundings.zoneMinutes * 60_000;
      },
    },
  },
  // += in place of =.
  'skews-added-up': {
    title: 'A new correction of the clock is added to the one before it.',
    breaks: ['CLK-08', 'CLK-06', 'CLT-07'],
    override: {
      corrects: (conforming) => (response, receivedAt, corrections, before) => {
        const ahead = conforming(response, receivedAt, corrections, before);
        return ahead === undefined ? undefined : ahead + before.aheadMs;
      },
    },
  },
});
