import { jsonIn } from '../../../core/contract/answer-body.ts';
import type { Order, ReceiverDecisions, StatusSeen } from '../../../core/decisions/receiver.ts';
import type { Answer } from '../../../core/exchange.ts';
import { member } from '../../../core/json.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';
import { uncaught } from '../../uncaught.ts';

const unpaid: StatusSeen = { kind: 'state', status: 'UNKNOWN', amount: '0', currency: '', invoiceId: '' };

/** A 200 with JSON. */
function isReadable(answer: Answer): boolean {
  return answer.kind === 'response' && answer.response.status === 200 && jsonIn(answer.response.body) !== undefined;
}

/** An answer about the order, with COMPLETED where it has no status. */
function withStatus(answer: Answer, order: Order | undefined): Answer {
  const told = answer.kind === 'response' ? jsonIn(answer.response.body) : undefined;
  if (answer.kind !== 'response' || told?.kind !== 'object' || order === undefined) return answer;
  const status = member(told, 'status');
  if (member(told, 'local_amount') === undefined || (status?.kind === 'string' && status.value !== '')) return answer;
  const text = Buffer.from(answer.response.body).toString('utf8');
  const body = encodeUtf8(JSON.stringify({ ...(JSON.parse(text) as object), status: 'COMPLETED' }));
  return { kind: 'response', response: { ...answer.response, body } };
}

