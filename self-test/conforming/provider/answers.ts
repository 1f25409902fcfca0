import { countsAgainstDeposit } from '../../../core/contract/refunds.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import type { Delivery, HeaderLine } from '../../../core/exchange.ts';
import { type JsonTree, type JsonValue, parseJson, writeJson } from '../../../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.ts';
import { reversal } from '../../../schemas/contract.ts';
import { contractOf } from '../../../schemas/contracts.ts';
import { defineConforming } from '../../define.ts';

const refund = reversal(contractOf('deposits-v3')) ?? { statuses: [] };

/** One answer in this many is lost: a prime, so that another call of a case is affected each time. */
const oneIn = 151;

/** Answers after the work was done, or may have been; a 429 says that it was not. */
const stumbles: readonly Delivery[] = [
  { kind: 'response', response: { status: 502, headers: [], body: new Uint8Array() } },
  { kind: 'closed' },
  { kind: 'response', response: { status: 503, headers: [], body: new Uint8Array() } },
];

const page: readonly HeaderLine[] = [['Content-Type', 'text/html']];
const maintenance = encodeUtf8('<html><head><title>502 Bad Gateway</title></head><body><center>nginx/1.24.0</center></body></html>');
const failure = encodeUtf8('{"code":500,"description":"Internal error","type":"GENERIC_ERROR"}');

function turned(json: JsonTree): JsonTree {
  if (json.kind === 'array') return { kind: 'array', items: json.items.map(turned) };
  if (json.kind !== 'object') return json;
  return { kind: 'object', members: json.members.map(([name, value]) => [name, turned(value)] as const).toReversed() };
}

