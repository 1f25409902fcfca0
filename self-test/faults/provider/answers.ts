import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { type HeaderLine, headerValue, type WireResponse } from '../../../core/exchange.ts';
import type { JsonValue } from '../../../core/json.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';

function camel(body: JsonValue): JsonValue {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [name.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase()), value]),
  );
}

function nameless(item: JsonValue): JsonValue {
  return typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...item, name: null } : item;
}

/** One member of answers is changed, wherever it is at the top. */
const memberShownAs = (name: string, change: (value: JsonValue) => JsonValue): Override<ProviderDecisions> => ({
  body: (conforming) => (body, call) => {
    const shown = conforming(body, call);
    if (typeof shown !== 'object' || shown === null) return shown;
    const value = new Map(Object.entries(shown)).get(name);
    return value === undefined ? shown : { ...shown, [name]: change(value) };
  },
});

/** The same answer as that of an implementation that crashed. */
const failed = (response: WireResponse): WireResponse => ({
  ...response,
  status: 500,
  body: encodeUtf8('{"code":500,"description":"Internal error","type":"GENERIC_ERROR"}'),
});

/** The answer of a call that succeeds: members, ids, types (END-02, END-06, HDR-05). */
export const answersFaults = defineFaults<ProviderDecisions>({
  // Only body and status of an answer are stored under a key.
  'no-type-on-stored-answers': {
    title: 'A replayed answer has no Content-Type.',
    breaks: ['HDR-05'],
    override: {
      replay: (conforming) => (kept, call) => {
        const { status, body } = conforming(kept, call);
        return { status, headers: [], body };
      },
    },
  },
  // One shard of seven is not queried.
  'every-seventh-deposit-lost': {
    title: 'Every seventh deposit can never be read.',
    breaks: ['END-06'],
    override: { readable: (conforming) => (deposit, call) => deposit.depositId % 7 !== 3 && conforming(deposit, call) },
  },
  // A deposit enters the table of payments once the payer has chosen how to pay.
  'hosted-deposits-unreadable': {
    title: 'A HOSTED deposit cannot be read.',
    breaks: ['END-06'],
    override: { readable: (conforming) => (deposit, call) => deposit.checkoutType !== 'HOSTED' && conforming(deposit, call) },
  },
  // Reads go to a replica that is a minute behind.
  'reads-behind-by-a-minute': {
    title: 'A deposit can be read a minute after it was made.',
    breaks: ['END-06'],
    // Whatever reads a deposit is answered that there is none.
    mayBreak: ['SIG-01', 'SIG-05', 'UTF-07', 'CLK-03', 'IDM-06', 'IPA-02', 'END-01', 'END-02', 'END-10'],
    override: { readable: (conforming) => (deposit, call) => call.now - deposit.createdAt >= 60_000 && conforming(deposit, call) },
  },
  // Decimals are serialised as text to keep their digits.
  'amounts-told-as-text': {
    title: 'Amounts in a deposit status are strings.',
    row: 'C19',
    breaks: ['END-02'],
    override: {
      body: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        if (call.parameters.deposit_id === undefined || typeof usual !== 'object' || usual === null || Array.isArray(usual)) return usual;
        return Object.fromEntries(
          Object.entries(usual).map(([name, value]) => [
            name,
            name.endsWith('_amount') && typeof value === 'number' ? value.toFixed(2) : value,
          ]),
        );
      },
    },
  },
  // Final statuses come from the ledger, which numbers them.
  'completed-status-told-by-number': {
    title: 'The status of a completed deposit is a number.',
    breaks: ['END-02'],
    override: {
      body: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        if (typeof usual !== 'object' || usual === null || !('status' in usual) || usual.status !== 'COMPLETED') return usual;
        return { ...usual, status: 9 };
      },
    },
  },
  // The id goes through an int on its way into the answer.
  'created-ids-cut-to-32-bits': {
    title: 'The deposit_id of a creation is the low 32 bits of the real one.',
    row: 'S15',
    breaks: ['END-06'],
    override: {
      body: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        const created = call.operation.creates === 'deposit' && typeof usual === 'object' && usual !== null && 'deposit_id' in usual;
        return created ? { ...usual, deposit_id: Number(usual.deposit_id) % 2 ** 31 } : usual;
      },
    },
  },
  // The serialiser's naming strategy changed with a new version.
  'creations-in-camel-case': {
    title: 'Members of a created refund are spelled refundId.',
    breaks: ['END-02'],
    override: {
      body: (conforming) => (body, call) => (call.operation.creates === 'refund' ? camel(conforming(body, call)) : conforming(body, call)),
    },
  },
  // PHP cannot tell an empty list from an empty map.
  'empty-lists-told-as-objects': {
    title: 'A list without items comes as an empty object.',
    breaks: ['END-02'],
    override: {
      body: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        return Array.isArray(usual) && usual.length === 0 ? {} : usual;
      },
    },
  },
  // The deposit is only numbered once the payer opens the page.
  'hosted-creations-without-id': {
    title: 'The answer to a HOSTED creation has no deposit_id.',
    breaks: ['END-02'],
    override: {
      body: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        if (typeof usual !== 'object' || usual === null || !('checkout_type' in usual) || usual.checkout_type !== 'HOSTED') return usual;
        return Object.fromEntries(Object.entries(usual).filter(([name]) => name !== 'deposit_id'));
      },
    },
  },
  // Invoice ids are stored in upper case, so that people find them.
  'invoice-ids-told-in-upper-case': {
    title: 'A status shows the invoice id in upper case.',
    breaks: ['END-06'],
    override: memberShownAs('invoice_id', (value) => String(value).toUpperCase()),
  },
  // The list is keyed by code, and a keyed array serialises as an object.
  'lists-told-as-objects': {
    title: 'States come as an object by code, not as a list.',
    breaks: ['END-02'],
    override: {
      body: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        return call.operation.path === '/v3/states' && Array.isArray(usual) ? { ...usual } : usual;
      },
    },
  },
  // The names of one country were never translated.
  'names-missing-in-one-country': {
    title: 'Payment methods of Mexico have null for their name.',
    breaks: ['END-02'],
    override: {
      body: (conforming) => (body, call) => {
        const usual = conforming(body, call);
        return call.arrival.request.target.includes('payment_methods?country=MX') && Array.isArray(usual) ? usual.map(nameless) : usual;
      },
    },
  },
  // What came from the bank's service is passed on as the text it was.
  'payment-info-told-as-text': {
    title: 'payment_info is a string of JSON.',
    breaks: ['END-02'],
    override: memberShownAs('payment_info', (value) => JSON.stringify(value)),
  },
  // Rates are formatted for people, in the locale of the country.
  'rates-with-a-comma': {
    title: 'An exchange rate is a string with a decimal comma.',
    breaks: ['END-02'],
    override: memberShownAs('fx_rate', (value) => String(value).replace('.', ',')),
  },
  // The answer is written into a buffer that the next read finds.
  'status-of-the-read-before': {
    title: 'Every fourth status call shows the deposit of the call before.',
    breaks: ['END-06'],
    override: {
      body: (conforming) => {
        let reads = 0;
        let before: JsonValue | undefined;
        return (body, call) => {
          const usual = conforming(body, call);
          if (call.parameters.deposit_id === undefined) return usual;
          reads += 1;
          const shown = reads % 4 === 0 ? (before ?? usual) : usual;
          before = usual;
          return shown;
        };
      },
    },
  },
  // The lists come from a cache of a partner, and the framework says so.
  'lookups-non-authoritative': {
    title: 'A lookup is answered by 203.',
    breaks: ['END-01'],
    override: { successStatus: (conforming) => (call) => (call.operation.authentication === 'bearer' ? 203 : conforming(call)) },
  },
  // Lists are paged, and a page is a part.
  'lookups-partial': {
    title: 'A list is answered by 206.',
    breaks: ['END-01'],
    override: {
      deliver: (conforming) => (response, call) =>
        conforming(response.status === 200 && response.body[0] === 0x5b ? { ...response, status: 206 } : response, call),
    },
  },
  // What makes something is answered by 201, whatever the page of this operation says.
  'refunds-answered-by-201': {
    title: 'A refund is answered by 201.',
    breaks: ['END-01'],
    override: { successStatus: (conforming) => (call) => (call.operation.creates === 'refund' ? 201 : conforming(call)) },
  },
  // What is found under a key was not made now.
  'replays-answered-by-208': {
    title: 'A replayed refund is answered by 208.',
    breaks: ['END-01', 'IDM-02'],
    shownBy: ['IDM-02'],
    override: {
      replay: (conforming) => (kept, call) => {
        const usual = conforming(kept, call);
        return call.operation.creates === 'refund' && usual.status === 200 ? { ...usual, status: 208 } : usual;
      },
    },
  },
  // What is cancelled was never mapped to the names of the documents.
  'cancelled-status-told-by-number': {
    title: 'The status of a cancelled deposit is a number.',
    breaks: ['END-02'],
    shownBy: ['END-09'],
    override: memberShownAs('status', (value) => (value === 'CANCELLED' ? 4 : value)),
  },
  // The web server answers what its router does not find.
  'unknown-ids-answered-by-a-page': {
    title: 'An unknown deposit gets a page.',
    breaks: ['ERR-000', 'HDR-05'],
    override: {
      deliver: (conforming) => (response, call) =>
        conforming(
          response.status === 404 && call.parameters.deposit_id !== undefined
            ? { ...response, headers: [['Content-Type', 'text/html']], body: encodeUtf8('<html><body>Not found</body></html>') }
            : response,
          call,
        ),
    },
  },
  // A table was renamed, and one query was not.
  'one-lookup-fails': {
    title: 'The list of banks fails for every country.',
    breaks: ['END-01', 'END-04'],
    shownBy: ['END-01'],
    override: {
      deliver: (conforming) => (response, call) =>
        conforming(response.status === 200 && call.operation.path === '/v3/banks' ? failed(response) : response, call),
    },
  },
  // One row of the table holds what the code does not expect.
  'one-country-fails': {
    title: 'The payment methods of Mexico fail.',
    breaks: ['END-04'],
    shownBy: ['END-02'],
    override: {
      deliver: (conforming) => (response, call) =>
        conforming(call.arrival.request.target.includes('payment_methods?country=MX') ? failed(response) : response, call),
    },
  },
  // A created deposit answers as a browser form would: see other.
  'creations-told-by-a-redirect': {
    title: 'A creation is answered by 303.',
    breaks: ['END-01'],
    override: { successStatus: (conforming) => (call) => (call.operation.creates === 'deposit' ? 303 : conforming(call)) },
  },
  // The encoder of the platform writes a byte order mark by default.
  'byte-order-mark-before-answers': {
    title: 'Answers begin with a byte order mark.',
    breaks: ['END-02', 'ERR-000', 'HDR-05'],
    override: { encode: (conforming) => (value) => Uint8Array.from([0xef, 0xbb, 0xbf, ...conforming(value)]) },
  },
  // The error page of the web server wraps every refusal.
  'errors-declared-as-html': {
    title: 'Refusals are JSON that says text/html.',
    breaks: ['HDR-05'],
    override: { contentType: (conforming) => (status) => (status >= 400 ? 'text/html; charset=utf-8' : conforming(status)) },
  },
  // The framework answers unknown ids by itself, as plain text.
  'missing-things-declared-as-text': {
    title: 'A 404 is JSON that says text/plain.',
    breaks: ['HDR-05'],
    override: { contentType: (conforming) => (status) => (status === 404 ? 'text/plain' : conforming(status)) },
  },
  // Content negotiation is on by default and hands the same bytes out under another type.
  'html-to-those-who-accept-it': {
    title: 'With Accept: text/html an answer says that it is HTML.',
    breaks: ['HDR-05'],
    override: {
      deliver: (conforming) => (response, call) => {
        if (!headerValue(call.arrival.request.headers, 'Accept')?.includes('text/html')) return conforming(response, call);
        return conforming(
          {
            ...response,
            headers: response.headers.map((line): HeaderLine => (line[0] === 'Content-Type' ? [line[0], 'text/html'] : line)),
          },
          call,
        );
      },
    },
  },
});
