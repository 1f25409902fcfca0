import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { withTexts } from '../../../core/json.ts';
import { defineFaults } from '../../define.ts';

/** Every text of a body is changed before it is stored. */
const textsStoredAs = (change: (text: string) => string): Override<ProviderDecisions> => ({
  stored: (conforming) => (body, call) => withTexts(conforming(body, call), change),
});

/** Text as it is decoded, stored and written (UTF-01, UTF-03, UTF-06). */
export const utf8Faults = defineFaults<ProviderDecisions>({
  // A conversion with //IGNORE leaves out what is not UTF-8.
  'ill-formed-bytes-dropped': {
    title: 'A body in another charset is kept without its accents.',
    row: 'S17',
    breaks: ['UTF-03'],
    override: {
      decode: (conforming) => (body, contentType, call) =>
        conforming(body, contentType, call) ?? new TextDecoder('utf-8').decode(body).replaceAll('\ufffd', ''),
    },
  },
  // A lenient decoder puts U+FFFD for what it does not understand.
  'ill-formed-bytes-replaced': {
    title: 'A body in another charset is kept with replacement characters.',
    row: 'S17',
    breaks: ['UTF-03'],
    override: { decode: () => (body) => new TextDecoder('utf-8').decode(body) },
  },
  // Text that is not UTF-8 is read as ISO-8859-1, and Windows has other letters there.
  'other-charsets-read-as-latin1': {
    title: 'A body in windows-1252 is kept as ISO-8859-1.',
    row: 'S17',
    breaks: ['UTF-03'],
    override: {
      decode: (conforming) => (body, contentType, call) => conforming(body, contentType, call) ?? Buffer.from(body).toString('latin1'),
    },
  },
  // Names are converted for a bank file when they are stored.
  'accents-taken-off': {
    title: 'José is kept as Jose.',
    breaks: ['UTF-01'],
    override: textsStoredAs((text) => text.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC')),
  },
  // All input goes through the decoder for forms.
  'escapes-in-text-decoded': {
    title: '%25 in a name becomes %.',
    breaks: ['UTF-01'],
    override: textsStoredAs((text) =>
      text.replace(/%([0-7][0-9a-fA-F])/g, (_escaped, digits: string) => String.fromCharCode(Number.parseInt(digits, 16))),
    ),
  },
  // Format characters are cleaned from input, and the joiner inside an emoji is one.
  'joiners-taken-out': {
    title: 'Joined emoji fall apart.',
    row: 'S21',
    breaks: ['UTF-01'],
    override: textsStoredAs((text) => text.replace(/\p{Cf}/gu, '')),
  },
  // Everything that looks like a tag is removed from all input.
  'markup-taken-out-of-text': {
    title: 'Text between < and > in a name is lost.',
    breaks: ['UTF-01'],
    override: textsStoredAs((text) => text.replace(/<[^>]*>/g, '')),
  },
  // The import of customers reads the word NULL as no value.
  'null-is-no-name': {
    title: 'A payer whose name is Null is shown without a name.',
    breaks: ['UTF-01'],
    override: textsStoredAs((text) => (text.toLowerCase() === 'null' ? '' : text)),
  },
  // A column of three-byte UTF-8 drops every character that needs four.
  'text-beyond-sixteen-bits-lost': {
    title: 'Emoji are lost from names.',
    row: 'S21',
    breaks: ['UTF-01'],
    override: textsStoredAs((text) => text.replace(/[\u{10000}-\u{10ffff}]/gu, '')),
  },
  // A column of thirty bytes cuts longer names, and sometimes a character.
  'text-cut-at-thirty-bytes': {
    title: 'Names are cut after thirty bytes.',
    row: 'S21',
    breaks: ['UTF-01'],
    override: textsStoredAs((text) => Buffer.from(text, 'utf8').subarray(0, 30).toString('utf8')),
  },
  // The store knows ASCII and puts a question mark for the rest.
  'text-kept-as-ascii': {
    title: 'José is kept as Jos?.',
    row: 'S18',
    breaks: ['UTF-01'],
    override: textsStoredAs((text) => text.replace(/\P{ASCII}/gu, '?')),
  },
  // Text is escaped for HTML when it is stored, and never unescaped.
  'text-kept-as-html': {
    title: '< is kept as &lt;.',
    breaks: ['UTF-01'],
    override: textsStoredAs((text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')),
  },
  // The connection to the store speaks Latin-1: UTF-8 comes back as mojibake.
  'text-kept-as-latin1': {
    title: 'José is kept as JosÃ©.',
    row: 'S20',
    breaks: ['UTF-01'],
    override: textsStoredAs((text) => Buffer.from(text, 'utf8').toString('latin1')),
  },
  // The list of states was loaded into its table through the wrong charset.
  'states-told-as-mojibake': {
    title: 'Names of states come as mojibake.',
    row: 'S20',
    breaks: ['UTF-06'],
    override: {
      body: (conforming) => (body, call) =>
        call.operation.id === 'states'
          ? withTexts(conforming(body, call), (text) => Buffer.from(text, 'utf8').toString('latin1'))
          : conforming(body, call),
    },
  },
  // The gateway in front of it encodes answers as ASCII.
  'accents-lost-from-answers': {
    title: 'Answers have question marks for what is not ASCII.',
    row: 'S18',
    breaks: ['UTF-06', 'UTF-01'],
    override: {
      encode: (conforming) => (value) =>
        Uint8Array.from(
          Buffer.from(conforming(value))
            .toString('utf8')
            .replace(/\P{ASCII}/gu, '?'),
          (character) => character.charCodeAt(0),
        ),
    },
  },
  // The writer of answers uses the platform's charset.
  'answers-in-latin1': {
    title: 'Answers are in ISO-8859-1.',
    row: 'S17',
    breaks: ['END-02', 'HDR-05', 'UTF-06'],
    override: { encode: (conforming) => (value) => Buffer.from(Buffer.from(conforming(value)).toString('utf8'), 'latin1') },
  },
  // Content-Length counts characters and not bytes.
  'answers-cut-at-their-length-in-characters': {
    title: 'Answers beyond ASCII lose their last bytes.',
    breaks: ['END-02', 'HDR-05', 'UTF-06'],
    override: {
      deliver: (conforming) => (response, call) =>
        conforming({ ...response, body: response.body.subarray(0, Buffer.from(response.body).toString('utf8').length) }, call),
    },
  },
});