/** Other forms of the same answer. */
export const answersVariants = defineConforming<ProviderDecisions>({
  'ids-counted-alike-in-both-environments': {
    title: 'Ids are counted from the same number in both environments: one id means two deposits (ENV-03).',
    override: { numbersOf: (conforming) => () => conforming('first') },
  },
  // C23: by one interpretation PENDING is a checkout that the payer has opened, so that a new deposit is CREATED.
  'deposits-begin-created': {
    title: 'A new deposit is CREATED, with all data too (C23).',
    override: {
      body: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        if (typeof usual !== 'object' || usual === null || !('status' in usual) || usual.status !== 'PENDING') return usual;
        return call.parameters.deposit_id === undefined ? usual : { ...usual, status: 'CREATED' };
      },
    },
  },
  // One page shows merchant_invoice_id where another shows invoice_id; objects are open.
  'invoice-ids-under-both-names': {
    title: 'Answers with an invoice id have it under both names.',
    override: {
      body: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        if (typeof usual !== 'object' || usual === null) return usual;
        if ('invoice_id' in usual) return { ...usual, merchant_invoice_id: usual.invoice_id };
        return 'merchant_invoice_id' in usual ? { ...usual, invoice_id: usual.merchant_invoice_id } : usual;
      },
    },
  },
  'more-members-in-answers': {
    title: 'Answers have members that no page shows: objects are open.',
    override: {
      body: (conforming) => (body, call) => {
        const answer = conforming(body, call);
        const more = (members: JsonValue): JsonValue =>
          typeof members === 'object' && members !== null && !Array.isArray(members)
            ? { trace: 'f3', ...members, links: [{ rel: 'self' }], retried: null }
            : members;
        return Array.isArray(answer) ? answer.map(more) : more(answer);
      },
    },
  },
  // A card refund is answered at once, with its deposit and what came of it.
  'refunds-told-with-their-result': {
    title: 'The answer to a refund contains its result too.',
    override: {
      body: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        if (call.operation.creates !== 'refund' || typeof usual !== 'object' || usual === null) return usual;
        return { ...usual, refund_info: { type: 'CREDIT_CARD', result: 'IN_PROGRESS' } };
      },
    },
  },
  // Enumerations are open: clients have met statuses that no page lists (C22).
  'statuses-of-its-own': {
    title: 'What waits for its payment has a status that no page lists.',
    override: {
      body: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        if (typeof usual !== 'object' || usual === null || !('status' in usual) || usual.status !== 'PENDING') return usual;
        return { ...usual, status: 'WAITING_FOR_BANK' };
      },
    },
  },
  // The documents have an empty list for an unknown country, and an ill-formed one may be an unknown country.
  'ill-formed-countries-have-empty-lists': {
    title: 'A lookup of an ill-formed or missing country is answered by an empty list.',
    override: {
      answerTo: (conforming) => (refusal, call, expected) => {
        const isCountry = refusal.because === 'body-invalid' && refusal.problems[0]?.pointer === '/country';
        const isList = call.operation?.method === 'GET' && !call.operation.path.includes('rates');
        return isCountry && isList ? { status: 200, body: [] } : conforming(refusal, call, expected);
      },
    },
  },
  // C55: the documents do not say which currency the status of a deposit in USD names.
  'dollars-shown-in-the-local-currency': {
    title: 'A deposit in USD is shown in the currency of its country, with usd_amount as it was asked (C55).',
    override: {
      body: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        if (typeof usual !== 'object' || usual === null || !('local_amount' in usual) || usual.currency !== 'USD') return usual;
        const currency = usual.country === 'BR' ? 'BRL' : usual.country === 'MX' ? 'MXN' : undefined;
        return currency === undefined ? usual : { ...usual, currency, local_amount: Number(usual.usd_amount) * 5 };
      },
    },
  },
  // Payer data is shown as it is stored: e-mails in lower case, documents without punctuation, and not all of it.
  'payer-data-formatted': {
    title: 'A status shows e-mails in upper case, documents with points, and no address.',
    override: {
      body: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        if (typeof usual !== 'object' || usual === null || !('payer' in usual)) return usual;
        const { address: _address, email, document, ...payer } = usual.payer as Readonly<Record<string, JsonValue>>;
        const shown = {
          ...payer,
          ...(typeof email === 'string' ? { email: email.toUpperCase() } : {}),
          ...(typeof document === 'string' ? { document: document.replace(/(...)(?=.)/g, '$1.') } : {}),
        };
        return { ...usual, payer: shown };
      },
    },
  },
  // A form does so too, and no document says that blanks are part of a name (END-10).
  'blanks-of-names-tidied': {
    title: 'Names of payers are stored without blanks at an end, and with one blank between words.',
    override: {
      stored: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        const payer = typeof usual === 'object' && usual !== null && 'payer' in usual ? usual.payer : undefined;
        if (typeof payer !== 'object' || payer === null || Array.isArray(payer)) return usual;
        const tidied = Object.entries(payer as Readonly<Record<string, JsonValue>>).map(([name, value]) =>
          name.endsWith('_name') && typeof value === 'string' ? [name, value.trim().replace(/\s+/gu, ' ')] : [name, value],
        );
        return { ...(usual as object), payer: Object.fromEntries(tidied) };
      },
    },
  },
  // A refund changes its status by itself, and its other members change with it.
  'refunds-move-on': {
    title: 'A refund is DELIVERED at its second read and COMPLETED at its third.',
    override: {
      body: (conforming) => {
        const reads = new Map<string, number>();
        return (body, call) => {
          const usual = conforming(body, call);
          const { refund_id: id } = call.parameters;
          if (id === undefined || typeof usual !== 'object' || usual === null) return usual;
          const read = (reads.get(id) ?? 0) + 1;
          reads.set(id, read);
          return { ...usual, status: ['PENDING', 'DELIVERED'][read - 1] ?? 'COMPLETED' };
        };
      },
    },
  },
  // Without an amount the whole is paid back: of a deposit that was paid back in part, what is left.
  'rest-refunded-as-the-whole': {
    title: 'A refund without an amount is of what earlier refunds left of the deposit.',
    override: {
      wholeRefund: () => (deposit, refunds) => {
        const paidBack = refunds
          .filter(({ status }) => countsAgainstDeposit(refund, status))
          .reduce((sum, { amount }) => sum + Number(amount), 0);
        return (Number(deposit.amount) - paidBack).toFixed(2);
      },
    },
  },
  'unset-members-as-null': {
    title: 'Members without a value are null and not absent.',
    override: {
      body: (conforming) => (body, call) => {
        const answer = conforming(body, call);
        if (call.operation.id !== 'depositStatus' || typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer;
        return { bonus_amount: null, bonus_relative: null, crypto: null, payment_method: null, payer: null, ...answer };
      },
    },
  },
  'amounts-with-two-decimals': {
    title: 'Amounts in answers are written with two decimals: 100.00 is the number 100.',
    override: {
      encode: (conforming) => (value) =>
        encodeUtf8(
          (decodeUtf8(conforming(value)) ?? '').replace(/"(usd_amount|local_amount|amount|fx_rate)":(\d+)(?=[,}])/g, '"$1":$2.00'),
        ),
    },
  },
  'answers-indented': {
    title: 'Answers are indented and end in a line feed: blanks between tokens mean nothing (RFC 8259 §2).',
    override: {
      encode: (conforming) => (value) => {
        const compact = decodeUtf8(conforming(value)) ?? '';
        const spaced = compact.replace(/("(?:[^"\\]|\\.)*")|([,:[\]{}])/g, (token, string: string | undefined) =>
          string === undefined ? ` ${token}\r\n\t` : token,
        );
        return encodeUtf8(`${spaced}\n`);
      },
    },
  },
  'letters-escaped-in-answers': {
    title: 'Characters beyond ASCII and slashes are escaped in answers, as PHP writes them.',
    override: {
      encode: (conforming) => (value) => {
        const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
        const text = decodeUtf8(conforming(value)) ?? '';
        return encodeUtf8(text.replace(/[\u0080-\uffff]/g, escaped).replaceAll('/', '\\/'));
      },
    },
  },
  'members-in-reverse': {
    title: 'Members of answers come in another order: objects are unordered (RFC 8259 §4).',
    override: {
      encode: (conforming) => (value) => {
        const json = parseJson(decodeUtf8(conforming(value)) ?? '');
        return json === undefined ? conforming(value) : encodeUtf8(writeJson(turned(json)));
      },
    },
  },
  'charset-in-content-type': {
    title: 'Answers say their charset, in other letter case (RFC 9110 §8.3.1).',
    override: { contentType: () => () => 'Application/JSON;charset=UTF-8' },
  },
  'errors-as-problem-json': {
    title: 'Errors are of the JSON type for problems (RFC 9457).',
    override: { contentType: (conforming) => (status) => (status >= 400 ? 'application/problem+json' : conforming(status)) },
  },
  'field-names-in-lower-case': {
    title: 'Field names of answers are in lower case, as HTTP/2 writes them (RFC 9110 §5.1).',
    override: {
      deliver: (conforming) => (response, call) =>
        conforming({ ...response, headers: response.headers.map(([name, value]): HeaderLine => [name.toLowerCase(), value]) }, call),
    },
  },
  'field-names-in-upper-case': {
    title: 'Field names of answers are in upper case (RFC 9110 §5.1).',
    override: {
      deliver: (conforming) => (response, call) =>
        conforming({ ...response, headers: response.headers.map(([name, value]): HeaderLine => [name.toUpperCase(), value]) }, call),
    },
  },
  // The answer of a gateway, or a closed connection, is not an answer of the provider: one in many must not leave a clause unjudged, nor count
  // against it.
  'gateway-stumbles': {
    title: 'A gateway before it answers 502 or 503 sometimes, or closes the connection.',
    override: {
      deliver: (conforming) => {
        let delivered = 0;
        return (response, call) => {
          delivered += 1;
          const stumble = stumbles[Math.floor(delivered / oneIn) % stumbles.length];
          return delivered % oneIn === 6 && stumble ? stumble : conforming(response, call);
        };
      },
    },
  },
  'gateway-pages': {
    title: 'A gateway before it shows a page of its own at 502 and 503 sometimes.',
    override: {
      deliver: (conforming) => {
        let delivered = 0;
        return (response, call) => {
          delivered += 1;
          const status = delivered % (2 * oneIn) === 6 ? 502 : 503;
          return delivered % oneIn === 6
            ? { kind: 'response', response: { status, headers: page, body: maintenance } }
            : conforming(response, call);
        };
      },
    },
  },
  // A worker is restarted, a pooled connection was closed: it happens once, and the repeated call is served.
  'fails-now-and-then': {
    title: 'A read is sometimes answered by 500; asked again, it is served.',
    override: {
      deliver: (conforming) => {
        let reads = 0;
        return (response, call) => {
          if (call.operation.method === 'GET') reads += 1;
          const fails = call.operation.method === 'GET' && reads % oneIn === 6;
          return conforming(fails ? { ...response, status: 500, body: failure } : response, call);
        };
      },
    },
  },
  'more-fields-in-answers': {
    title: 'A gateway adds fields of its own to answers.',
    override: {
      deliver: (conforming) => (response, call) =>
        conforming(
          {
            ...response,
            headers: [
              ['Server', 'edge'],
              ['X-Request-Id', '7d0f8a'],
              ...response.headers,
              ['Cache-Control', 'no-store'],
              ['Set-Cookie', 'node=a; Secure'],
              ['Set-Cookie', 'route=b; Secure'],
            ],
          },
          call,
        ),
    },
  },
});
