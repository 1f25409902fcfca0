import type { Notice, SenderDecisions } from '../../../core/decisions/sender.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';

/** The body of a notification (NTF-02). */
export const bodiesFaults = defineFaults<SenderDecisions>({
  // The HTTP library encodes a map as a form.
  'body-as-form': {
    title: 'The body is a form.',
    breaks: ['NTF-02'],
    override: {
      body:
        () =>
        ({ about, id }) =>
          encodeUtf8(`${about}_id=${id}`),
    },
  },
  // Notifications are sent in batches, of one.
  'body-in-a-list': {
    title: 'The body is a list of one object.',
    breaks: ['NTF-02'],
    override: {
      body:
        () =>
        ({ about, id }) =>
          encodeUtf8(`[{"${about}_id":${id}}]`),
    },
  },
  // Other webhooks look so.
  'body-in-an-envelope': {
    title: 'The object stands inside a member data.',
    breaks: ['NTF-02'],
    override: {
      body:
        () =>
        ({ about, id }) =>
          encodeUtf8(`{"type":"${about}","data":{"${about}_id":${id}}}`),
    },
  },
  // The template is saved in the charset of the office.
  'body-in-latin1': {
    title: 'The body is Latin-1, with a letter beyond ASCII in it.',
    row: 'N09',
    breaks: ['NTF-02'],
    override: {
      body:
        () =>
        ({ about, id }) =>
          Uint8Array.from(Buffer.from(`{"${about}_id":${id},"note":"notificaci\u00f3n"}`, 'latin1')),
    },
  },
  // The platform holds texts in UTF-16, and nobody names a charset.
  'body-in-utf16': {
    title: 'The body is JSON in UTF-16.',
    row: 'N09',
    breaks: ['NTF-02'],
    override: {
      body: (conforming) => (notice) => new Uint8Array(Buffer.from(Buffer.from(conforming(notice)).toString('latin1'), 'utf16le')),
    },
  },
  // The stream of the body was read by the first attempt.
  'body-left-out-of-repeats': {
    title: 'Repeats have no body.',
    breaks: ['NTF-02', 'NTF-03'],
    override: { body: (conforming) => (notice) => (notice.attempt === 1 ? conforming(notice) : new Uint8Array(0)) },
  },
  // The text writer of the platform marks UTF-8.
  'byte-order-mark-before-the-body': {
    title: 'A byte order mark comes before the JSON.',
    row: 'N09',
    breaks: ['NTF-02'],
    override: { body: (conforming) => (notice) => new Uint8Array([0xef, 0xbb, 0xbf, ...conforming(notice)]) },
  },
  // Big ids were made texts for browsers.
  'id-as-text': {
    title: 'deposit_id is a text of digits.',
    breaks: ['NTF-02'],
    override: {
      body:
        () =>
        ({ about, id }) =>
          encodeUtf8(about === 'deposit' ? `{"deposit_id":"${id}"}` : `{"refund_id":${id}}`),
    },
  },
  // The model has an int where the database has a bigint.
  'id-cut-to-32-bits': {
    title: 'deposit_id is cut to 32 bits.',
    breaks: ['NTF-02', 'NTF-06'],
    override: {
      body:
        () =>
        ({ about, id }) =>
          encodeUtf8(`{"${about}_id":${id | 0}}`),
    },
  },
  // The id is in a field of the worker, which the change before has written.
  'id-of-the-change-before': {
    title: 'Of changes at the same moment, a notification names the one before it.',
    breaks: ['NTF-02'],
    override: {
      body: (conforming) => {
        let last: Notice | undefined;
        return (notice) => {
          const before = last?.changedAt === notice.changedAt && last.about === notice.about ? last : notice;
          last = notice;
          return conforming({ ...notice, id: before.id });
        };
      },
    },
  },
  // The id of the event is sent, and not that of its deposit.
  'id-of-the-event': {
    title: 'The id is one that the API never gave.',
    breaks: ['NTF-02', 'NTF-06'],
    override: { body: (conforming) => (notice) => conforming({ ...notice, id: notice.id + 700_000_000 }) },
  },
  // The serialiser names members as the class does.
  'id-in-camel-case': {
    title: 'The member is named depositId.',
    breaks: ['NTF-02'],
    override: {
      body:
        () =>
        ({ about, id }) =>
          encodeUtf8(`{"${about}Id":${id}}`),
    },
  },
  // One template serves both.
  'refunds-told-as-deposits': {
    title: 'A refund is sent under deposit_id.',
    breaks: ['NTF-02'],
    override: {
      body:
        () =>
        ({ id }) =>
          encodeUtf8(`{"deposit_id":${id}}`),
    },
  },
});
