import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { member } from '../../../core/json.ts';
import { defineFaults } from '../../define.ts';
import { answeredAs, answeredWithStatus, notAnswered } from '../../receiver-answers.ts';

/** How a notification is acknowledged (RCV-04, RCV-05, RCV-16, RCV-19). */
export const answersFaults = defineFaults<ReceiverDecisions>({
  // A worker with the default number of tries, and almost no pause between them.
  'queued-and-given-up': {
    title: 'Work that was acknowledged is given up after four tries within a second.',
    row: 'R02',
    breaks: ['RCV-05', 'RCV-21', 'RCV-22'],
    override: { acknowledges: () => () => ({ when: 'at-once', keeps: 'durably', retries: [100, 200, 400] }) },
  },
  // A worker that discards what it cannot do.
  'queued-and-tried-once': {
    title: 'Work that was acknowledged is tried once.',
    row: 'R02',
    breaks: ['RCV-05', 'RCV-21', 'RCV-22'],
    override: { acknowledges: () => () => ({ when: 'at-once', keeps: 'durably', retries: [] }) },
  },
  // The queue is an array.
  'queued-in-memory': {
    title: 'Work that was acknowledged ends with the process.',
    row: 'R10',
    breaks: ['RCV-19'],
    override: {
      acknowledges: () => () => ({ when: 'at-once', keeps: 'in-memory', retries: [100, 300, 1000, 1000, 1000, 1000, 1000, 1000] }),
    },
  },
  // One worker, which tries the first item of its queue until it is done.
  'queue-stands-behind-its-first-item': {
    title: 'Work is done in turn, and an item that fails holds up those after it.',
    breaks: ['RCV-05'],
    override: {
      acknowledges: () => () => ({ when: 'at-once', keeps: 'durably', inTurn: 'until-done', retries: Array(200).fill(1000) as number[] }),
    },
  },
  // The event is marked as done, and then the goods are sent.
  'marked-before-released': {
    title: 'The order is marked some time before it is released, and a crash in between loses it.',
    row: 'R10',
    breaks: ['RCV-19'],
    override: { releasesWhen: () => () => 'after-mark' },
  },
  // The mail goes out first, and the flag is set when that has worked.
  'released-before-marked': {
    title: 'The order is released some time before it is marked, and a crash or another notification in between releases it again.',
    row: 'R10',
    breaks: ['RCV-03', 'RCV-19'],
    override: { releasesWhen: () => () => 'before-mark' },
  },
  // The answer is sent first, so that the provider does not have to wait.
  'released-after-the-answer': {
    title: 'The order is released some time after the acknowledgement, and a crash in between loses it.',
    row: 'R10',
    breaks: ['RCV-19'],
    override: { releasesWhen: () => () => 'after-answer' },
  },
  // The order is null, and null has no amount.
  'deposits-without-order-fail-inside': {
    title: 'A deposit without an order gets 500.',
    row: 'R13',
    breaks: ['RCV-10'],
    override: answeredWithStatus('no-order', 500),
  },
  // The order is in another database, which is some seconds behind.
  'early-ones-accepted-for-nothing': {
    title: 'A notification that comes before its order gets 202, and nothing is done for it later.',
    breaks: ['RCV-22'],
    override: answeredAs('no-order', 'queued'),
  },
  // There is nothing to say about an unknown deposit.
  'early-ones-without-content': {
    title: 'A notification that comes before its order gets 204.',
    breaks: ['RCV-22'],
    override: answeredWithStatus('no-order', 204),
  },
  // Three tries, as the template of the worker has them.
  'early-ones-kept-for-a-second': {
    title: 'A notification that comes before its order is kept for a second.',
    breaks: ['RCV-22'],
    override: { withoutOrder: () => () => ({ keptFor: 1000 }) },
  },
  // The id is stored as unknown, so that nothing looks it up again.
  'early-ones-stay-unknown': {
    title: 'A deposit that was notified before its order stays unknown.',
    breaks: ['RCV-05'],
    override: {
      source: (conforming) => {
        const unknown = new Set<string>();
        return (body, order) => {
          const id = member(body, 'deposit_id');
          const text = id?.kind === 'number' ? id.text : '';
          if (order === undefined) unknown.add(text);
          return unknown.has(text) ? { kind: 'unknown-deposit' } : conforming(body, order);
        };
      },
    },
  },
  // A repeat for a completed deposit counts as a bad request.
  'duplicates-answered-400': {
    title: 'A duplicate gets 400.',
    row: 'R03',
    breaks: ['RCV-04'],
    override: answeredWithStatus('duplicate', 400),
  },
  // Nothing is left to say, so nothing is said.
  'duplicates-closed': {
    title: 'The connection of a duplicate is closed without an answer.',
    row: 'R03',
    breaks: ['RCV-04'],
    override: notAnswered('duplicate', 'closed'),
  },
  // The unique index throws, and nobody catches it.
  'duplicates-fail-inside': {
    title: 'A duplicate gets 500.',
    row: 'R03',
    breaks: ['RCV-04'],
    override: answeredWithStatus('duplicate', 500),
  },
  // A database author treats a duplicate as a conflict.
  'duplicates-refused': { title: 'A duplicate gets 409.', row: 'R03', breaks: ['RCV-04'], override: answeredWithStatus('duplicate', 409) },
  // Always 200, so that the provider is content.
  'failures-acknowledged': {
    title: 'A failure while handling is acknowledged with 200.',
    row: 'R02',
    breaks: ['RCV-05', 'RCV-21', 'RCV-24'],
    override: answeredAs('failed', 'not-paid'),
  },
  // A promise that is rejected and never answered.
  'failures-never-answered': {
    title: 'After a failed status call no answer is sent.',
    row: 'R11',
    breaks: ['RCV-14'],
    override: notAnswered('failed', 'silent'),
  },
  // A queue in front answers 202 before anything is checked.
  'forged-ones-accepted-for-later': {
    title: 'A forged notification is acknowledged with 202.',
    breaks: ['RCV-16'],
    override: answeredAs('unverified', 'queued'),
  },
  // One answer for all, so that nobody learns anything.
  'forged-ones-acknowledged': {
    title: 'A forged notification is acknowledged with 200.',
    breaks: ['RCV-16'],
    override: answeredAs('unverified', 'duplicate'),
  },
  // The handler ends as a page does, by a redirect to thanks.
  'thanks-by-redirect': {
    title: 'A release is answered by 302.',
    breaks: ['RCV-02', 'RCV-06', 'RCV-08', 'RCV-09', 'RCV-13', 'RCV-26'],
    override: answeredWithStatus('released', 302),
  },
  // A payment that is not there is an error to the handler.
  'unpaid-ones-refused': {
    title: 'A notification of a deposit that is not paid gets 422.',
    row: 'R03',
    breaks: ['RCV-02'],
    override: answeredWithStatus('not-paid', 422),
  },
});
