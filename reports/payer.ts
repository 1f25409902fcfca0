import { type JsonTree, parseJson, writeJson } from '../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';
import { said } from '../language/sentences.ts';

/**
 * Members that say nothing about a payer, in requests, answers and errors. It lists what may be shown, because an unknown member may contain a name.
 * Texts of errors may quote what was sent, so only code and type of an error are shown.
 */
const open: ReadonlySet<string> = new Set([
  ...['deposit_id', 'refund_id', 'invoice_id', 'merchant_invoice_id', 'status', 'refunded', 'code', 'type', 'checkout_type', 'iframe'],
  ...['country', 'currency', 'amount', 'usd_amount', 'local_amount', 'fee_amount', 'fee_currency', 'bonus_amount', 'bonus_relative'],
  ...['payment_method', 'payment_type', 'payment_types', 'payment_method_name', 'completed_payment_method_code', 'document_type'],
  ...['fx_rate', 'converted_amount', 'fee', 'test', 'mobile', 'language', 'early_release', 'expiration', 'expiration_date', 'created_at'],
]);

/** Query parameters that say nothing about a payer. */
const openParameter = /^(?:country|currency|amount|payment_method|payment_type|test)$/;

function masked(tree: JsonTree, shows: boolean): JsonTree {
  switch (tree.kind) {
    case 'object':
      return { kind: 'object', members: tree.members.map(([name, value]) => [name, masked(value, open.has(name))]) };
    case 'array':
      return { kind: 'array', items: tree.items.map((item) => masked(item, shows)) };
    case 'string':
      return shows ? tree : { kind: 'string', value: '*'.repeat([...tree.value].length) };
    case 'number':
      return shows ? tree : { kind: 'number', text: '0' };
    default:
      return tree;
  }
}

/** A body without what it may say about a payer: of JSON the values of most members are masked, of anything else everything but its length. */
export function withoutPayer(body: Uint8Array): Uint8Array {
  if (body.length === 0) return body;
  const text = decodeUtf8(body);
  const tree = text === undefined ? undefined : parseJson(text);
  return encodeUtf8(tree === undefined ? said('bytes-not-shown', { body: body.length }) : writeJson(masked(tree, false)));
}

/** A request-target with the values of its query masked, except those that say nothing about a payer. */
export function queryWithoutPayer(target: string): string {
  const at = target.indexOf('?');
  if (at < 0) return target;
  const parts = target.slice(at + 1).split('&');
  const shown = parts.map((part) => {
    const [name = '', ...value] = part.split('=');
    return openParameter.test(name) ? part : `${name}${value.length === 0 ? '' : '=***'}`;
  });
  return `${target.slice(0, at)}?${shown.join('&')}`;
}
