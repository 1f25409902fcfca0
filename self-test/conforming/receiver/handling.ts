import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { defineConforming } from '../../define.ts';

/** One status call in this many: a prime, so that another part of a case is affected each time. */
const oneIn = 11;

/** Other ways to process a notification. */
export const handlingVariants = defineConforming<ReceiverDecisions>({
  'releases-remembered-for-a-month': {
    title: 'What was released is remembered for a month.',
    override: { remembersReleases: () => () => ({ forMs: 30 * 86_400_000 }) },
  },
  'return-page-asks': {
    title: 'The page that the payer comes back to asks the status, and releases with the same guard.',
    override: { returnPage: () => () => 'asks' },
  },
  'own-refund-counts-at-once': {
    title: 'Its own refund counts with the answer, under the mark that its notification uses.',
    override: { ownRefund: () => () => 'counts' },
  },
  'refund-notified-early-waits': {
    title: 'A notification of a refund waits for the answer to its own.',
    override: { whileRefunding: () => () => 'wait' },
  },
  'refund-notified-early-refused': {
    title: 'A notification of a refund is refused while the answer to its own is not there, and comes again.',
    override: { whileRefunding: () => () => 'refuse' },
  },
  'ten-at-once': { title: 'It works on ten notifications at once, and answers 503 to more.', override: { mostAtOnce: () => () => 10 } },
  'four-at-once': { title: 'It works on four notifications at once, and answers 503 to more.', override: { mostAtOnce: () => () => 4 } },
  'queries-not-routed': {
    title: 'A URL with a query is not that of the route.',
    override: { takes: (conforming) => (request) => conforming(request) && !request.target.includes('?') },
  },
  'duplicates-asked-again': {
    title: 'The status of a released order is asked again; the release is guarded where it is written.',
    override: { isDuplicate: () => () => false },
  },
  'busy-while-working': {
    title: 'A notification of a deposit that is being processed is refused, and comes again.',
    override: { whileWorking: () => () => 'refuse' },
  },
  'one-at-a-time': {
    title: 'Notifications of one deposit are processed one after another.',
    override: { whileWorking: () => () => 'wait' },
  },
  'circuit-breaker': {
    title: 'After five failed status calls it asks nothing for a minute, and answers 503.',
    override: { circuitBreaker: () => () => ({ ms: 60_000, meanwhile: 'failed' }) },
  },
  'patient-circuit-breaker': {
    title: 'After five failed status calls it asks nothing for four minutes, and answers 503.',
    override: { circuitBreaker: () => () => ({ ms: 240_000, meanwhile: 'failed' }) },
  },
  'redirects-followed-without-keys': {
    title: 'A redirect of the status API to another host is followed without keys.',
    override: { follows: () => () => 'without-keys' },
  },
  'short-patience': { title: 'The status is waited for half a second.', override: { statusTimeLimit: () => () => 500 } },
  // On a machine under load the answer of the API sometimes comes too late: that notification is not acknowledged, and comes again.
  'status-too-late-now-and-then': {
    title: 'Some status calls are given up, and their notifications get 503.',
    override: {
      readStatus: (conforming) => {
        let calls = 0;
        return (answer, body, order) => {
          calls += 1;
          return calls % oneIn === 3 ? { kind: 'failed' } : conforming(answer, body, order);
        };
      },
    },
  },
  'old-answers-dropped': {
    title: 'An answer of the status that a later call has overtaken is dropped.',
    override: { overtaken: () => (askedAt, latestAskedAt) => (askedAt < latestAskedAt ? 'dropped' : 'dealt-with') },
  },
  'empty-answers-are-unpaid': {
    title: 'A 200 that says nothing about the deposit counts as not paid: the API never answers that.',
    warns: ['RCV-21'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        const seen = conforming(answer, body, order);
        const isOk = answer.kind === 'response' && answer.response.status === 200;
        return seen.kind === 'failed' && isOk ? { kind: 'state', status: '', amount: '', currency: '', invoiceId: '' } : seen;
      },
    },
  },
  'early-release-is-enough': {
    title: 'EARLY_RELEASED releases: it is the merchant who asked for it (C22).',
    override: {
      releases: (conforming) => (seen, order) =>
        conforming(seen.status === 'EARLY_RELEASED' ? { ...seen, status: 'COMPLETED' } : seen, order),
    },
  },
});
