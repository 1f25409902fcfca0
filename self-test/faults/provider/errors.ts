import type { Refusal } from '../../../core/contract/refusal.ts';
import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';

/** A call that is refused for one reason gets the answer of another. */
const answeredAs = (because: Refusal['because'], other: Refusal): Override<ProviderDecisions> => ({
  answerTo: (conforming) => (refusal, call, expected) => conforming(refusal.because === because ? other : refusal, call, expected),
});

/** A call that is refused for one reason gets another status. */
const answeredWithStatus = (because: Refusal['because'], status: number): Override<ProviderDecisions> => ({
  answerTo: (conforming) => (refusal, call, expected) => {
    const answer = conforming(refusal, call, expected);
    return refusal.because === because ? { ...answer, status } : answer;
  },
});

/** A call that is refused for one reason is executed anyway. */
const executedAfter = (because: Refusal['because']): Override<ProviderDecisions> => ({
  afterRefusal: (conforming) => (refusal, call) => (refusal.because === because ? 'work-silently' : conforming(refusal, call)),
});

/** The answer to a refused call, and what follows a refusal (ERR, END-03, END-08). */
export const errorsFaults = defineFaults<ProviderDecisions>({
  // The parser refuses what is not of today.
  'date-of-another-day-answered-as-ill-formed': {
    title: 'A date more than a day off gets code 101.',
    breaks: ['ERR-103'],
    override: {
      date: (conforming) => (text, call) => {
        const date = conforming(text, call);
        return date !== undefined && Math.abs(date - call.now) > 86_000_000 ? undefined : date;
      },
    },
  },
  // A used key is a conflict to the framework, whose own error body it gets.
  'used-key-answered-by-a-conflict': {
    title: 'A used X-Idempotency-Key gets HTTP 409 in another envelope.',
    breaks: ['ERR-000', 'ERR-104', 'IDM-02'],
    override: {
      replay: () => () => ({ status: 409, headers: [['Content-Type', 'application/json']], body: encodeUtf8('{"error":"Conflict"}') }),
    },
  },
  // The work is queued before the signature is compared; only the answer says no.
  'declined-and-executed': {
    title: 'A call with a wrong signature is declined and takes effect.',
    row: 'S43',
    breaks: ['SIG-02', 'SIG-03', 'SIG-04', 'SIG-07'],
    override: executedAfter('signature-wrong'),
  },
  // The row is written first, and the answer tells what was wrong with it.
  'invalid-and-executed': {
    title: 'A creation that is refused for its body is made anyway.',
    row: 'I18',
    breaks: ['END-03'],
    override: executedAfter('body-invalid'),
  },
  // The address is checked when the answer is written, after the work.
  'unlisted-and-executed': {
    title: 'A call from an unlisted address is refused and takes effect.',
    breaks: ['IPA-01'],
    override: executedAfter('address-unlisted'),
  },
  // The framework itself answers for unknown resources.
  'unknown-ids-answered-in-other-words': {
    title: 'An unknown deposit or refund is answered by a message without a code.',
    breaks: ['ERR-000'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        refusal.because === 'not-found'
          ? { status: 404, body: { error: 'Not Found', path: 'deposits' } }
          : conforming(refusal, call, expected),
    },
  },
  // The client library of the bank throws its own error, which is passed on.
  'refunds-refused-in-other-words': {
    title: 'A refund that is too early is refused by a list of errors.',
    breaks: ['ERR-000'],
    shownBy: ['END-07'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        refusal.because === 'deposit-not-completed'
          ? { status: 400, body: { errors: [{ id: 'state' }] } }
          : conforming(refusal, call, expected),
    },
  },
  // A blank field counts as missing.
  'blank-header-answered-as-missing': {
    title: 'A blank X-Idempotency-Key gets code 101.',
    breaks: ['ERR-105'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        refusal.because === 'header-blank'
          ? conforming({ because: 'header-missing', header: refusal.header }, call, expected)
          : conforming(refusal, call, expected),
    },
  },
  // Errors are in the body, and the status is always 200.
  'invalid-bodies-answered-by-200': {
    title: 'A body that breaks its schema gets the error with status 200.',
    breaks: ['END-02', 'END-03', 'END-08'],
    override: answeredWithStatus('body-invalid', 200),
  },
  // Headers are judged by the same validator as bodies.
  'missing-header-answered-as-bad-request-body': {
    title: 'A missing header gets code 201.',
    breaks: ['ERR-101'],
    override: answeredAs('header-missing', { because: 'body-invalid', problems: [] }),
  },
  // The gateway answers in its own form.
  'missing-header-answered-without-envelope': {
    title: 'A missing header is answered with only a message.',
    breaks: ['ERR-000', 'ERR-101'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        refusal.because === 'header-missing' ? { status: 400, body: { message: 'Bad Request' } } : conforming(refusal, call, expected),
    },
  },
  // For the library, a date that is off makes a signature wrong.
  'stale-date-answered-as-wrong-signature': {
    title: 'A date outside the window gets code 102.',
    breaks: ['ERR-103'],
    override: answeredAs('date-outside', { because: 'signature-wrong' }),
  },
  // Nobody should learn which logins exist.
  'unknown-login-answered-as-wrong-signature': {
    title: 'An unknown X-Login gets code 102.',
    breaks: ['ERR-100'],
    override: answeredAs('credentials-unknown', { because: 'signature-wrong' }),
  },
  // The gateway translates what it cannot authenticate.
  'unknown-login-answered-by-403': {
    title: 'An unknown X-Login gets HTTP 403.',
    breaks: ['ERR-100'],
    override: answeredWithStatus('credentials-unknown', 403),
  },
  // The router knows pairs of method and path only.
  'unknown-method-answered-as-unknown-path': {
    title: 'An undocumented method gets code 208.',
    breaks: ['ERR-200'],
    override: answeredAs('method-not-allowed', { because: 'path-unknown' }),
  },
  // The framework answers 405 by itself, with nothing in it.
  'unknown-method-answered-without-body': {
    title: 'An undocumented method gets an empty 405.',
    breaks: ['ERR-200'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) =>
        refusal.because === 'method-not-allowed' ? { status: 405, body: undefined } : conforming(refusal, call, expected),
    },
  },
  // The validator's own error page is sent.
  'violations-told-without-envelope': {
    title: "A broken rule of the body is reported in the framework's words, without a code.",
    breaks: ['END-08', 'ERR-000'],
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const answer = conforming(refusal, call, expected);
        return refusal.because === 'body-invalid' ? { ...answer, body: { message: ['validation failed'], error: 'Bad Request' } } : answer;
      },
    },
  },
  // One message for everything that cannot be authenticated.
  'wrong-signature-answered-as-unknown-login': {
    title: 'A wrong signature gets code 100.',
    breaks: ['ERR-102'],
    override: answeredAs('signature-wrong', { because: 'credentials-unknown' }),
  },
  // The web application firewall owns that refusal.
  'wrong-signature-answered-by-403': {
    title: 'A wrong signature gets HTTP 403.',
    breaks: ['ERR-102'],
    override: answeredWithStatus('signature-wrong', 403),
  },
});
