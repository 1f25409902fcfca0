import type { ClientDecisions } from '../../../core/decisions/client.ts';
import type { Override } from '../../../core/decisions/override.ts';
import { type JsonTree, plain, writeJson } from '../../../core/json.ts';
import { encodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';

/** Where no body is sent, this text is signed instead. */
const signedWithoutBody = (text: string): Override<ClientDecisions> => ({
  signedBody: (conforming) => (sent, body, target) => (body === undefined ? encodeUtf8(text) : conforming(sent, body, target)),
});

/** Where a body is sent, other bytes are signed. */
const bodySignedAs = (other: (body: JsonTree, sent: Uint8Array) => Uint8Array): Override<ClientDecisions> => ({
  signedBody: (conforming) => (sent, body, target) => (body === undefined ? conforming(sent, body, target) : other(body, sent)),
});

/** Bytes that are signed and not sent (SIG-09, SIG-11). */
export const signedBodyFaults = defineFaults<ClientDecisions>({
  // Go's json.Marshal escapes HTML, an Encoder can be set not to.
  'angle-brackets-escaped-when-signed': {
    title: '`<`, `>` and `&` are escaped in what is signed only.',
    row: 'S12',
    breaks: ['SIG-09'],
    override: bodySignedAs((body) =>
      encodeUtf8(writeJson(body).replace(/[<>&]/g, (character) => `\\u00${character.charCodeAt(0).toString(16)}`)),
    ),
  },
  // PHP writes an empty array for no members.
  'empty-array-signed-on-gets': {
    title: 'A GET is signed over `[]`.',
    row: 'S05',
    breaks: ['SIG-11', 'SIG-09'],
    override: signedWithoutBody('[]'),
  },
  // The default of the body parameter is an empty object.
  'empty-object-signed-on-gets': {
    title: 'A GET is signed over `{}`.',
    row: 'S05',
    breaks: ['SIG-11', 'SIG-09'],
    override: signedWithoutBody('{}'),
  },
  // The hash API takes bytes of the platform's charset.
  'latin1-signed': {
    title: 'The body is signed in ISO-8859-1 and sent in UTF-8.',
    row: 'S17',
    breaks: ['SIG-09'],
    override: bodySignedAs((body) => Buffer.from(writeJson(body), 'latin1')),
  },
  // echo, a heredoc or Go's Encoder adds it.
  'line-feed-signed-only': {
    title: 'A line feed follows the signed body.',
    row: 'S27',
    breaks: ['SIG-09'],
    override: bodySignedAs((_body, sent) => Buffer.concat([sent, encodeUtf8('\n')])),
  },
  // JSON that may be in a script.
  'line-separators-escaped-when-signed': {
    title: 'U+2028 and U+2029 are escaped in what is signed only.',
    row: 'S26',
    breaks: ['SIG-09'],
    override: bodySignedAs((body) => encodeUtf8(writeJson(body).replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029'))),
  },
  // The buffer of the hash has its own size.
  'long-bodies-signed-in-part': {
    title: 'Of a body the first 2,048 bytes are signed.',
    breaks: ['SIG-09'],
    override: { signedBody: (conforming) => (sent, body, target) => conforming(sent, body, target).subarray(0, 2048) },
  },
  // The old default of Node's hash API was binary.
  'low-bytes-signed': {
    title: 'Only the low byte of each character is signed.',
    row: 'S19',
    breaks: ['SIG-09'],
    override: bodySignedAs((body) => Buffer.from(writeJson(body), 'binary')),
  },
  // json.dumps(None) and its like.
  'null-signed-on-gets': {
    title: 'A GET is signed over `null`.',
    row: 'S05',
    breaks: ['SIG-11', 'SIG-09'],
    override: signedWithoutBody('null'),
  },
  // Somebody thought that something has to be covered.
  'query-signed-on-gets': {
    title: 'A GET is signed over its target.',
    breaks: ['SIG-11', 'SIG-09'],
    override: {
      signedBody: (conforming) => (sent, body, target) => (body === undefined ? encodeUtf8(target) : conforming(sent, body, target)),
    },
  },
  // The empty string was serialised too.
  'quotes-signed-on-gets': {
    title: 'A GET is signed over `""`.',
    row: 'S05',
    breaks: ['SIG-11', 'SIG-09'],
    override: signedWithoutBody('""'),
  },
  // `json=payload` lets the HTTP library serialise again.
  'serialised-twice': {
    title: 'The body is serialised once to be signed and once to be sent, with other spaces.',
    row: 'S06',
    breaks: ['SIG-09'],
    override: bodySignedAs((body) => encodeUtf8(JSON.stringify(plain(body), null, 1))),
  },
  // PHP's json_encode escapes slashes unless set otherwise.
  'slashes-escaped-when-signed': {
    title: 'Slashes are escaped in what is signed, and not in what is sent.',
    row: 'S11',
    breaks: ['SIG-09'],
    override: bodySignedAs((body) => encodeUtf8(writeJson(body).replaceAll('/', '\\/'))),
  },
  // The hash API encodes to UTF-8, and so replaces what cannot be encoded.
  'surrogates-replaced-when-signed': {
    title: 'A lone surrogate is escaped in what is sent and replaced in what is signed.',
    row: 'S22',
    breaks: ['SIG-09'],
    override: bodySignedAs((_body, sent) =>
      encodeUtf8(
        Buffer.from(sent)
          .toString()
          .replace(/\\ud[89a-f][0-9a-f]{2}/gi, '\ufffd'),
      ),
    ),
  },
  // A missing argument becomes a word.
  'undefined-signed-on-gets': {
    title: 'A GET is signed over `undefined`.',
    row: 'S05',
    breaks: ['SIG-11', 'SIG-09'],
    override: signedWithoutBody('undefined'),
  },
});
