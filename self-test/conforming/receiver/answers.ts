import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.ts';
import { defineConforming } from '../../define.ts';
import { answeredAs, answeredWithStatus, notAnswered } from '../../receiver-answers.ts';

/** Other answers to a notification. */
export const answersVariants = defineConforming<ReceiverDecisions>({
  'early-ones-kept': {
    title: 'A notification that comes before its order is acknowledged, kept for a minute, and processed when the order is there.',
    override: { withoutOrder: () => () => ({ keptFor: 60_000 }) },
  },
  'prints-what-it-does': {
    title: 'It prints the body of each notification, the X-Login and how it ended.',
    override: {
      prints: (conforming) => (handled, about) =>
        `${conforming(handled, about)} ${about.keys.current.apiKey} ${decodeUtf8(about.request.body)}`,
    },
  },
  'prints-what-it-refuses': {
    title: 'It prints the fields of what it refuses.',
    override: {
      prints: (conforming) => (handled, about) =>
        handled === 'unverified' ? JSON.stringify(about.request.headers) : conforming(handled, about),
    },
  },
  queued: {
    title: 'It acknowledges at once, and works through a durable queue that tries again.',
    override: {
      acknowledges: () => () => ({ when: 'at-once', keeps: 'durably', retries: [100, 200, 400, 800, 1000, 1000, 1000, 1000, 1000, 1000] }),
    },
  },
  'queued-in-turn': {
    title: 'One worker does all work in turn, and puts back what fails.',
    override: {
      acknowledges: () => () => ({ when: 'at-once', keeps: 'durably', inTurn: 'by-try', retries: Array(12).fill(1000) as number[] }),
    },
  },
  'answers-as-pages': {
    title: 'Answers are HTML.',
    override: {
      answer: (conforming) => (handled, about) => {
        const delivery = conforming(handled, about);
        if (delivery.kind !== 'response') return delivery;
        return {
          ...delivery,
          response: { ...delivery.response, headers: [['Content-Type', 'text/html']], body: encodeUtf8('<p>Thanks</p>') },
        };
      },
    },
  },
  'answers-without-body': {
    title: 'Answers have no body.',
    override: {
      answer: (conforming) => (handled, about) => {
        const delivery = conforming(handled, about);
        return delivery.kind === 'response'
          ? { ...delivery, response: { ...delivery.response, headers: [], body: new Uint8Array(0) } }
          : delivery;
      },
    },
  },
  'created-for-releases': { title: 'A release gets 201: any 2XX acknowledges (C24).', override: answeredWithStatus('released', 201) },
  'failures-answered-500': {
    title: 'A failure while handling gets 500, as frameworks answer an exception.',
    override: answeredWithStatus('failed', 500),
  },
  'failures-closed': {
    title: 'A failure while handling closes the connection: not 2XX either.',
    override: notAnswered('failed', 'closed'),
  },
  'failures-redirected': { title: 'A failure while handling ends at a page: 302 is not 2XX.', override: answeredWithStatus('failed', 302) },
  'forged-ones-closed': {
    title: 'A forged notification gets no answer: its connection is closed.',
    override: notAnswered('unverified', 'closed'),
  },
  'forged-ones-dropped': {
    title: 'A forged notification is dropped silently and gets 200.',
    warns: ['RCV-16'],
    override: answeredAs('unverified', 'duplicate'),
  },
  'forged-ones-forbidden': { title: 'A forged notification gets 403.', override: answeredWithStatus('unverified', 403) },
  'forged-ones-not-found': {
    title: 'A forged notification gets 404, so that nothing is revealed.',
    override: answeredWithStatus('unverified', 404),
  },
  'garbage-acknowledged': {
    title: 'What cannot be read is acknowledged: that it comes again makes it no better.',
    override: answeredWithStatus('unreadable', 200),
  },
  'garbage-closed': {
    title: 'The connection of what cannot be read is closed.',
    override: {
      answer: (conforming) => (handled, about) =>
        handled === 'unreadable' || handled === 'too-large' ? { kind: 'closed' } : conforming(handled, about),
    },
  },
  'garbage-unprocessable': {
    title: 'What cannot be read gets 422, as some frameworks answer.',
    override: answeredWithStatus('unreadable', 422),
  },
  'mismatches-refused': {
    title: 'A payment that is not that of the order gets 409, until somebody has looked at it.',
    override: answeredWithStatus('mismatched', 409),
  },
  'no-content-for-duplicates': {
    title: 'A duplicate gets 204: any 2XX acknowledges (C24).',
    override: answeredWithStatus('duplicate', 204),
  },
  'no-content-for-releases': { title: 'A release gets 204: any 2XX acknowledges (C24).', override: answeredWithStatus('released', 204) },
  'other-methods-acknowledged': {
    title: 'A health check by GET gets 200, and does nothing.',
    override: answeredWithStatus('not-taken', 200),
  },
  'other-methods-closed': { title: 'Other methods than POST get no answer.', override: notAnswered('not-taken', 'closed') },
  'unknown-deposits-acknowledged': {
    title: 'A deposit that the API does not know is acknowledged: there is nothing to do.',
    override: answeredWithStatus('unknown-deposit', 200),
  },
  'unknown-ids-are-none': {
    title: '400 and 404 of the API are acknowledged, as is a deposit without an order.',
    warns: ['RCV-22'],
    override: {
      answer: (conforming) => (handled, about) =>
        conforming(handled === 'unknown-deposit' || handled === 'no-order' ? 'duplicate' : handled, about),
    },
  },
  'unknown-orders-acknowledged': {
    title: 'A deposit without an order is acknowledged: there is nothing to do.',
    warns: ['RCV-22'],
    override: answeredWithStatus('no-order', 200),
  },
});
