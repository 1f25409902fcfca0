import type { Override } from '../../../core/decisions/override.ts';
import type { Call, ProviderDecisions } from '../../../core/decisions/provider.ts';
import type { JsonTree, JsonValue } from '../../../core/json.ts';
import { isRecord } from '../../../mock/conforming-provider/json-kind.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineConforming } from '../../define.ts';

/** How late a replica is, ms: no document says that each read shows the latest state. */
const lagMs = 300;

/** Text that is a number is read as the number, in members that are numbers. */
const numbersRead = (names: readonly string[], form: RegExp, spelled: (text: string) => JsonTree): Override<ProviderDecisions> => ({
  parse: (conforming) => (text, call) => {
    const tree = conforming(text, call);
    if (tree?.kind !== 'object') return tree;
    const read = (name: string, value: JsonTree): JsonTree =>
      names.includes(name) && value.kind === 'string' && form.test(value.value) ? spelled(value.value) : value;
    return { kind: 'object', members: tree.members.map(([name, value]) => [name, read(name, value)]) };
  },
});

const isRead = ({ parameters }: Call): boolean => parameters.deposit_id !== undefined;

/** Other choices about values, and about what a read shows. */
export const valuesVariants = defineConforming<ProviderDecisions>({
  // No document says that a read shows a change of the panel at once, nor that reads are served by one replica.
  'every-other-read-from-a-late-replica': {
    title: 'Every other read comes from a replica that learns of a change of status 300 ms after the first read that shows it.',
    override: {
      body: (conforming) => {
        const known = new Map<string, { readonly status: JsonValue; readonly former: JsonValue; readonly since: number }>();
        let reads = 0;
        return (documented, call) => {
          const answer = conforming(documented, call);
          const { deposit_id: id = '' } = call.parameters;
          if (!isRead(call) || !isRecord(answer) || answer.status === undefined) return answer;
          const before = known.get(id);
          const now =
            before?.status === answer.status ? before : { status: answer.status, former: before?.status ?? answer.status, since: call.now };
          known.set(id, now);
          reads += 1;
          return reads % 2 === 0 && call.now - now.since < lagMs ? { ...answer, status: now.former } : answer;
        };
      },
    },
  },
  // END-08 is about violations that no reader converts: the documents show amounts as text too (C15).
  'numbers-read-from-text': {
    title: 'Numbers that are sent as text of digits are read as numbers.',
    override: numbersRead(['bonus_amount', 'strikethrough_price', 'expiration'], /^\d+$/, (text) => ({ kind: 'number', text })),
  },
  // A reader of Java cuts 7.5 to 7 by default where an integer is expected.
  'refunded-id-without-fraction': {
    title: 'A refund of deposit 7.5 is one of deposit 7.',
    override: {
      parse: (conforming) => (text, call) => {
        const tree = conforming(text, call);
        if (tree?.kind !== 'object') return tree;
        const cut = (name: string, value: JsonTree): JsonTree =>
          name === 'deposit_id' && value.kind === 'number' ? { kind: 'number', text: value.text.replace(/\..*/, '') } : value;
        return { kind: 'object', members: tree.members.map(([name, value]) => [name, cut(name, value)]) };
      },
    },
  },
  // The documents say only what `true` does.
  'voucher-of-any-word': {
    title: 'A word other than true asks for no voucher.',
    override: { parameterProblems: (conforming) => (call) => conforming(call).filter(({ pointer }) => pointer !== '/voucher') },
  },
  // The same number, however it is written.
  'text-amounts-with-exponents-read': {
    title: 'An amount that is text may have an exponent, as a JSON number may (C15).',
    override: numbersRead(['amount'], /^\d+e\d$/i, (text) => ({ kind: 'number', text })),
  },
  // The least amount is known from a client only.
  'deposits-of-nothing-taken': {
    title: 'A deposit of 0 is taken: no document says that an amount is more than that.',
    override: {
      problems: (conforming) => (body, call, tree) => {
        const problems = conforming(body, call, tree);
        return isRecord(body) && body.amount === 0 ? problems.filter(({ pointer }) => pointer !== '/amount') : problems;
      },
    },
  },
  // A target may refuse a value for its own sake.
  'long-streets-refused': {
    title: 'A street of more than 100 characters is refused: no document says how long one may be.',
    override: {
      problems: (conforming) => (body, call, tree) => {
        const payer = isRecord(body) ? body.payer : undefined;
        const address = isRecord(payer) ? payer.address : undefined;
        const street = isRecord(address) ? address.street : undefined;
        const problems = conforming(body, call, tree);
        return typeof street === 'string' && street.length > 100
          ? [...problems, { pointer: '/payer/address/street', rule: 'must have at most 100 characters' }]
          : problems;
      },
    },
  },
  // IDM-14: an unusual key is honoured exactly or refused by a 4xx.
  'keys-that-nobody-set-refused': {
    title: 'A key of words for nothing, of zeros, or of fewer than four characters is refused as ill-formed.',
    override: {
      fieldValue: (conforming) => (values, header, call) => {
        const value = conforming(values, header, call);
        const isNothing = value !== undefined && value !== '' && (value.length < 4 || /^[0-]+$|^(null|nil|none|string|test)$/i.test(value));
        return header === scheme.idempotency.header && isNothing ? undefined : value;
      },
    },
  },
  // END-06: the very id in another spelling.
  'ids-read-as-python-reads-them': {
    title: 'An underscore between digits of an id is read over: the id is the same.',
    override: {
      route: (conforming) => (method, target, environment, arrival) =>
        conforming(method, target.replace(/(?<=\/v3\/(deposits|refunds)\/[\d_]*\d)_(?=\d)/g, ''), environment, arrival),
    },
  },
});
