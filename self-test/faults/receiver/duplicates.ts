import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { headerValue } from '../../../core/exchange.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineFaults } from '../../define.ts';

/** Notifications that come again, late or at once (RCV-03, RCV-07, RCV-12). */
export const duplicatesFaults = defineFaults<ReceiverDecisions>({
  // A date that is older than the last one counts as a replay.
  'earlier-dates-refused': {
    title: 'A notification with an earlier date than the last one is refused.',
    row: 'T17',
    breaks: ['RCV-04', 'RCV-09', 'RCV-12'],
    override: { fresh: () => (xDate, _now, latest) => latest === undefined || xDate >= latest },
  },
  // The digest of the body is stored, and a body with another spelling has another one.
  'duplicates-told-by-bytes': {
    title: 'A duplicate is recognized by the bytes of its body.',
    breaks: ['RCV-03'],
    override: { duplicateKey: () => (_depositId, request) => Buffer.from(request.body).toString('base64') },
  },
  // Two deliveries of one event are said to have one date.
  'duplicates-told-by-date': {
    title: 'A duplicate is recognized by its deposit and date together.',
    breaks: ['RCV-03'],
    mayBreak: ['RCV-12'],
    override: {
      duplicateKey: (conforming) => (depositId, request) =>
        `${conforming(depositId, request)} ${headerValue(request.headers, scheme.date.header)}`,
    },
  },
  // Each delivery has its own date, and so its own signature.
  'duplicates-told-by-signature': {
    title: 'A duplicate is recognized by its Authorization.',
    breaks: ['RCV-03'],
    mayBreak: ['RCV-12'],
    override: {
      duplicateKey: (conforming) => (depositId, request) =>
        headerValue(request.headers, scheme.signature.header) ?? conforming(depositId, request),
    },
  },
  // What is expired stays so.
  'expired-is-final': {
    title: 'A deposit that was EXPIRED or CANCELLED is not looked at again.',
    breaks: ['RCV-17'],
    mayBreak: ['RCV-12'],
    override: {
      isDuplicate:
        () =>
        ({ released, lastStatus }) =>
          released || lastStatus === 'EXPIRED' || lastStatus === 'CANCELLED',
    },
  },
  // A deposit that has a status in the database is done.
  'known-status-is-final': {
    title: 'A deposit whose status was seen once is not looked at again.',
    row: 'R06',
    breaks: ['RCV-05', 'RCV-07', 'RCV-12', 'RCV-17'],
    mayBreak: ['RCV-03'],
    override: {
      isDuplicate:
        () =>
        ({ released, lastStatus }) =>
          released || lastStatus !== undefined,
    },
  },
  // PENDING was processed, so the next one is a duplicate.
  'pending-is-final': {
    title: 'A deposit that was PENDING is not looked at again.',
    row: 'R06',
    breaks: ['RCV-07', 'RCV-12', 'RCV-17'],
    override: {
      isDuplicate:
        () =>
        ({ released, lastStatus }) =>
          released || lastStatus === 'PENDING',
    },
  },
  // The id is stored when it comes, and a stored one is a duplicate.
  'received-counts-as-done': {
    title: 'A deposit that was notified before is not looked at again.',
    row: 'R06',
    breaks: ['RCV-05', 'RCV-07', 'RCV-12', 'RCV-17', 'RCV-19', 'RCV-21'],
    mayBreak: ['RCV-03'],
    override: {
      isDuplicate:
        () =>
        ({ received }) =>
          received,
    },
  },
  // A lock on the deposit, and a notification that finds it taken gets 200.
  'dropped-while-another-is-worked-on': {
    title: 'A notification is acknowledged and dropped while an earlier one of its deposit is processed.',
    row: 'R07',
    breaks: ['RCV-07', 'RCV-12'],
    override: { whileWorking: () => () => 'drop' },
  },
  // Whether it was released is read, and some time later it is written.
  'checked-then-released': {
    title: 'Two notifications at once both find the order unreleased.',
    row: 'R04',
    breaks: ['RCV-03'],
    override: { releaseGuard: () => () => 'check-then-act' },
  },
  // The order has one status column, and the last notification writes it.
  'last-status-decides': {
    title: 'An order counts as released while the last status that was seen is COMPLETED.',
    row: 'R07',
    breaks: ['RCV-03', 'RCV-05', 'RCV-12'],
    override: { releaseGuard: () => () => 'last-status' },
  },
  // A duplicate is detected when it comes, and no more.
  'released-by-every-answer': {
    title: 'A notification that was being processed when another released the order releases it again.',
    row: 'R04',
    breaks: ['RCV-03'],
    override: { releaseGuard: () => () => 'none' },
  },
  // The mail goes out as soon as the event is there.
  'mailed-when-notified': {
    title: 'Each notification sends a mail.',
    breaks: ['RCV-03'],
    override: { mails: () => () => 'when-notified' },
  },
  // The mail is sent where the status is read.
  'mailed-when-paid': {
    title: 'Each status call that shows COMPLETED sends a mail.',
    breaks: ['RCV-03'],
    override: { mails: () => () => 'when-paid' },
  },
  // The release is guarded, and what is done before it is not.
  'mailed-before-the-guard': {
    title: 'A mail is sent before checking whether the order was released.',
    breaks: ['RCV-03'],
    override: { mails: () => () => 'before-guard' },
  },
  // The page is another program, with another way to the database.
  'return-page-releases-unguarded': {
    title: 'The return page asks the status and releases, whether the order was released or not.',
    breaks: ['RCV-03'],
    override: { returnPage: () => () => 'asks-unguarded' },
  },
  // The page reads the order, then asks the status, then writes.
  'return-page-looks-before-it-asks': {
    title: 'The return page checks whether the order was released before it asks the status, and not after.',
    breaks: ['RCV-03'],
    override: { returnPage: () => () => 'asks-if-unreleased' },
  },
  // A payer that comes back to the success URL has paid.
  'return-page-believes': {
    title: 'The return page releases without asking the status.',
    breaks: ['RCV-06'],
    override: { returnPage: () => () => 'believes' },
  },
  // The mail belongs to the handler of notifications, which finds nothing to do any more.
  'return-page-sends-no-mail': {
    title: 'The return page asks the status and releases once, without the mail of a release.',
    breaks: ['RCV-03'],
    override: { returnPage: () => () => 'asks-and-sends-no-mail' },
  },
  // Two worker processes, each with a map of its own.
  'releases-remembered-by-each-worker': {
    title: 'Two workers take turns, and each remembers what it released itself.',
    breaks: ['RCV-03'],
    override: { remembersReleases: () => () => 'in-two-memories' },
  },
  // The order of a payer who comes back without a payment was given up.
  'return-page-cancels': {
    title: 'The return page gives an order up that is not paid yet, and a later notification finds nothing to do.',
    breaks: ['RCV-07'],
    override: { returnPage: () => () => 'cancels' },
  },
  // Released is a state of the order, and refunded is another one.
  'released-again-after-a-refund': {
    title: 'An order whose refund was counted is released by the next notification of its deposit.',
    breaks: ['RCV-03'],
    override: { staysReleased: () => () => false },
  },
  // An early release has no row of its own where releases are kept.
  'early-release-not-marked': {
    title: 'EARLY_RELEASED releases, and COMPLETED releases once more.',
    breaks: ['RCV-03'],
    override: {
      releases: (conforming) => (seen, order) => {
        const decided = conforming({ ...seen, status: 'COMPLETED' }, order);
        return seen.status === 'EARLY_RELEASED' && decided === 'release' ? 'release-unmarked' : conforming(seen, order);
      },
    },
  },
  // What was released is kept in a map of the process.
  'releases-remembered-in-memory': {
    title: 'A restart forgets what was released.',
    breaks: ['RCV-03', 'RCV-19'],
    override: { remembersReleases: () => () => 'in-memory' },
  },
  // SET with EX 60, as the example of the cache has it.
  'releases-remembered-for-a-minute': {
    title: 'What was released is remembered for a minute.',
    breaks: ['RCV-03'],
    override: { remembersReleases: () => () => ({ forMs: 60_000 }) },
  },
  // The key of the cache lives an hour.
  'releases-remembered-for-an-hour': {
    title: 'What was released is remembered for an hour.',
    breaks: ['RCV-03'],
    override: { remembersReleases: () => () => ({ forMs: 3_600_000 }) },
  },
  // Duplicates are said to come within seconds.
  'releases-remembered-for-ten-seconds': {
    title: 'What was released is remembered for ten seconds.',
    breaks: ['RCV-03'],
    override: { remembersReleases: () => () => ({ forMs: 10_000 }) },
  },
  // A cache with limited room.
  'last-hundred-releases-remembered': {
    title: 'The last hundred orders that were released are remembered.',
    breaks: ['RCV-03'],
    override: { remembersReleases: () => () => ({ last: 100 }) },
  },
});
