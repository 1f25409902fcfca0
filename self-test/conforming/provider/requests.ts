import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import type { JsonValue } from '../../../core/json.ts';
import { defineConforming } from '../../define.ts';

type Members = Readonly<Record<string, JsonValue>>;

const membersOf = (value: JsonValue): Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};

/** Requests that a provider may refuse for themselves. */
export const requestsVariants = defineConforming<ProviderDecisions>({
  'content-length-required': {
    title: 'A body without Content-Length is refused by a 4xx, as RFC 9112 §6.1 allows.',
    override: {
      requiredHeaders: (conforming) => (call) =>
        headerValue(call.arrival.request.headers, 'transfer-encoding') === undefined
          ? conforming(call)
          : [...conforming(call), 'Content-Length'],
    },
  },
  'content-in-gets-refused': {
    title: 'A GET with content is refused as ill-formed: RFC 9110 §9.3.1 gives it no meaning.',
    override: {
      signedMessage: (conforming) => (xDate, xLogin, body, call) =>
        conforming(xDate, xLogin, call.operation.method === 'GET' ? new Uint8Array(0) : body, call),
    },
  },
  'exponents-refused-in-queries': {
    title: 'A number of a query with an exponent is refused by a 4xx: the documents do not say how such numbers are written.',
    override: {
      parameterProblems: (conforming) => (call) =>
        /[&?]amount=[^&]*e/.test(call.arrival.request.target) ? [{ pointer: '/amount', rule: 'must be a number' }] : conforming(call),
    },
  },
  'ids-of-refunds-taken-as-texts-and-wholes': {
    title: 'A refund names its deposit by a number, a text of its digits, or a number with zeros behind the point: they are one id (C18).',
    override: {
      parse: (conforming) => (text, call) => {
        const tree = conforming(text, call);
        if (tree?.kind !== 'object' || call.operation.creates !== 'refund') return tree;
        const members = tree.members.map(([name, value]): (typeof tree.members)[number] => {
          const digits = value.kind === 'string' ? value.value : value.kind === 'number' ? value.text : '';
          const id = /^(\d+)(?:\.0+)?$/.exec(digits)?.[1];
          return [name, name === 'deposit_id' && id !== undefined ? { kind: 'number', text: id } : value];
        });
        return { ...tree, members };
      },
    },
  },
  'escapes-in-ids-refused': {
    title: 'An id with an escape in it is refused by a 4xx, also where it spells a digit (END-06).',
    override: {
      route: (conforming) => (method, target, environment) =>
        target.split('?', 1)[0]?.includes('%') ? { kind: 'unknown-path' } : conforming(method, target, environment),
    },
  },
  'ids-of-another-case-refused': {
    title: 'An invoice id or the id of a payer that differs from an earlier one only in letter case is refused by a 4xx (IDM-09, END-10).',
    override: {
      problems: (conforming) => {
        const known = new Map<string, string>();
        return (body, call, tree) => {
          const members = call.operation.creates === undefined ? {} : membersOf(body);
          const payer = membersOf(members.payer ?? null);
          for (const [pointer, id] of [
            ['/invoice_id', members.invoice_id],
            ['/payer/id', payer.id],
          ] as const) {
            if (typeof id !== 'string') continue;
            const folded = `${call.operation.id} ${pointer} ${id.toLowerCase()}`;
            if ((known.get(folded) ?? id) !== id) return [{ pointer, rule: 'was used in another letter case' }];
            known.set(folded, id);
          }
          return conforming(body, call, tree);
        };
      },
    },
  },
  'small-amounts-of-pesos-refused': {
    title: 'A deposit in CLP, COP or ARS of less than 5 000 is refused by a 4xx: each target has a least amount (END-07, END-10).',
    override: {
      problems: (conforming) => (body, call, tree) => {
        const { currency, amount } = call.operation.creates === undefined ? {} : membersOf(body);
        const isSmall = ['CLP', 'COP', 'ARS'].includes(String(currency)) && Number(amount) < 5000;
        return isSmall ? [{ pointer: '/amount', rule: 'must be at least 5000' }] : conforming(body, call, tree);
      },
    },
  },
  'emoji-in-names-refused': {
    title: 'Names with characters beyond 16 bits get a clear 4xx, which is right too (UTF-01).',
    override: {
      decode: (conforming) => (body, contentType, call) => {
        const text = conforming(body, contentType, call);
        return text !== undefined && /[\u{10000}-\u{10ffff}]|\\u[dD][89a-fA-F]/u.test(text) ? undefined : text;
      },
    },
  },
});
