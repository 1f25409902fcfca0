import type { Override } from '../../../core/decisions/override.ts';
import type { ReceiverDecisions } from '../../../core/decisions/receiver.ts';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';

/** Bytes without a letter in the code page, and their replacement. */
const unassigned: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

const question = 0x3f;

/** The text of the body is changed before the hash is taken. */
const textSignedAs = (change: (text: string) => string): Override<ReceiverDecisions> => ({
  signedMessage: (conforming) => (xDate, xLogin, body, keys) => {
    const text = decodeUtf8(body);
    return conforming(xDate, xLogin, text === undefined ? body : encodeUtf8(change(text)), keys);
  },
});

/** The signed bytes (RCV-08). */
export const signedMessageFaults = defineFaults<ReceiverDecisions>({
  // An ASCII encoder writes a question mark for unknown characters.
  'body-hashed-to-seven-bits': {
    title: 'The hash is taken over the body with a question mark for each byte beyond ASCII.',
    row: 'S18',
    breaks: ['RCV-08'],
    override: {
      signedMessage: (conforming) => (xDate, xLogin, body, keys) =>
        conforming(
          xDate,
          xLogin,
          body.map((byte) => (byte > 0x7f ? 0x3f : byte)),
          keys,
        ),
    },
  },
  // The hash is taken before the body has been read.
  'body-not-covered': {
    title: 'The hash is taken over date and login alone.',
    breaks: ['RCV-02'],
    override: { signedMessage: (conforming) => (xDate, xLogin, _body, keys) => conforming(xDate, xLogin, new Uint8Array(0), keys) },
  },
  // The platform decodes request bodies in its own charset, and the hash is taken over what is encoded again.
  'body-read-as-latin1': {
    title: 'The hash is taken over the body read as Latin-1 and written as UTF-8.',
    row: 'S17',
    breaks: ['RCV-08'],
    override: {
      signedMessage: (conforming) => (xDate, xLogin, body, keys) =>
        conforming(xDate, xLogin, encodeUtf8(Buffer.from(body).toString('latin1')), keys),
    },
  },
  // A Windows service decodes requests in its code page: five bytes mean nothing there.
  'body-read-as-windows-1252': {
    title: 'The hash is taken over the body read as Windows-1252 and written so again.',
    row: 'S17',
    breaks: ['RCV-08'],
    override: {
      signedMessage: (conforming) => (xDate, xLogin, body, keys) =>
        conforming(
          xDate,
          xLogin,
          body.map((byte) => (unassigned.has(byte) ? question : byte)),
          keys,
        ),
    },
  },
  // A gateway removes blanks at both ends of what passes.
  'body-trimmed-before-the-hash': {
    title: 'The hash is taken over the body without blanks at its ends.',
    row: 'S28',
    breaks: ['RCV-01', 'RCV-08', 'RCV-16', 'RCV-20'],
    override: textSignedAs((text) => text.trim()),
  },
  // The framework has parsed the body, and it is written again for the hash.
  'body-written-again': {
    title: 'The hash is taken over the body as it is serialised again.',
    row: 'S07',
    breaks: ['RCV-01', 'RCV-08', 'RCV-16', 'RCV-20'],
    override: {
      signedMessage: (conforming) => (xDate, xLogin, body, keys) => {
        try {
          return conforming(xDate, xLogin, encodeUtf8(JSON.stringify(JSON.parse(decodeUtf8(body) ?? ''))), keys);
        } catch {
          return conforming(xDate, xLogin, body, keys);
        }
      },
    },
  },
  // The log table takes three bytes a letter, and the hash is taken over what was logged.
  'emoji-lost-before-the-hash': {
    title: 'Letters of four bytes are question marks under the hash.',
    row: 'S21',
    breaks: ['RCV-08'],
    override: textSignedAs((text) => text.replaceAll(/[\u{10000}-\u{10ffff}]/gu, '?')),
  },
  // The framework passes on text in which escapes are decoded already.
  'escapes-hashed-as-their-letters': {
    title: 'The hash is taken over the body with its escapes undone.',
    row: 'S09',
    breaks: ['RCV-08'],
    override: textSignedAs((text) =>
      text.replaceAll(/\\u00([a-f]\w)/gi, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    ),
  },
  // The body goes through a serialiser that writes its escapes in lower case.
  'escapes-hashed-in-lower-case': {
    title: 'The hash is taken over the body with its escapes in lower case.',
    row: 'S10',
    breaks: ['RCV-08'],
    override: textSignedAs((text) => text.replace(/\\u[0-9A-Fa-f]{4}/g, (found) => found.toLowerCase())),
  },
  // A gateway rewrites line ends.
  'line-ends-rewritten': {
    title: 'The hash is taken over the body with its CRLF as LF.',
    row: 'S28',
    breaks: ['RCV-08', 'RCV-01', 'RCV-16', 'RCV-20'],
    override: textSignedAs((text) => text.replaceAll('\r\n', '\n')),
  },
  // A middleware drops members that are null before the handler sees the body.
  'nulls-taken-out-before-the-hash': {
    title: 'The hash is taken over the body without its null members.',
    row: 'S31',
    breaks: ['RCV-06', 'RCV-08'],
    override: textSignedAs((text) => text.replaceAll(/"\w+":null,/g, '')),
  },
  // Other providers join the parts by dots, and the code was at hand.
  'parts-joined-by-dots': {
    title: 'A dot is put between the parts under the hash.',
    row: 'S03',
    breaks: ['RCV-02'],
    override: { signedMessage: (conforming) => (xDate, xLogin, body, keys) => conforming(`${xDate}.`, `${xLogin}.`, body, keys) },
  },
  // A filter against injected scripts removes line separators and DEL from all input.
  'separators-dropped-before-the-hash': {
    title: 'U+2028, U+2029 and DEL are taken out before the hash.',
    row: 'S26',
    breaks: ['RCV-08'],
    override: textSignedAs((text) => text.replaceAll(/[\u2028\u2029\u007f]/g, '')),
  },
  // The body goes through a serialiser that does not escape slashes.
  'slashes-hashed-unescaped': {
    title: 'The hash is taken over the body with its slashes unescaped.',
    breaks: ['RCV-08'],
    override: textSignedAs((text) => text.replaceAll('\\/', '/')),
  },
  // Text is normalised when it comes in.
  'text-composed-before-the-hash': {
    title: 'The hash is taken over the body in composed form.',
    breaks: ['RCV-08', 'RCV-01', 'RCV-16', 'RCV-20'],
    override: textSignedAs((text) => text.normalize('NFC')),
  },
});
