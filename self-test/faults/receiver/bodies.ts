import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { member } from '../../../core/json.ts';
import { defineFaults } from '../../define.ts';
import { uncaught } from '../../uncaught.ts';

/** How the body is read (RCV-06, RCV-09). */
export const bodiesFaults = defineFaults<ReceiverDecisions>({
  // The platform decodes bodies in its own charset.
  'body-decoded-as-latin1': {
    title: 'A body is decoded as Latin-1.',
    row: 'S17',
    breaks: ['RCV-09'],
    override: { decode: () => (body) => Buffer.from(body).toString('latin1') },
  },
  // The framework decodes with replacement characters.
  'ill-formed-text-repaired': {
    title: 'Ill-formed UTF-8 is read with replacement characters.',
    breaks: ['RCV-09'],
    override: { decode: () => (body) => Buffer.from(body).toString('utf8') },
  },
  // A form is read where JSON does not parse.
  'forms-read': {
    title: 'A form with deposit_id is a notification.',
    breaks: ['RCV-09'],
    override: {
      parse: (conforming) => (text) => {
        const id = /^deposit_id=(\d+)$/.exec(text)?.[1];
        return conforming(id === undefined ? text : `{"deposit_id":${id}}`);
      },
    },
  },
  // A parser for configuration files reads notifications.
  'lenient-json-read': {
    title: 'Single quotes and commas behind are JSON.',
    breaks: ['RCV-09'],
    override: { parse: (conforming) => (text) => conforming(text) ?? conforming(text.replaceAll("'", '"').replace(/,\s*}/, '}')) },
  },
  // JSON.parse throws in a callback that nobody watches.
  'no-json-ends-the-process': {
    title: 'A body that is not JSON ends the process.',
    row: 'R14',
    breaks: ['RCV-09'],
    override: {
      parse: (conforming) => (text) => {
        const body = conforming(text);
        if (body === undefined) throw uncaught('Unexpected token');
        return body;
      },
    },
  },
  // Some senders batch.
  'arrays-of-notifications-read': {
    title: 'The first notification of an array is read.',
    row: 'R14',
    breaks: ['RCV-09'],
    override: {
      depositId: (conforming) => (body, request) => {
        const [first] = body.kind === 'array' ? body.items : [];
        return first ? conforming(first, request) : conforming(body, request);
      },
    },
  },
  // The schema of the body is closed.
  'extra-members-refused': {
    title: 'A body with more than one member is refused.',
    breaks: ['RCV-06', 'RCV-08'],
    override: {
      depositId: (conforming) => (body, request) =>
        body.kind === 'object' && body.members.length > 1 ? undefined : conforming(body, request),
    },
  },
  // Parameters are merged: the query comes after the body.
  'id-of-the-query-wins': {
    title: 'A deposit in the query is taken for the one that was notified.',
    row: 'R08',
    breaks: ['RCV-06'],
    override: {
      depositId: (conforming) => (body, request) => /[?&]deposit_id=(\d+)/.exec(request.target)?.[1] ?? conforming(body, request),
    },
  },
  // An array of one is that one to a loose language.
  'ids-in-arrays-read': {
    title: 'An id in an array is read as the id.',
    row: 'R14',
    breaks: ['RCV-09'],
    override: {
      depositId: (conforming) => (body, request) => {
        const id = member(body, 'deposit_id');
        const [only] = id?.kind === 'array' ? id.items : [];
        return only?.kind === 'number' ? only.text : conforming(body, request);
      },
    },
  },
  // Ids are kept in a 32-bit column.
  'ids-of-32-bits': {
    title: 'Ids above 2^31 become others.',
    breaks: ['RCV-02'],
    override: {
      depositId: (conforming) => (body, request) => {
        const id = conforming(body, request);
        return id === undefined ? undefined : String(Number(id) | 0);
      },
    },
  },
  // parseInt reads as far as it can.
  'ids-read-to-the-first-letter': {
    title: 'An id is read to the first character that is not a digit.',
    row: 'R14',
    breaks: ['RCV-09'],
    override: {
      depositId: (conforming) => (body, request) => {
        const id = member(body, 'deposit_id');
        const text = id?.kind === 'number' ? id.text : id?.kind === 'string' ? id.value : undefined;
        return text === undefined ? conforming(body, request) : /^\d+/.exec(text)?.[0];
      },
    },
  },
  // `body.deposit_id` of null throws.
  'null-ends-the-process': {
    title: 'A body that is null ends the process.',
    row: 'R14',
    breaks: ['RCV-09'],
    override: {
      depositId: (conforming) => (body, request) => {
        if (body.kind === 'null') throw uncaught('Cannot read properties of null');
        return conforming(body, request);
      },
    },
  },
  // Another product of the provider writes the member in camel case.
  'other-id-in-the-body-wins': {
    title: '`depositId` stands for `deposit_id`.',
    breaks: ['RCV-06'],
    override: {
      depositId: (conforming) => (body, request) => {
        const other = member(body, 'depositId');
        return other?.kind === 'number' ? other.text : conforming(body, request);
      },
    },
  },
  // One handler serves both kinds of notification, and takes the id that is there.
  'refund-ids-read-as-deposits': {
    title: 'The id of a refund is read as that of a deposit.',
    row: 'R14',
    breaks: ['RCV-09'],
    override: {
      depositId: (conforming) => (body, request) => {
        const id = member(body, 'refund_id');
        return id?.kind === 'number' ? id.text : conforming(body, request);
      },
    },
  },
  // Digits are all that is kept of an id.
  'signs-of-ids-dropped': {
    title: 'A negative id is read as its positive one.',
    row: 'R14',
    breaks: ['RCV-09'],
    override: {
      depositId: (conforming) => (body, request) => {
        const id = member(body, 'deposit_id');
        return id?.kind === 'number' && id.text.startsWith('-') ? id.text.slice(1) : conforming(body, request);
      },
    },
  },
});
