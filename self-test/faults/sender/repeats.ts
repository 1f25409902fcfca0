import type { Override } from '../../../core/decisions/override.ts';
import type { SenderDecisions } from '../../../core/decisions/sender.ts';
import { headerValue, withHeader } from '../../../core/exchange.ts';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineFaults } from '../../define.ts';

const minute = 60_000;

/** This status does not end the repeats. */
const repeatedAfter = (status: number): Override<SenderDecisions> => ({
  ends: (conforming) => (answer, notice) =>
    conforming(answer, notice) && !(answer.kind === 'response' && answer.response.status === status),
});

/** When a notification is sent again, and with which date (NTF-03, NTF-04, NTF-09, NTF-11). */
export const repeatsFaults = defineFaults<SenderDecisions>({
  // The event has a date, so that one is taken.
  'date-of-the-change': {
    title: 'X-Date is the moment of the change.',
    breaks: ['NTF-11'],
    override: {
      date:
        () =>
        ({ changedAt }) =>
          changedAt,
    },
  },
  // The whole request is kept in the queue.
  'first-date-kept': {
    title: 'Repeats carry the X-Date of the first attempt.',
    breaks: ['NTF-11'],
    override: { date: () => (_notice, firstAt) => firstAt },
  },
  // Another serialiser writes what comes out of the queue.
  'body-rendered-again': {
    title: 'A repeat has the header fields of the first attempt, and a body that was written anew.',
    row: 'N01',
    breaks: ['NTF-04', 'NTF-11'],
    override: { repeat: () => (before, afresh) => ({ ...before, body: encodeUtf8((decodeUtf8(afresh.body) ?? '').replace(':', ': ')) }) },
  },
  // The value is made when the notification is queued, the date when it leaves.
  'first-signature-kept': {
    title: 'A repeat carries a fresh date, and the Authorization value of the first attempt.',
    row: 'N01',
    breaks: ['NTF-04'],
    override: {
      repeat: () => (before, afresh) => ({
        ...afresh,
        headers: withHeader(afresh.headers, scheme.signature.header, headerValue(before.headers, scheme.signature.header) ?? ''),
      }),
    },
  },
  // An empty answer counts as no answer.
  '204-ends-nothing': {
    title: '204 does not end the repeats, though any 2XX should.',
    row: 'N03',
    breaks: ['NTF-09'],
    requires: ['C24'],
    override: repeatedAfter(204),
  },
  // The HTTP library throws for no status, and nothing checks it.
  'any-answer-taken-for-success': {
    title: 'Any answer counts as received.',
    breaks: ['NTF-03'],
    override: { ends: () => (answer) => answer.kind === 'response' },
  },
  // The exception of the HTTP library is logged, and the code continues.
  'closed-connection-taken-for-success': {
    title: 'A connection that is closed without an answer counts as received.',
    breaks: ['NTF-03'],
    override: { ends: (conforming) => (answer, notice) => conforming(answer, notice) || answer.kind === 'none' },
  },
  // Other senders of webhooks unsubscribe at a 410.
  'given-up-at-410': {
    title: '410 Gone ends the repeats.',
    row: 'N04',
    breaks: ['NTF-03'],
    override: {
      ends: (conforming) => (answer, notice) =>
        conforming(answer, notice) || (answer.kind === 'response' && answer.response.status === 410),
    },
  },
  // A 4xx is the fault of the one who asks, says the rule of thumb.
  'given-up-at-the-first-4xx': {
    title: 'A 4xx ends the repeats.',
    row: 'N04',
    breaks: ['NTF-03'],
    override: {
      ends: (conforming) => (answer, notice) =>
        conforming(answer, notice) || (answer.kind === 'response' && answer.response.status >= 400 && answer.response.status < 500),
    },
  },
  // The older page says exactly 200; a profile that asks for any 2XX must see it.
  'only-200-ends': {
    title: 'Only 200 ends the repeats, though any 2XX should.',
    row: 'N03',
    breaks: ['NTF-09'],
    requires: ['C24'],
    override: { ends: () => (answer) => answer.kind === 'response' && answer.response.status === 200 },
  },
  // What was acknowledged is marked in a table that the sender does not read.
  'repeated-after-200': { title: 'A 200 does not end the repeats.', breaks: ['NTF-03'], override: repeatedAfter(200) },
  // Only the first attempt looks at its answer; the others are jobs that were planned.
  'repeated-after-200-of-a-repeat': {
    title: 'A 200 that answers a repeat does not end the repeats.',
    breaks: ['NTF-03'],
    override: { ends: (conforming) => (answer, notice) => conforming(answer, notice) && notice.attempt === 1 },
  },
  // The back-off of the library has a factor of two.
  'gaps-doubled': {
    title: 'The pauses double: 5, 10, 20, 40 minutes.',
    row: 'N04',
    breaks: ['NTF-03'],
    override: {
      gap:
        () =>
        ({ attempt }) =>
          attempt <= 5 ? 5 * minute * 2 ** (attempt - 1) : undefined,
    },
  },
  // The figures are right and the unit is not.
  'gaps-in-seconds': {
    title: 'The pauses are 5, 25, 125 and 625 seconds.',
    row: 'N04',
    breaks: ['NTF-03'],
    override: {
      gap: (conforming) => (notice) => {
        const gap = conforming(notice);
        return gap === undefined ? undefined : gap / 60;
      },
    },
  },
  // It is sent, and forgotten.
  'never-repeated': { title: 'Nothing is repeated.', row: 'N04', breaks: ['NTF-03'], override: { gap: () => () => undefined } },
  // Refunds are sent by an older service, which has no queue.
  'refunds-never-repeated': {
    title: 'Notifications of refunds are not repeated.',
    row: 'N04',
    breaks: ['NTF-03'],
    override: { gap: (conforming) => (notice) => (notice.about === 'refund' ? undefined : conforming(notice)) },
  },
  // The retry policy is that of the queue.
  'repeated-every-five-minutes': {
    title: 'Repeats come every five minutes.',
    row: 'N04',
    breaks: ['NTF-03'],
    override: {
      gap:
        () =>
        ({ attempt }) =>
          attempt <= 5 ? 5 * minute : undefined,
    },
  },
  // Nobody counts the attempts.
  'repeated-without-end': {
    title: 'Repeats never stop.',
    row: 'N04',
    breaks: ['NTF-03'],
    override: { gap: (conforming) => (notice) => conforming(notice) ?? 3125 * minute },
  },
  // The count begins at zero.
  'sixth-repeat': {
    title: 'There are six repeats.',
    row: 'N04',
    breaks: ['NTF-03'],
    override: { gap: (conforming) => (notice) => (notice.attempt === 6 ? 5 * 3125 * minute : conforming(notice)) },
  },
  // Three tries are what the library makes.
  'three-repeats': {
    title: 'There are three repeats.',
    row: 'N04',
    breaks: ['NTF-03'],
    override: { gap: (conforming) => (notice) => (notice.attempt > 3 ? undefined : conforming(notice)) },
  },
});
