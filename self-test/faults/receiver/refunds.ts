import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { defineFaults } from '../../define.ts';

/** Refunds that are notified (RCV-24, RCV-25, RCV-10). */
export const refundsFaults = defineFaults<ReceiverDecisions>({
  // The ledger gets an entry for each notification.
  'refund-counted-by-each-notification': {
    title: 'Each notification of a refund counts.',
    breaks: ['RCV-24', 'RCV-25'],
    override: { remembersRefunds: () => () => 'not' },
  },
  // The handler of refunds was written after the one of deposits, and without its table.
  'refunds-remembered-in-memory': {
    title: 'A restart forgets which refunds were counted.',
    breaks: ['RCV-24'],
    override: { remembersRefunds: () => () => 'in-memory' },
  },
  // The digest of the body is kept.
  'refunds-told-by-bytes': {
    title: 'A refund that was counted is recognized by the bytes of its notification.',
    breaks: ['RCV-24'],
    override: { refundKey: () => (_refundId, _depositId, request) => Buffer.from(request.body).toString('base64') },
  },
  // The order has one column for it.
  'one-refund-for-each-deposit': {
    title: 'The second refund of a deposit does not count.',
    breaks: ['RCV-24'],
    override: { refundKey: () => (_refundId, depositId) => depositId },
  },
  // A refund that is notified was made.
  'refund-believed-unasked': {
    title: 'A refund counts when it is notified, without a status call.',
    breaks: ['RCV-10', 'RCV-24'],
    override: { refundSource: () => () => 'notification' },
  },
  // What has a status was made.
  'refused-refunds-count': {
    title: 'A refund counts, also one that is REJECTED or CANCELLED.',
    breaks: ['RCV-24'],
    override: { countsRefund: () => (_seen, order) => order !== undefined },
  },
  // The deposit of the refund is not looked up.
  'refunds-of-no-order-count': {
    title: 'A refund of a deposit that belongs to no order counts.',
    breaks: ['RCV-10'],
    override: {
      countsRefund:
        () =>
        ({ status }) =>
          status === 'COMPLETED',
    },
  },
  // The button writes into the ledger, and so does the notification.
  'own-refund-counted-with-its-answer-too': {
    title: 'Its own refund counts with the answer and again with the notification.',
    breaks: ['RCV-25'],
    override: { ownRefund: () => () => 'counts-unmarked' },
  },
  // The row is written anew when the answer comes.
  'own-refund-overwrites-its-notification': {
    title: 'The answer to its own refund forgets that it was notified before.',
    breaks: ['RCV-25'],
    override: { ownRefund: () => () => 'takes-mark-away' },
  },
  // A lock on refunds, and what finds it taken gets 200.
  'refund-notified-before-its-answer-dropped': {
    title: 'A notification that comes before the answer to its own refund is acknowledged and dropped.',
    breaks: ['RCV-25'],
    override: { whileRefunding: () => () => 'drop' },
  },
});
