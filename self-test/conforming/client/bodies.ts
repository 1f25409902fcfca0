import type { ClientDecisions } from '../../../core/decisions/client.ts';
import { writeJson } from '../../../core/json.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import { defineConforming } from '../../define.ts';
import { withText } from '../../number-texts.ts';

/** Other forms of the same body. */
export const bodiesVariants = defineConforming<ClientDecisions>({
  'unset-members-as-null': {
    title: 'Members that are not set are null.',
    override: {
      body: (conforming) => (args, ask, keys) => {
        const body = conforming(args, ask, keys);
        return ask.operation === 'createDeposit' && body.kind === 'object' && !body.members.some(([name]) => name === 'payment_type')
          ? { ...body, members: [...body.members, ['payment_type', { kind: 'null' }]] }
          : body;
      },
    },
  },
  'invoice-ids-with-prefix': {
    title: 'Invoice ids begin with the name of the shop.',
    override: { body: (conforming) => (args, ask, keys) => withText(conforming(args, ask, keys), 'invoice_id', (id) => `s-${id}`) },
  },
  'descriptions-of-the-shop': {
    title: 'The description is always the same.',
    override: { body: (conforming) => (args, ask, keys) => withText(conforming(args, ask, keys), 'description', () => 'Your order') },
  },
  'amounts-as-text': {
    title: 'Amounts are text that holds a number (C15).',
    override: { encode: () => (body) => encodeUtf8(writeJson(body).replace(/"amount":([0-9.]+)/, '"amount":"$1"')) },
  },
  'angle-brackets-escaped': {
    title: '`<`, `>` and `&` are escaped, as Go does, and a line feed ends the body.',
    override: {
      encode: () => (body) =>
        encodeUtf8(`${writeJson(body).replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)}\n`),
    },
  },
  'json-indented': {
    title: 'The body is indented.',
    override: { encode: () => (body) => encodeUtf8(writeJson(body).replace(/^\{/, '{\n  ').replace(/\}$/, '\n}')) },
  },
  'letters-escaped': {
    title: 'What is not ASCII is escaped in JSON.',
    override: {
      encode: () => (body) =>
        encodeUtf8(writeJson(body).replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)),
    },
  },
  'members-reversed': {
    title: 'Members are in another order.',
    override: {
      encode: (conforming) => (body) => conforming(body.kind === 'object' ? { ...body, members: body.members.toReversed() } : body),
    },
  },
  'slashes-escaped': {
    title: 'Slashes are escaped in JSON, as PHP does.',
    override: { encode: () => (body) => encodeUtf8(writeJson(body).replaceAll('/', '\\/')) },
  },
});
