import type { Window } from '../../../core/contract/clock.ts';
import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineFaults } from '../../define.ts';

/** Every date ahead of the clock counts as the clock's time. */
const datesAheadAre = (window: Window): Override<ProviderDecisions> => ({
  window: (conforming) => (dateMs, call) => (dateMs > call.now ? window : conforming(dateMs, call)),
});

/** The window around the provider's clock, and the clock that it shows (CLK-01 to CLK-03, CLK-09). */
export const clockFaults = defineFaults<ProviderDecisions>({
  // Refunds came later, and their route never got the filter.
  'window-unchecked-on-refunds': {
    title: 'Refunds pass with an X-Date of any age.',
    breaks: ['CLK-01', 'CLK-02'],
    override: {
      checks: (conforming) => (operation) =>
        operation.creates === 'refund' ? conforming(operation).filter((check) => check !== 'date') : conforming(operation),
    },
  },
  // Deposits in dollars have a handler of their own, without the filter.
  'window-unchecked-on-deposits-in-dollars': {
    title: 'Deposits in USD pass with an X-Date of any age.',
    breaks: ['CLK-01', 'CLK-02'],
    override: {
      window: (conforming) => (dateMs, call) =>
        Buffer.from(call.arrival.request.body).includes('"USD"') ? 'inside' : conforming(dateMs, call),
    },
  },
  // The configuration of one environment has another window.
  'window-of-a-day-in-the-second-environment': {
    title: 'In one of the environments X-Dates pass for a day.',
    breaks: ['CLK-01', 'CLK-02'],
    override: {
      window: (conforming) => (dateMs, call) =>
        call.environment === 'second' && Math.abs(dateMs - call.now) < 86_400_000 ? 'inside' : conforming(dateMs, call),
    },
  },
  // A date from the future looks like a forgery to the author of the check.
  'dates-ahead-refused': {
    title: 'X-Dates that are ahead of the clock at all are refused.',
    breaks: ['CLK-03'],
    override: datesAheadAre('ahead'),
  },
  // Replays are prevented by requiring that no date is older than the last one seen.
  'dates-must-grow': {
    title: 'An X-Date older than one that was accepted before is refused, also within the window.',
    breaks: ['CLK-03'],
    override: {
      window: (conforming) => {
        let newest = 0;
        return (dateMs, call) => {
          if (dateMs < newest) return 'behind';
          const stands = conforming(dateMs, call);
          if (stands === 'inside') newest = dateMs;
          return stands;
        };
      },
    },
  },
  // Dates that were found right are cached.
  'dates-once-inside-stay-inside': {
    title: 'An old X-Date passes when it has passed before.',
    breaks: ['CLK-01'],
    override: {
      window: (conforming) => {
        const passed = new Set<number>();
        return (dateMs, call) => {
          const found = conforming(dateMs, call);
          if (found === 'inside') passed.add(dateMs);
          return passed.has(dateMs) ? 'inside' : found;
        };
      },
    },
  },
  // The date is used as a nonce, though it has seconds only.
  'dates-used-once': {
    title: 'A second refund with the X-Date of one before is refused, although it is another request.',
    breaks: ['CLK-03'],
    override: {
      window: (conforming) => {
        const used = new Set<number>();
        return (dateMs, call) => {
          const stands = conforming(dateMs, call);
          if (stands !== 'inside' || call.operation.creates !== 'refund') return stands;
          if (used.has(dateMs)) return 'behind';
          used.add(dateMs);
          return stands;
        };
      },
    },
  },
  // Only the time of day is compared; a cast to TIME lost the day.
  'day-left-out-of-the-window': {
    title: 'X-Dates of another day pass when their time of day is now.',
    breaks: ['CLK-01', 'CLK-02'],
    override: {
      window: (conforming) => (dateMs, call) => {
        const day = 86_400_000;
        return conforming(dateMs + Math.round((call.now - dateMs) / day) * day, call);
      },
    },
  },
  // The age is now minus date, and a negative age is below every limit.
  'future-dates-pass': { title: 'X-Dates ahead of the clock pass, however far.', breaks: ['CLK-02'], override: datesAheadAre('inside') },
  // A minute of tolerance for fast clocks, as token libraries have for not-before.
  'near-future-passes': {
    title: 'X-Dates up to a minute ahead of the clock pass.',
    breaks: ['CLK-02'],
    override: {
      window: (conforming) => (dateMs, call) => (dateMs > call.now && dateMs - call.now <= 60_000 ? 'inside' : conforming(dateMs, call)),
    },
  },
  // One of three nodes lost its time server.
  'one-clock-of-three-slow': {
    title: 'Every third call is judged by a clock that is 8 s slow.',
    breaks: ['CLK-03'],
    mayBreak: ['CLK-02'],
    override: {
      window: (conforming) => {
        let calls = 0;
        return (dateMs, call) => {
          calls += 1;
          return conforming(dateMs, calls % 3 === 0 ? { ...call, now: call.now - 8000 } : call);
        };
      },
    },
  },
  // The day is compared as text before the time of day is looked at.
  'refused-when-the-day-turns': {
    title: 'A right X-Date of the day before, seconds ago, is refused just after midnight.',
    breaks: ['CLK-03'],
    override: {
      window: (conforming) => (dateMs, call) => {
        const day = 86_400_000;
        return Math.floor(dateMs / day) === Math.floor(call.now / day) ? conforming(dateMs, call) : 'behind';
      },
    },
  },
  // The seconds of the minute are subtracted, not the instants: 02 - 58 is 56 s.
  'refused-when-the-minute-turns': {
    title: 'A right X-Date of the minute before, seconds ago, is refused.',
    breaks: ['CLK-03'],
    override: {
      window: (conforming) => (dateMs, call) => {
        const seconds = (ms: number) => Math.floor(ms / 1000) % 60;
        return Math.abs(seconds(call.now) - seconds(dateMs)) > 5 ? 'behind' : conforming(dateMs, call);
      },
    },
  },
  // Only dates from the future look suspicious to the author of the check.
  'stale-dates-pass': {
    title: 'X-Dates behind the clock pass, however old.',
    breaks: ['CLK-01'],
    override: { window: (conforming) => (dateMs, call) => (dateMs < call.now ? 'inside' : conforming(dateMs, call)) },
  },
  // Both times are formatted without their seconds and the texts compared.
  'window-compared-by-minute': {
    title: 'X-Date passes when it is in the same or the neighbouring minute.',
    row: 'T13',
    breaks: ['CLK-01', 'CLK-02'],
    override: {
      window: (conforming) => (dateMs, call) => {
        const minutes = Math.abs(Math.floor(call.now / 60_000) - Math.floor(dateMs / 60_000));
        return minutes <= 1 ? 'inside' : conforming(dateMs, call);
      },
    },
  },
  // Minutes are compared where seconds are meant, so that a date 5 s old is refused when a minute has turned since.
  'window-compared-by-minute-alone': {
    title: 'X-Date passes in the very same minute only: a right date is refused just after the minute turned.',
    row: 'T13',
    breaks: ['CLK-01', 'CLK-02', 'CLK-03'],
    override: {
      window: () => (dateMs, call) => {
        const minutes = Math.floor(call.now / 60_000) - Math.floor(dateMs / 60_000);
        if (minutes === 0) return 'inside';
        return minutes > 0 ? 'behind' : 'ahead';
      },
    },
  },
  // The difference in milliseconds is cast to a 32-bit integer, which overflows every 49.7 days.
  'window-in-32-bits': {
    title: 'X-Dates that are off by a multiple of 2^32 ms pass.',
    breaks: ['CLK-01', 'CLK-02'],
    override: { window: (conforming) => (dateMs, call) => conforming(call.now - ((call.now - dateMs) | 0), call) },
  },
  // Five minutes by habit from other signature schemes.
  'window-of-five-minutes': {
    title: 'X-Date passes when it is within 5 minutes, not 5 seconds.',
    row: 'T13',
    breaks: ['CLK-01', 'CLK-02'],
    override: { window: (conforming) => (dateMs, call) => (Math.abs(call.now - dateMs) <= 300_000 ? 'inside' : conforming(dateMs, call)) },
  },
  // Somebody tightened the window in production.
  'window-of-two-seconds': {
    title: 'X-Dates more than 2 s from the clock are refused.',
    row: 'T13',
    breaks: ['CLK-03'],
    override: {
      window: (conforming) => (dateMs, call) => {
        if (Math.abs(call.now - dateMs) <= 2000) return conforming(dateMs, call);
        return dateMs < call.now ? 'behind' : 'ahead';
      },
    },
  },
  // Calls with an idempotency key are treated as retries, and a retry may have been queued.
  'window-open-for-keys': {
    title: 'Calls with an idempotency key pass with an X-Date of any age.',
    row: 'T17',
    breaks: ['CLK-01'],
    override: {
      window: (conforming) => (dateMs, call) => {
        const keyed = headerValue(call.arrival.request.headers, scheme.idempotency.header) !== undefined;
        return keyed && dateMs < call.now ? 'inside' : conforming(dateMs, call);
      },
    },
  },
  // The filter that checks the window is bound to the write paths.
  'window-unchecked-on-reads': {
    title: 'Status calls pass with an X-Date of any age.',
    breaks: ['CLK-01', 'CLK-02'],
    override: { window: (conforming) => (dateMs, call) => (call.operation.method === 'GET' ? 'inside' : conforming(dateMs, call)) },
  },
  // Clients sent local time with a Z; since then whole quarter-hours count as a zone and are accepted.
  'zone-offsets-forgiven': {
    title: 'X-Dates that are off by whole quarter-hours, up to 14 hours, pass as local time.',
    breaks: ['CLK-01', 'CLK-02'],
    override: {
      window: (conforming) => (dateMs, call) => {
        const quarter = 900_000;
        const quarters = Math.round((dateMs - call.now) / quarter);
        return conforming(Math.abs(quarters) <= 56 ? dateMs - quarters * quarter : dateMs, call);
      },
    },
  },
  // The Date field is written by the JSON serialiser.
  'date-in-another-form': {
    title: 'The Date of answers is in ISO 8601, which no HTTP library reads.',
    breaks: ['CLK-09'],
    override: { dateField: () => (now) => new Date(now).toISOString() },
  },
  // The Date field is written in the server's zone, followed by GMT.
  'date-in-local-time': {
    title: 'Answers carry a Date in Brazilian time that calls itself GMT.',
    breaks: ['CLK-09'],
    override: { dateField: (conforming) => (now) => conforming(now - 10_800_000) },
  },
  // The Date field is written when the node starts, and then once an hour.
  'date-of-a-cache': {
    title: 'Answers carry a Date that is up to an hour old.',
    row: 'T10',
    breaks: ['CLK-09'],
    override: { dateField: (conforming) => (now) => conforming(Math.floor(now / 3_600_000) * 3_600_000) },
  },
});