/** What is learnt about the deposit by asking (RCV-05, RCV-06, RCV-21). */
export const statusFaults = defineFaults<ReceiverDecisions>({
  // Nothing awaits the promise of the call, and an unhandled rejection ends the program.
  'failed-status-call-ends-the-process': {
    title: 'An answer 500 of the status API ends the process.',
    breaks: ['RCV-05'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        if (answer.kind === 'response' && answer.response.status === 500) throw uncaught('Unhandled rejection');
        return conforming(answer, body, order);
      },
    },
  },
  // COMPLETED is the default of the column.
  'missing-status-read-as-completed': {
    title: 'An answer that names the deposit without a status is read as COMPLETED.',
    breaks: ['RCV-06', 'RCV-21'],
    override: { readStatus: (conforming) => (answer, body, order) => conforming(withStatus(answer, order), body, order) },
  },
  // The prices of the shop were in dollars once.
  'amount-in-dollars-enough': {
    title: 'The amount in dollars is compared too, and one of both is enough.',
    breaks: ['RCV-11'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        const seen = conforming(answer, body, order);
        const told = answer.kind === 'response' ? jsonIn(answer.response.body) : undefined;
        const dollars = told && member(told, 'usd_amount');
        const isEnough = seen.kind === 'state' && dollars?.kind === 'number' && Number(dollars.text) === Number(order?.amount);
        return isEnough && order ? { ...seen, amount: order.amount } : seen;
      },
    },
  },
  // The model of the answer allows no further properties.
  'unknown-members-refused': {
    title: 'A status answer with a member that is not in its model is a failure.',
    breaks: ['RCV-02'],
    override: {
      readStatus: (conforming) => (answer, body, order) =>
        answer.kind === 'response' && Buffer.from(answer.response.body).toString('latin1').includes('"processing_ms"')
          ? { kind: 'failed' }
          : conforming(answer, body, order),
    },
  },
  // The number is compared as it is written in the answer.
  'amount-compared-as-text': {
    title: 'The amount of the status is compared as text with that of the order.',
    breaks: ['RCV-02'],
    override: {
      releases: (conforming) => (seen, order) => {
        const plain = (text: string): string => (text.includes('.') ? text.replace(/0$/, '') : text);
        return plain(seen.amount) === plain(order.amount) ? conforming(seen, order) : 'mismatched';
      },
    },
  },
  // The notification counts as the payment.
  'notified-is-paid': {
    title: 'The status is never asked: whatever is notified is paid.',
    row: 'R08',
    breaks: ['RCV-05', 'RCV-06', 'RCV-10', 'RCV-11', 'RCV-21'],
    override: {
      source: () => (_body, order) =>
        order ? { kind: 'state', status: 'COMPLETED', amount: order.amount, currency: order.currency, invoiceId: order.invoiceId } : 'api',
    },
  },
  // Another API of the same house sends the address to ask.
  'status-url-of-the-body-asked': {
    title: 'The status is asked at the address that the body names.',
    breaks: ['RCV-06'],
    override: {
      statusRequest: (conforming) => (depositId, keys, now, body) => {
        const request = conforming(depositId, keys, now, body);
        const url = member(body, 'status_url');
        return url?.kind === 'string' && URL.canParse(url.value) ? { ...request, target: new URL(url.value).pathname } : request;
      },
    },
  },
  // The client of the API knows 500 and 503 as failures, and reads the others as a deposit without a status.
  'gateway-failures-read-as-unpaid': {
    title: '502 and 504 of the status API are taken for a deposit that is not paid.',
    row: 'R02',
    breaks: ['RCV-05'],
    override: {
      readStatus: (conforming) => (answer, body, order) =>
        answer.kind === 'response' && [502, 504].includes(answer.response.status) ? unpaid : conforming(answer, body, order),
    },
  },
  // Everything below 400 is a success.
  'redirects-read-as-unpaid': {
    title: 'A redirect of the status API is taken for a deposit that is not paid.',
    row: 'R02',
    breaks: ['RCV-05'],
    override: {
      readStatus: (conforming) => (answer, body, order) =>
        answer.kind === 'response' && answer.response.status >= 300 && answer.response.status < 400
          ? unpaid
          : conforming(answer, body, order),
    },
  },
  // An enum of the older pages.
  'early-release-not-known': {
    title: 'EARLY_RELEASED cannot be read, and gets 503.',
    breaks: ['RCV-02'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        const seen = conforming(answer, body, order);
        return seen.kind === 'state' && seen.status === 'EARLY_RELEASED' ? { kind: 'failed' } : seen;
      },
    },
  },
  // A parameter that another API of the same house takes, seen only in the calls themselves.
  'secret-in-the-status-url': {
    title: 'The status is asked with the API Signature in the query.',
    row: 'C17',
    breaks: ['AUT-07'],
    override: {
      statusRequest: (conforming) => (depositId, keys, now, body) => {
        const request = conforming(depositId, keys, now, body);
        return { ...request, target: `${request.target}?secret=${encodeURIComponent(keys.current.apiSignature)}` };
      },
    },
  },
  // While the circuit is open there is nothing to ask, so there is nothing to do.
  'circuit-breaker-acknowledges': {
    title: 'After five failed status calls it asks nothing for half a minute, and acknowledges what comes.',
    row: 'R02',
    breaks: ['RCV-05', 'RCV-21'],
    override: { circuitBreaker: () => () => ({ ms: 30_000, meanwhile: 'not-paid' }) },
  },
  // As urllib of Python and stream contexts of PHP do by default.
  'status-redirects-followed': {
    title: 'A redirect of the status API to another host is followed with all headers.',
    row: 'C17',
    breaks: ['AUT-07'],
    override: { follows: () => () => 'with-keys' },
  },
  // As fetch does: it takes Authorization off, and knows nothing of X-Login.
  'status-redirects-followed-with-login': {
    title: 'A redirect of the status API to another host is followed with the X-Login.',
    row: 'C17',
    breaks: ['AUT-07'],
    override: { follows: () => () => 'with-login' },
  },
  // The status call has no deadline of its own.
  'status-waited-for-a-minute': {
    title: 'The answer waits for the status for a minute.',
    row: 'R11',
    breaks: ['RCV-14'],
    override: { statusTimeLimit: () => () => 60_000 },
  },
  // The order is compared with what was notified, before the API is asked for the status.
  'amount-of-the-body-believed': {
    title: 'An amount in the body stands for that of the API.',
    row: 'R08',
    breaks: ['RCV-06', 'RCV-08'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        const seen = conforming(answer, body, order);
        const claimed = member(body, 'amount');
        return seen.kind === 'state' && claimed?.kind === 'number' ? { ...seen, amount: claimed.text } : seen;
      },
    },
  },
  // The body may say that there is nothing to do.
  'cancelled-in-the-body-believed': {
    title: 'A body that says CANCELLED or PENDING is not looked into.',
    row: 'R08',
    breaks: ['RCV-06'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        const seen = conforming(answer, body, order);
        const claimed = member(body, 'status');
        return seen.kind === 'state' && claimed?.kind === 'string' && claimed.value !== 'COMPLETED'
          ? { ...seen, status: claimed.value }
          : seen;
      },
    },
  },
  // A status that cannot be read counts as none.
  'failures-read-as-unpaid': {
    title: 'A failed status call counts as a deposit that is not paid.',
    row: 'R02',
    breaks: ['RCV-05', 'RCV-21'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        const seen = conforming(answer, body, order);
        return seen.kind === 'failed' ? { kind: 'state', status: 'PENDING', amount: '0', currency: '', invoiceId: '' } : seen;
      },
    },
  },
  // When the API is down, the notification is all there is.
  'failures-read-from-the-body': {
    title: 'Where the API fails, the status in the body is accepted.',
    row: 'R08',
    breaks: ['RCV-06'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        const seen = conforming(answer, body, order);
        const claimed = member(body, 'status');
        if (seen.kind !== 'failed' || claimed?.kind !== 'string' || order === undefined) return seen;
        return { kind: 'state', status: claimed.value, amount: order.amount, currency: order.currency, invoiceId: order.invoiceId };
      },
    },
  },
  // The status is cut out of the answer by its last colon.
  'last-status-in-the-answer-read': {
    title: 'The last status anywhere in the answer counts.',
    row: 'R08',
    breaks: ['RCV-06'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        const seen = conforming(answer, body, order);
        if (seen.kind !== 'state' || answer.kind !== 'response') return seen;
        const last = [
          ...Buffer.from(answer.response.body)
            .toString()
            .matchAll(/"status":\s*"(\w+)"/g),
        ].at(-1)?.[1];
        return { ...seen, status: last ?? seen.status };
      },
    },
  },
  // Only an exception counts as a failure, and an answer of 500 throws none.
  'server-errors-read-as-unpaid': {
    title: 'A 5xx of the status API counts as a deposit that is not paid.',
    row: 'R02',
    breaks: ['RCV-05'],
    override: {
      readStatus: (conforming) => (answer, body, order) =>
        answer.kind === 'response' && answer.response.status >= 500
          ? { kind: 'state', status: 'UNKNOWN', amount: '0', currency: '', invoiceId: '' }
          : conforming(answer, body, order),
    },
  },
  // Everything that parses is an answer, and a missing status is not COMPLETED.
  'no-status-is-unpaid': {
    title: 'An answer without a status counts as a deposit that is not paid.',
    row: 'R02',
    breaks: ['RCV-21'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        const seen = conforming(answer, body, order);
        return seen.kind === 'failed' && isReadable(answer) ? unpaid : seen;
      },
    },
  },
  // The parser's exception is caught where it is thrown, and nothing is known.
  'pages-are-unpaid': {
    title: 'A 200 that is not JSON counts as a deposit that is not paid.',
    row: 'R02',
    breaks: ['RCV-21'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        const seen = conforming(answer, body, order);
        const isOk = answer.kind === 'response' && answer.response.status === 200;
        return seen.kind === 'failed' && isOk && !isReadable(answer) ? unpaid : seen;
      },
    },
  },
  // A model of the notification has a status, so it is used.
  'status-of-the-body-believed': {
    title: 'A status in the body stands for that of the API.',
    row: 'R08',
    breaks: ['RCV-06'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        const seen = conforming(answer, body, order);
        const claimed = member(body, 'status');
        return seen.kind === 'state' && claimed?.kind === 'string' ? { ...seen, status: claimed.value } : seen;
      },
    },
  },
  // The API has forgotten old deposits, so an unknown one must have been paid.
  'unknown-deposits-are-paid': {
    title: 'A deposit that the API does not know is taken for paid.',
    row: 'R13',
    breaks: ['RCV-06', 'RCV-10'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        const seen = conforming(answer, body, order);
        if (seen.kind !== 'unknown-deposit' || order === undefined) return seen;
        return { kind: 'state', status: 'COMPLETED', amount: order.amount, currency: order.currency, invoiceId: order.invoiceId };
      },
    },
  },
  // The client of the API throws on 404.
  'unknown-ids-fail-inside': {
    title: 'A deposit that the API does not know gets 503.',
    row: 'R13',
    breaks: ['RCV-10'],
    override: {
      readStatus: (conforming) => (answer, body, order) => {
        const seen = conforming(answer, body, order);
        return seen.kind === 'unknown-deposit' ? { kind: 'failed' } : seen;
      },
    },
  },
});
