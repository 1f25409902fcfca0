import type { ClientDecisions } from '../../../core/decisions/client.ts';
import { type JsonTree, member, writeJson } from '../../../core/json.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';
import { withAmount, withText } from '../../number-texts.ts';

/** A number with the digits of its binary fraction. */
function text17(text: string): string {
  const number = Number(text);
  return Number.isInteger(number) ? text : number.toPrecision(17);
}

/** Members of the request body (CLT-02, CLT-05). */
export const bodiesFaults = defineFaults<ClientDecisions>({
  // The request is built in a member of the client.
  'body-of-the-call-beside': {
    title: 'Of two refunds that begin together the first is sent twice.',
    breaks: ['CLT-06'],
    mayBreak: ['IDM-15', 'IDM-16'],
    shownBy: ['CLT-01'],
    override: {
      body: (conforming) => {
        let shared: JsonTree | undefined;
        return (args, ask, keys) => {
          if (member(args, 'deposit_id') === undefined) return conforming(args, ask, keys);
          shared ??= conforming(args, ask, keys);
          queueMicrotask(() => {
            shared = undefined;
          });
          return shared;
        };
      },
    },
  },
  // Other processors want minor units.
  'amounts-in-cents': {
    title: 'Amounts are sent in cents.',
    row: 'C19',
    breaks: ['CLT-05'],
    override: {
      body: (conforming) => (args, ask, keys) => withAmount(conforming(args, ask, keys), (text) => String(Math.round(Number(text) * 100))),
    },
  },
  // A form sends all of its fields.
  'absent-urls-as-empty-texts': {
    title: 'A URL that is not given is sent as an empty text.',
    breaks: ['CLT-02'],
    override: {
      body: (conforming) => (args, ask, keys) => {
        const body = conforming(args, ask, keys);
        if (body.kind !== 'object' || member(body, 'success_url') || member(body, 'deposit_id')) return body;
        return { ...body, members: [...body.members, ['success_url', { kind: 'string', value: '' }] as const] };
      },
    },
  },
  // The refund form has another converter.
  'refunds-in-cents': {
    title: 'Refunds are asked for in cents.',
    row: 'C19',
    breaks: ['CLT-05'],
    override: {
      body: (conforming) => (args, ask, keys) => {
        const body = conforming(args, ask, keys);
        return member(body, 'deposit_id') === undefined ? body : withAmount(body, (text) => String(Math.round(Number(text) * 100)));
      },
    },
  },
  // A double has 15 digits.
  'long-amounts-through-doubles': {
    title: 'Amounts of 17 and 18 digits go through a double.',
    breaks: ['CLT-05'],
    override: {
      body: (conforming) => (args, ask, keys) =>
        withAmount(conforming(args, ask, keys), (text) => (text.length > 15 ? String(Number(text)) : text)),
    },
  },
  // The country of the shop is in its settings.
  'country-of-the-shop': {
    title: 'Each deposit is sent with the country of the shop.',
    breaks: ['CLT-05'],
    override: { body: (conforming) => (args, ask, keys) => withText(conforming(args, ask, keys), 'country', () => 'BR') },
  },
  // The currency of the shop is in its settings.
  'currency-of-the-shop': {
    title: 'Each amount is sent in the currency of the shop.',
    breaks: ['CLT-05'],
    override: { body: (conforming) => (args, ask, keys) => withText(conforming(args, ask, keys), 'currency', () => 'BRL') },
  },
  // VARCHAR(64).
  'invoice-ids-cut': {
    title: 'Invoice ids are cut at 64 characters.',
    breaks: ['CLT-03'],
    override: { body: (conforming) => (args, ask, keys) => withText(conforming(args, ask, keys), 'invoice_id', (id) => id.slice(0, 64)) },
  },
  // The page of the rates shows whole units.
  'amounts-of-rates-rounded': {
    title: 'The amount whose rate is asked for is rounded to whole units.',
    breaks: ['CLT-05'],
    override: {
      target: (conforming) => (documented, ask, keys) =>
        conforming(documented, ask, keys).replace(/([?&]amount=)([\d.]+)/, (_, name, digits) => `${name}${Math.round(Number(digits))}`),
    },
  },
  // An int column.
  'amounts-rounded': {
    title: 'Amounts are rounded to whole units.',
    row: 'C19',
    breaks: ['CLT-05'],
    // An amount below a half is sent as 0.
    mayBreak: ['CLT-02'],
    override: {
      body: (conforming) => (args, ask, keys) => withAmount(conforming(args, ask, keys), (text) => String(Math.round(Number(text)))),
    },
  },
  // serialize_precision = 17.
  'amounts-with-binary-artefacts': {
    title: 'Amounts are written with all digits of their binary fraction.',
    row: 'S14',
    breaks: ['CLT-05'],
    override: { encode: (conforming) => (body) => conforming(withAmount(body, text17)) },
  },
  // The locale formats numbers.
  'amounts-with-comma': {
    title: 'Amounts are text with a comma.',
    row: 'C19',
    breaks: ['CLT-02', 'CLT-05'],
    override: {
      encode: () => (body) =>
        encodeUtf8(
          writeJson(body).replace(/"amount":([0-9.eE+]+)/, (_, digits) => `"amount":"${Number(digits).toFixed(2).replace('.', ',')}"`),
        ),
    },
  },
  // A date class with default settings.
  'birth-date-as-array': {
    title: 'The birth date is an array of numbers.',
    breaks: ['CLT-02'],
    override: {
      encode: () => (body) => encodeUtf8(writeJson(body).replace(/"birth_date":"(\d{4})0?(\d+?)0?(\d{1,2})"/, '"birth_date":[$1,$2,$3]')),
    },
  },
  // A StreamWriter with Encoding.UTF8 writes it.
  'byte-order-mark-sent': {
    title: 'A byte order mark comes before the JSON.',
    row: 'S25',
    breaks: ['CLT-02'],
    mayBreak: ['UTF-05', 'CLT-03'],
    override: { encode: (conforming) => (body) => Buffer.concat([Uint8Array.of(0xef, 0xbb, 0xbf), conforming(body)]) },
  },
  // The form has names.
  'country-in-words': {
    title: 'The country is its name.',
    breaks: ['CLT-02'],
    mayBreak: ['CLT-05'],
    override: { encode: () => (body) => encodeUtf8(writeJson(body).replace('"country":"BR"', '"country":"Brazil"')) },
  },
});
