import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { member } from '../../../core/json.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
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
  // `body += chunk` decodes each packet by itself.
  'packets-decoded-one-by-one': {
    title: 'Each packet of a body is decoded by itself, and characters that it cuts are replaced.',
    breaks: ['RCV-08', 'RCV-01', 'RCV-16', 'RCV-20'],
    override: { reads: () => (packets) => encodeUtf8(packets.map((packet) => Buffer.from(packet).toString('utf8')).join('')) },
  },
  // One read of the socket was always enough on the developer's machine.
  'first-packet-alone-read': {
    title: 'Only the first packet of a body is read.',
    breaks: ['RCV-02', 'RCV-08'],
    override: {
      reads:
        () =>
        ([first]) =>
          first ?? new Uint8Array(0),
    },
  },
  // A buffer of fixed size holds every notification that was seen so far.
  'first-kibibyte-read': {
    title: 'Only the first 1,024 bytes of a body are read.',
    breaks: ['RCV-08'],
    override: { reads: (conforming) => (packets, request) => conforming(packets, request).subarray(0, 1024) },
  },
  // Content-Length is compared with the length of the text.
  'length-counted-in-characters': {
    title: 'As many bytes of a body are read as it has characters.',
    breaks: ['RCV-08'],
    override: {
      reads: (conforming) => (packets, request) => {
        const body = conforming(packets, request);
        return body.subarray(0, Buffer.from(body).toString('utf8').length);
      },
    },
  },
  // The framework gives the body as text, and the text is hashed.
  'ill-formed-bytes-replaced': {
    title: 'Ill-formed bytes become U+FFFD before the body is hashed.',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    override: {
      reads:
        (conforming) =>
        (...sent) =>
          encodeUtf8(Buffer.from(conforming(...sent)).toString('utf8')),
    },
  },
  // `errors="ignore"` made the exceptions go away.
  'ill-formed-bytes-dropped': {
    title: 'Ill-formed bytes are left out before the body is hashed.',
    breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
    mayBreak: ['RCV-08'],
    override: {
      reads:
        (conforming) =>
        (...sent) =>
          encodeUtf8(
            Buffer.from(conforming(...sent))
              .toString('utf8')
              .replaceAll('\ufffd', ''),
          ),
    },
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
    title: 'Single quotes and trailing commas are accepted as JSON.',
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
    title: 'Ids above 2^31 become other ids.',
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
    title: '`depositId` is read as `deposit_id`.',
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
    breaks: ['RCV-09', 'RCV-25'],
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
