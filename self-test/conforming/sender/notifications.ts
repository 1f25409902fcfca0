import type { SenderDecisions } from '../../../core/decisions/sender.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import { defineConforming } from '../../define.ts';

/** Other interpretations of the ambiguities, and other forms and times of a notification. */
export const notificationsVariants = defineConforming<SenderDecisions>({
  'fifth-repeat-after-625': {
    title: 'The fifth repeat comes 625 minutes after the fourth (C25).',
    interpretations: { C25: 'fifth-gap-625' },
  },
  'four-repeats': { title: 'There are four repeats (C25).', interpretations: { C25: 'four-repeats' } },
  'only-200-counts': { title: 'Only 200 ends the repeats, as the older pages say (C24).', interpretations: { C24: 'only-200' } },
  'signed-in-upper-case': { title: 'The hash is sent in upper case (C26).', interpretations: { C26: 'upper-case' } },
  'signed-over-the-body': {
    title: 'The hash is over the body only, without X-Date and X-Login (C26).',
    interpretations: { C26: 'body-only' },
  },
  'signed-without-scheme': { title: 'The Authorization value is only the hash (C26).', interpretations: { C26: 'without-scheme' } },
  'told-after-minutes': {
    title: 'A change is sent some minutes later, as in the test environment.',
    override: { tellsAfter: () => () => 240_000 },
  },
  'duplicates-at-once': {
    title: 'Every attempt is made twice at once: seed A says that they may come several times.',
    override: { copies: () => () => 2 },
  },
  'duplicates-now-and-then': {
    title: 'Every second attempt is made three times: seed A says that they may come several times.',
    override: {
      copies:
        () =>
        ({ attempt }) =>
          attempt % 2 === 0 ? 3 : 1,
    },
  },
  'body-spaced': {
    title: 'The body is spaced and ends in a line feed: blanks between tokens mean nothing (RFC 8259 §2).',
    override: {
      body:
        () =>
        ({ about, id }) =>
          encodeUtf8(`{\r\n  "${about}_id" : ${id}\r\n}\n`),
    },
  },
  'resends-written-otherwise': {
    title: 'What a person asks for again is spaced and names its cause: it is signed as every other.',
    override: {
      body: (conforming) => (notice) =>
        notice.cause === 'resend' ? encodeUtf8(`{ "${notice.about}_id": ${notice.id}, "cause": "resend" }`) : conforming(notice),
    },
  },
  'more-members': {
    title: 'The body has more members than the documented one: objects are open.',
    override: {
      body:
        () =>
        ({ about, id, attempt }) =>
          encodeUtf8(`{"event":"status","${about}_id":${id},"try":${attempt}}`),
    },
  },
  'refund-ids-as-text': {
    title: 'refund_id is a text, as some pages have it (C19).',
    override: {
      body: (conforming) => (notice) => (notice.about === 'refund' ? encodeUtf8(`{"refund_id":"${notice.id}"}`) : conforming(notice)),
    },
  },
  'another-user-agent': {
    title: 'It names the sender, and accepts any answer: no page says which other fields are sent.',
    override: { headers: () => (lines) => [['User-Agent', 'Apache-HttpClient/4.5.13 (Java/11.0.20)'], ['Accept', '*/*'], ...lines] },
  },
  'bodies-chunked': {
    title: 'Bodies come in chunks, without a Content-Length (RFC 9112 §7.1).',
    override: { headers: () => (lines) => [...lines, ['Transfer-Encoding', 'chunked']] },
  },
  'charset-named': {
    title: 'Content-Type names the charset: UTF-8 is what JSON is in (C44).',
    override: {
      headers: () => (lines) => lines.map(([name, value]) => [name, name === 'Content-Type' ? 'application/json; charset=UTF-8' : value]),
    },
  },
  'field-names-in-lower-case': {
    title: 'Names of fields are in lower case: letter case means nothing in them (RFC 9110 §5.1).',
    override: { headers: () => (lines) => lines.map(([name, value]) => [name.toLowerCase(), value]) },
  },
  'repeats-a-little-late': {
    title: 'Repeats leave most of a second late: a queue is looked at from time to time.',
    override: {
      gap: (conforming) => (notice) => {
        const gap = conforming(notice);
        return gap === undefined ? undefined : gap + 900;
      },
    },
  },
});
