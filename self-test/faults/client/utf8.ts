import type { ClientDecisions } from '../../../core/decisions/client.ts';
import type { Override } from '../../../core/decisions/override.ts';
import { type JsonTree, member, plain, tree, withTexts, writeJson } from '../../../core/json.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';
import { withText } from '../../number-texts.ts';

/** Every text of the arguments is changed before it is sent. */
const textsSentAs = (change: (text: string) => string): Override<ClientDecisions> => ({
  body: (conforming) => (args, ask, keys) => conforming(tree(withTexts(plain(args), change)), ask, keys),
});

/** An object with another value of a member. */
function withMember(object: JsonTree | undefined, name: string, value: JsonTree): JsonTree {
  if (object?.kind !== 'object') return tree({});
  return { ...object, members: object.members.map(([each, old]) => [each, each === name ? value : old] as const) };
}

/** What else fails, because the numbers beside those texts go through doubles. */
const throughDoubles = ['CLT-03', 'CLT-05'] as const;

/** Text as it is sent (UTF-05). */
export const utf8Faults = defineFaults<ClientDecisions>({
  // The text was escaped for the page that shows it.
  'ampersands-escaped-for-a-page': {
    title: 'An ampersand in a name is escaped as in HTML.',
    breaks: ['UTF-05'],
    mayBreak: throughDoubles,
    override: textsSentAs((text) => text.replaceAll('&', '&amp;')),
  },
  // A slug function cleans the names.
  'accents-taken-off': {
    title: 'Accents are taken off names.',
    breaks: ['UTF-05'],
    mayBreak: throughDoubles,
    override: textsSentAs((text) => text.normalize('NFD').replace(/\p{M}/gu, '')),
  },
  // The column of the description is in Latin-1.
  'descriptions-with-question-marks': {
    title: 'Letters beyond ASCII in a description become question marks.',
    breaks: ['UTF-05'],
    override: {
      body: (conforming) => (args, ask, keys) =>
        withText(conforming(args, ask, keys), 'description', (text) =>
          [...text].map((letter) => (letter < '\x80' ? letter : '?')).join(''),
        ),
    },
  },
  // What editors do to quotes.
  'apostrophes-made-curly': {
    title: 'Straight apostrophes are made curly.',
    breaks: ['UTF-05'],
    mayBreak: throughDoubles,
    override: textsSentAs((text) => text.replaceAll("'", '\u2019')),
  },
  // Requests that wait for a repeat are stored in a table with an older charset.
  'repeats-in-latin1': {
    title: 'A repeat has the UTF-8 of its texts encoded once more.',
    row: 'S20',
    breaks: ['UTF-05', 'IDM-16', 'CLT-02'],
    mayBreak: ['IDM-22', 'IDM-15'],
    shownBy: ['CLT-01'],
    override: {
      body: (conforming) => (args, ask, keys) =>
        ask.attempt > 1 && ask.method === 'POST' && member(args, 'deposit_id') === undefined
          ? conforming(tree(withTexts(plain(args), (text) => Buffer.from(text).toString('latin1'))), ask, keys)
          : conforming(args, ask, keys),
    },
  },
  // A column of three bytes for each character.
  'emoji-left-out': {
    title: 'Characters beyond the basic plane are left out.',
    row: 'S21',
    breaks: ['UTF-05'],
    mayBreak: throughDoubles,
    override: textsSentAs((text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '')),
  },
  // A form layer composes what users type.
  'text-composed': {
    title: 'Text is normalised before it is sent.',
    breaks: ['UTF-05'],
    mayBreak: throughDoubles,
    override: textsSentAs((text) => text.normalize('NFC')),
  },
  // A column of 128 bytes.
  'names-cut-at-128-bytes': {
    title: 'Texts are cut at 128 bytes.',
    breaks: ['UTF-05'],
    mayBreak: throughDoubles,
    override: textsSentAs((text) =>
      Buffer.from(text)
        .subarray(0, 128)
        .toString('utf8')
        .replace(/\ufffd+$/, ''),
    ),
  },
  // A second column of the table, with a charset of its own.
  'last-names-in-latin1': {
    title: 'The UTF-8 of last names is encoded once more.',
    breaks: ['UTF-05'],
    override: {
      body: (conforming) => (args, ask, keys) => {
        const payer = member(args, 'payer');
        const name = payer && member(payer, 'last_name');
        if (name?.kind !== 'string') return conforming(args, ask, keys);
        const misread = { kind: 'string', value: Buffer.from(name.value).toString('latin1') } as const;
        return conforming(withMember(args, 'payer', withMember(payer, 'last_name', misread)), ask, keys);
      },
    },
  },
  // The form has the family name first.
  'names-exchanged': {
    title: 'The first name is sent as the last name, and the last name as the first.',
    breaks: ['UTF-05'],
    override: {
      body: (conforming) => (args, ask, keys) => {
        const payer = member(args, 'payer');
        const [first, last] = ['first_name', 'last_name'].map((name) => payer && member(payer, name));
        if (!first || !last) return conforming(args, ask, keys);
        return conforming(withMember(args, 'payer', withMember(withMember(payer, 'first_name', last), 'last_name', first)), ask, keys);
      },
    },
  },
  // A column for a short note.
  'comments-cut-at-100-characters': {
    title: 'Comments of refunds are cut at 100 characters.',
    breaks: ['UTF-05'],
    override: {
      body: (conforming) => (args, ask, keys) => {
        const text = member(args, 'comments');
        if (text?.kind !== 'string') return conforming(args, ask, keys);
        return conforming(withMember(args, 'comments', { kind: 'string', value: text.value.slice(0, 100) }), ask, keys);
      },
    },
  },
  // Refunds were added by another team.
  'refunds-in-latin1': {
    title: 'Refunds are sent in ISO-8859-1.',
    breaks: ['UTF-05', 'CLT-02'],
    override: {
      encode: (conforming) => (body) => (member(body, 'deposit_id') ? Buffer.from(writeJson(body), 'latin1') : conforming(body)),
    },
  },
  // getBytes() without a charset, on a machine whose default is not UTF-8.
  'body-in-latin1': {
    title: 'The body is sent in ISO-8859-1.',
    row: 'S17',
    breaks: ['UTF-05', 'CLT-02'],
    override: { encode: () => (body) => Buffer.from(writeJson(body), 'latin1') },
  },
  // utf8_encode on text that is UTF-8 already.
  'encoded-twice': {
    title: 'UTF-8 is taken for Latin-1 and encoded once more.',
    row: 'S20',
    breaks: ['UTF-05'],
    override: { encode: (conforming) => (body) => encodeUtf8(Buffer.from(conforming(body)).toString('latin1')) },
  },
  // An ASCII encoder replaces what it lacks.
  'question-marks-for-accents': {
    title: 'What is not ASCII becomes a question mark.',
    row: 'S18',
    breaks: ['UTF-05'],
    override: { encode: () => (body) => encodeUtf8(writeJson(body).replace(/[\u{80}-\u{10ffff}]/gu, '?')) },
  },
});
