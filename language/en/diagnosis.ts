import type { ClientLanguage } from '../../core/diagnosis/client-language.ts';
import type { Diagnosis, Explanation, HeaderProblem } from '../../core/diagnosis/diagnosis.ts';
import type { HandedOver, Mistake, MistakeKind, MistakeValues, Part, Place } from '../../core/diagnosis/mistake.ts';
import type { Calendar, Note } from '../../core/diagnosis/note.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { visible } from '../../core/visible.ts';
import { fixIn } from '../fixes/fixes.ts';
import { duration } from './duration.ts';
import { rewriteDetail } from './json-rewrites.ts';
import { schemeFix, schemeLines, schemeRemark } from './scheme-diagnosis.ts';
import {
  addedParts,
  arrangements,
  bodyForm,
  charsetName,
  dateForms,
  hashEncodings,
  hashedAgain,
  joinedForm,
  loginForms,
  messageForms,
  messageTemplate,
  replacedCharacters,
  secretForm,
  sisterSchemes,
  wrappedParts,
} from './signing-forms.ts';
import { changeClause } from './value-changes.ts';

/** What was done, as the end of a sentence that begins "The signature is wrong: ", and what to do instead, as a separate sentence. */
interface Words {
  readonly what: string;
  readonly fix: string;
}

const fixes = {
  message: 'Sign X-Date, X-Login and the body, in this order, with nothing between them and nothing else.',
  once: 'Serialise the body once, sign those bytes, and send those same bytes.',
  raw: 'Hand the HTTP library the bytes that were signed, and turn its own serialising off; on the receiving side, verify the raw body before anything parses it.',
  date: 'Build the date once, put that one text into the header and into the message.',
  utc: 'Format the date in UTC: its Z is the letter, and says nothing about the zone that the program runs in.',
  utf8: 'Encode the body as UTF-8 once, sign those bytes, and send those same bytes.',
  hex: 'Write the hash as 64 lower-case hex digits.',
  secret: 'Use the API Signature as the merchant panel shows it: its UTF-8 bytes, with nothing added, cut or decoded.',
  hmac: 'Use HMAC-SHA-256 with the API Signature as key and the message as data.',
} as const;

const partNames: Readonly<Record<Part, string>> = { date: 'X-Date', login: 'X-Login', body: 'the body' };

const placeNames: Readonly<Record<Place, string>> = {
  first: 'before the parts',
  'after-date': 'after X-Date',
  'after-login': 'after X-Login',
  last: 'after the body',
};

function list(items: readonly string[], last = 'and'): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} ${last} ${items.at(-1)}`;
}

/** A received text with every unusual character visible. */
function shown(text: string): string {
  return `\`${visible(encodeUtf8(text))}\``;
}

/** A text with one latin1 character for each byte. */
function shownWire(text: string): string {
  return `\`${visible(Buffer.from(text, 'latin1'))}\``;
}

/** Writers by their names; of many, the first few. */
function writerNames(writers: readonly string[]): string {
  const named = writers.slice(0, 3);
  const rest = writers.length - named.length;
  return rest > 0 ? `${named.join(', ')} and ${rest} more` : list(named, 'or');
}

function offset(minutes: number): string {
  const size = Math.abs(minutes);
  return `UTC${minutes < 0 ? '−' : '+'}${String(Math.floor(size / 60)).padStart(2, '0')}:${String(size % 60).padStart(2, '0')}`;
}

const changeNames = {
  spacing: 'white space',
  escapes: 'escapes in texts',
  numbers: 'the spelling of numbers',
  'member-order': 'the order of members',
  members: 'members left out or added',
  'empty-containers': '{} and []',
  types: 'the types of values',
  texts: 'texts',
  'line-end': 'the end of the text',
} as const;

function rewritten(values: MistakeValues['body-rewritten']): string {
  const { changes, details, writers } = values;
  const parts = ['the JSON was written once more for signing, in other bytes than the ones sent'];
  if (changes.length > 0) parts.push(`they differ in ${list(changes.map((change) => changeNames[change]))}`);
  if (details.length > 0) parts.push(`signed: ${list(details.slice(0, 2).map(rewriteDetail), 'or')}`);
  if (writers.length > 0) parts.push(`so writes ${writerNames(writers)}`);
  return parts.join('; ');
}

/** What was given instead of the signed body, and what in it is what was signed. */
const handedOver: Readonly<Record<HandedOver, readonly [what: string, fix: string | undefined]>> = {
  gzip: [
    'compressed by gzip',
    'Sign the bytes that are sent, or send them without compression. Verify what the signer signed: here, the plain body.',
  ],
  zlib: ['compressed by zlib', 'Sign the bytes that are sent, or send them without compression.'],
  deflate: ['compressed by deflate', 'Sign the bytes that are sent, or send them without compression.'],
  brotli: ['compressed by brotli', 'Sign the bytes that are sent, or send them without compression.'],
  hex: ['in hex', 'Decode the hex first, and verify those bytes.'],
  base64: ['in base64, as gateways hand it over', 'Decode the base64 first, and verify those bytes.'],
  'percent-encoded': ['percent-encoded', undefined],
  'form-field': ['as the value of a field of a form', undefined],
  event: ["as a value of a gateway's event", "Verify the bytes of the event's body, decoded where isBase64Encoded is true."],
  object: [
    'as an object in an event, without its white space',
    'Verify the bytes that the sender signed: a gateway that parses a body keeps none of them.',
  ],
  'list-of-bytes': ['as a list of the numbers of its bytes', 'Make bytes of the numbers first, and verify those.'],
  'python-bytes': ["as Python's text of bytes, b'…'", 'Verify the bytes themselves, not str() of them.'],
  'json-string': ['as a JSON string', 'Verify the raw body. Do not write it as JSON once more.'],
  'in-quotes': ['in quotation marks', undefined],
  backslashes: ['with backslashes before its quotation marks', undefined],
  html: ['escaped for HTML', 'Verify the raw body before anything escapes it.'],
  xml: ['in an XML element', undefined],
  multipart: ['as a part of a multipart body', undefined],
  chunks: ['in the chunks of the transfer coding', 'Read the body with an HTTP library, which removes the chunk sizes.'],
  'whole-message': ['behind the head of an HTTP message', 'Verify what comes after the empty line.'],
  'quoted-printable': ['as quoted-printable', undefined],
  'json-web-token': ['in a JSON Web Token', undefined],
  'utf-16': ['in UTF-16', 'Verify the bytes as they arrived, not a text of another charset.'],
  'text-around': ['between other text', undefined],
  'more-than-content-length': [
    'with more bytes than Content-Length says, which counts characters',
    'Count the bytes of the encoded body for Content-Length.',
  ],
};

function handedOverAs(forms: readonly HandedOver[]): Words {
  const inside = forms.map((form) => handedOver[form][0]);
  const fix = forms.map((form) => handedOver[form][1]).find((own) => own !== undefined);
  return {
    what: `what was given as the body is not what was signed, but holds it ${inside.join('; and in that ')}`,
    fix: fix ?? fixes.raw,
  };
}

/** Another hash may have fewer equal digits by chance. */
const fewDigits = 8;

const sentences: { readonly [K in MistakeKind]: (values: MistakeValues[K]) => Words } = {
  'part-order': ({ order, vendor }) => ({
    what: `the parts were joined as ${list(order.map((part) => partNames[part]))}${vendor === undefined ? '' : `, the order of ${vendor}`}`,
    fix: fixes.message,
  }),
  'part-left-out': ({ parts, vendor }) => ({
    what:
      vendor === 'cashout'
        ? 'only the body was signed, as the cashout API has it (X-Date and X-Login are missing in the message)'
        : `${list(parts.map((part) => partNames[part]))} ${parts.length === 1 ? 'is' : 'are'} missing in the signed message`,
    fix: fixes.message,
  }),
  'part-repeated': ({ part }) => ({ what: `${partNames[part]} is in the signed message twice`, fix: fixes.message }),
  'part-added': ({ part, at, delimiter }) => ({
    what: `the ${addedParts[part]} was signed as well, ${placeNames[at]}${delimiter === '' ? '' : `, with ${shown(delimiter)} between the pieces`}`,
    fix: `${fixes.message} Method, path, host and idempotency key are not part of it.`,
  }),
  delimiter: ({ delimiter, at }) => ({
    what: `${shownWire(delimiter)} was put ${{ between: 'between the parts', 'after-date': 'after X-Date', 'after-login': 'after X-Login', 'after-each': 'after each part' }[at]}`,
    fix: fixes.message,
  }),
  'parts-wrapped': ({ form }) => ({
    what: `the parts were signed as ${wrappedParts[form]}`,
    fix: fixes.message,
  }),
  'sister-scheme': ({ scheme }) => ({
    what: `the message was made as ${sisterSchemes[scheme]}`,
    fix: fixes.message,
  }),
  'message-transformed': ({ form }) => ({
    what: `the message was turned into something else before signing (${messageForms[form]})`,
    fix: 'Sign the bytes of the message as they are.',
  }),
  'date-seconds': ({ seconds, signed }) => ({
    what: `the date in the message, ${shownWire(signed)}, is ${Math.abs(seconds)} s ${seconds > 0 ? 'later' : 'earlier'} than X-Date`,
    fix:
      Math.abs(seconds) <= 2
        ? `${fixes.date} The clock was read twice, and a second passed between.`
        : `${fixes.date} A retry needs a fresh date and a fresh signature.`,
  }),
  'date-zone': ({ offsetMinutes, signed }) => ({
    what: `the signed date, ${shownWire(signed)}, is X-Date moved to ${offset(offsetMinutes)}: one of the two was formatted in local time`,
    fix: `${fixes.date} ${fixes.utc}`,
  }),
  'date-spelling': ({ form, offsetMinutes, signed }) => ({
    what: `the date was signed in another spelling than X-Date has: ${shownWire(signed)} (${dateForms[form]}${offsetMinutes === 0 ? '' : `, ${offset(offsetMinutes)}`})`,
    fix: `${fixes.date} Its form is yyyy-MM-dd'T'HH:mm:ss'Z'.`,
  }),
  'date-unsent': ({ signed }) => ({
    what: `the date ${shownWire(signed)} was signed, but no X-Date was sent with it`,
    fix: 'Send the signed date as X-Date.',
  }),
  'login-text': ({ form, role }) => ({
    what:
      role === undefined
        ? `X-Login was signed in another form than it was sent: ${loginForms[form]}`
        : form === 'unsent-api-key'
          ? 'the API Key was signed, but not sent as X-Login'
          : `the ${role} was signed in the place of X-Login`,
    fix: 'Sign the very text that is sent as X-Login: the API Key.',
  }),
  'body-left-out': () => ({
    what: 'the body was left out of the signed message',
    fix: 'Sign the body too: it is the third part, and empty only where no body is sent.',
  }),
  'empty-body': ({ sent, signed }) => ({
    what: `${sent === '' ? 'no body was sent' : `the body sent was ${shownWire(sent)}`}, and ${signed === '' ? 'nothing' : shownWire(signed)} was signed in its place`,
    fix:
      sent === '[]' && signed === ''
        ? "What is sent is what is signed. PHP's json_encode gives false, signed as nothing, for a text that is not UTF-8: check its result."
        : 'A call without a body is signed over the empty text; what is sent is what is signed.',
  }),
  'body-placeholder': ({ signed }) => ({
    what: `${shown(signed)} was signed in the place of the body`,
    fix: `The body was not a text yet when it was signed. ${fixes.once}`,
  }),
  'body-repeated': ({ side }) => ({ what: `the body was ${side === 'signed' ? 'signed' : 'sent'} twice in a row`, fix: fixes.once }),
  'body-stringified': ({ times, writers }) => ({
    what:
      times < 0
        ? 'the body was sent as a JSON string that holds the JSON text, and only that text was signed'
        : `the body was stringified ${times === 1 ? 'once' : 'twice'} more for signing${writers.length === 0 ? '' : ` (${writerNames(writers)})`}`,
    fix: `${fixes.once} What is a text already is not stringified again.`,
  }),
  'body-edge': ({ at, sent, signed, writers }) => ({
    what: `white space at the ${at === 'both' ? 'edges' : at} of the body differs: ${sent === '' ? 'nothing' : shown(sent)} was sent, ${signed === '' ? 'nothing' : shown(signed)} was signed${writers.length === 0 ? '' : ` (so writes ${writerNames(writers)})`}`,
    fix: `${fixes.once} Editors, shells and encoders add a line feed; trim() takes it away.`,
  }),
  'body-line-ends': ({ signed }) => ({ what: `line ends were changed between signing and sending (signed: ${signed})`, fix: fixes.once }),
  'body-bom': ({ signed }) => ({
    what: `a byte order mark (ef bb bf) was ${signed ? 'signed but not sent' : 'sent but not signed'}`,
    fix: 'Write UTF-8 without a byte order mark.',
  }),
  'body-charset': ({ charsets }) => ({
    what: `the body was sent in UTF-8 and signed in ${list(charsets.slice(0, 3).map(charsetName), 'or')}`,
    fix: fixes.utf8,
  }),
  'body-sent-charset': ({ charsets }) => ({
    what: `the body was signed in UTF-8 and sent in ${list(charsets.slice(0, 3).map(charsetName), 'or')}`,
    fix: fixes.utf8,
  }),
  'body-double-encoded': ({ side, through, times }) => ({
    what: `the UTF-8 of the body that was ${side} had been taken for ${list(through, 'or')} and encoded ${times === 1 ? 'once' : `${times} times`} more (é is Ã©)`,
    fix: fixes.utf8,
  }),
  'body-replaced-characters': ({ what, by }) => ({
    what: `${replacedCharacters[what]} in the body ${by === '' ? 'were dropped' : `were replaced by ${by}`} before signing`,
    fix: fixes.utf8,
  }),
  'body-normalised': ({ forms }) => ({
    what: `the text was brought into Unicode's ${list(forms, 'or')} for signing, and sent in another form`,
    fix: `Normalise before serialising, or never. ${fixes.once}`,
  }),
  'body-rewritten': (values) => ({ what: rewritten(values), fix: `${fixes.once} ${fixes.raw}` }),
  'body-not-json': ({ writers }) => ({
    what: `the value's own text was signed, not the JSON that was sent (${writerNames(writers)})`,
    fix: fixes.once,
  }),
  'body-transformed': (values) => ({
    what: `the body went into the message in another form (${bodyForm(values)})`,
    fix: 'The third part of the message is the body itself, byte for byte.',
  }),
  'body-cut': ({ signedBytes }) => ({
    what: `only the first ${signedBytes} ${signedBytes === 1 ? 'byte' : 'bytes'} of the body ${signedBytes === 1 ? 'was' : 'were'} signed`,
    fix: 'Sign the whole body; count its length in bytes, not in characters.',
  }),
  'body-incomplete': ({ missing, at }) => ({
    what: `what was received lacks ${shown(missing)} at its ${at}, which was signed`,
    fix: 'Send the whole body: Content-Length counts bytes, not characters. A capture may have lost it, too.',
  }),
  'body-member-left-out': ({ member }) => ({
    what: `the member ${shown(member)} was not in the text that was signed`,
    fix: `Complete the body before it is signed. ${fixes.once}`,
  }),
  'body-member-only': ({ member }) => ({
    what: `only the value of the member ${shown(member)} was signed`,
    fix: 'Sign the whole body that is sent.',
  }),
  'body-values': ({ changes, writers }) => ({
    what: `values or names were changed before the body was signed: ${list(changes.map((change) => changeClause(change, shown)))}${writers.length === 0 ? '' : ` (written as ${writerNames(writers)} does)`}`,
    fix: `${fixes.once} Nothing may change a value between the two.`,
  }),
  'body-packets': ({ size, by }) => ({
    what: `the body was decoded in pieces, of ${size} bytes or cut there, so that a character that was cut in two ${by === '' ? 'was lost' : `became ${by}`}`,
    fix: 'Gather all bytes of the body first, and sign or verify those bytes without decoding them.',
  }),
  'body-framed': ({ size }) => ({
    what: `the frames of the chunked transfer coding were signed with the body (chunks of ${size} bytes)`,
    fix: 'Sign the body as it is before chunked coding, and verify it after the coding was removed.',
  }),
  'body-compressed': ({ format }) => ({
    what: `the body was signed compressed (${format}) and sent plain`,
    fix: fixes.once,
  }),
  'body-handed-over': ({ forms }) => handedOverAs(forms),
  'message-template': (values) => ({ what: `the message was put together as ${shown(messageTemplate(values))}`, fix: fixes.message }),
  'members-joined': ({ form, alone, key }) => ({
    what: `the members of the body were joined into one text (${shown(joinedForm(form))})${key === '' ? '' : `, with ${shown(key)} after it`}, and signed ${alone ? 'without anything else' : 'after X-Date and X-Login'}`,
    fix: 'The third part of the message is the body itself, byte for byte.',
  }),
  'sum-of-nothing': () => ({
    what: 'the message in clear and the hash of nothing were sent, as Go makes them by `mac.Sum(message)`',
    fix: 'Write the message with `mac.Write(message)`, and take the hash with `mac.Sum(nil)`.',
  }),
  'wrong-key': ({ role }) => ({
    what: role === 'X-Login' ? 'the value of X-Login was used as HMAC key' : `the ${role} was used as HMAC key`,
    fix: 'Use the API Signature that belongs to the X-Login sent: of the same merchant, environment and key set.',
  }),
  'secret-form': (values) => ({ what: `the API Signature was used in another form: ${secretForm(values)}`, fix: fixes.secret }),
  'key-message-swapped': () => ({ what: 'key and message were exchanged', fix: fixes.hmac }),
  digest: ({ algorithm, cut }) => ({
    what: `HMAC was made with ${algorithm}${cut ? ', and cut to 64 digits' : ''}, not with SHA-256`,
    fix: fixes.hmac,
  }),
  'plain-hash': ({ algorithm, arrangement }) => ({
    what: `a plain ${algorithm} of ${arrangements[arrangement]} was made, not an HMAC`,
    fix: fixes.hmac,
  }),
  'hashed-twice': ({ form }) => ({ what: `the hash was hashed again (${hashedAgain[form]})`, fix: fixes.hmac }),
  'hash-case': () => ({ what: 'the hash is right, but has upper-case hex digits', fix: fixes.hex }),
  'hash-encoding': ({ encoding }) => ({ what: `the hash is written as ${hashEncodings[encoding]}`, fix: fixes.hex }),
  'hash-cut': ({ digits, kept }) => ({
    what:
      digits < fewDigits
        ? `only ${digits} hex digits were sent, and the right hash ${kept === 'start' ? 'begins' : 'ends'} with them`
        : `only the ${kept === 'start' ? 'first' : 'last'} ${digits} hex digits of the hash were sent`,
    fix: fixes.hex,
  }),
  'hash-extended': ({ characters, at }) => ({
    what: `${characters} more ${characters === 1 ? 'character is' : 'characters are'} ${at === 'end' ? 'after' : 'before'} the hash`,
    fix: fixes.hex,
  }),
  'hash-broken': ({ at }) => ({
    what: `the hash is right up to its digit ${at}; what follows is not a hex digit, or does not belong there`,
    fix: fixes.hex,
  }),
  'hash-reversed': ({ by }) => ({ what: `the hash is written backwards, by ${by}`, fix: fixes.hex }),
  scheme: ({ seen, wanted, problem }) => ({
    what:
      problem === 'missing'
        ? `no ${shownWire(wanted)} is before the hash`
        : `${shownWire(seen)} is before the hash${problem === 'sister' ? ", another brand's prefix," : ''} instead of ${shownWire(wanted)}`,
    fix: `Write Authorization as ${shownWire(wanted)} and the hash: letter by letter, with one space.${problem === 'sister' ? ` Where that brand is yours, its prefix is right: name it by \`--scheme ${seen.trim()}\`, or by \`--profile\` in a configuration.` : ''}`,
  }),
};

function wordsOf(mistake: Mistake): Words {
  // One kind selects one sentence; the compiler cannot see that the two belong together.
  const sentence = sentences[mistake.kind] as (values: Mistake['values']) => Words;
  return sentence(mistake.values);
}

const byteNames: Readonly<Record<number, string>> = { 0: 'NUL', 9: 'tab', 10: 'line feed', 13: 'carriage return', 32: 'space' };

function byteText(byte: number | undefined): string {
  if (byte === undefined) return 'the end';
  const name = byteNames[byte] ?? (byte > 0x20 && byte < 0x7f ? String.fromCharCode(byte) : undefined);
  return `${byte.toString(16).padStart(2, '0')}${name === undefined ? '' : ` (${name})`}`;
}

function differenceLines(mistakes: readonly Mistake[]): readonly string[] {
  return mistakes.flatMap(({ difference }) => {
    if (difference === undefined) return [];
    const { offset, sent, signed, sentContext, signedContext, sentLength, signedLength } = difference;
    const where = `First differing byte: offset ${offset}, sent ${byteText(sent)}, signed ${byteText(signed)} (${sentLength} ${sentLength === 1 ? 'byte' : 'bytes'} sent, ${signedLength} signed).`;
    if (sentContext === undefined || signedContext === undefined) return [`${where} The bytes are not shown, because they hold a key.`];
    return [where, `  sent:   ${sentContext}`, `  signed: ${signedContext}`];
  });
}

function whatOf(mistakes: readonly Mistake[]): string {
  return mistakes.map((mistake) => wordsOf(mistake).what).join('; and ');
}

function fixLines(mistakes: readonly Mistake[], language?: ClientLanguage): readonly string[] {
  const own = language === undefined ? [] : mistakes.flatMap(({ kind }) => fixIn(language, kind));
  return [...new Set(mistakes.map((mistake) => `Fix: ${wordsOf(mistake).fix}`)), ...new Set(own)];
}

function percent(confidence: number): string {
  return `${Math.round(confidence * 100)} %`;
}

function candidateLine({ mistakes, confidence }: Explanation): string {
  return `  ${percent(confidence)}: ${whatOf(mistakes)}.`;
}

const calendarNames: Readonly<Record<Calendar, string>> = {
  Buddhist: ': a Buddhist calendar',
  Persian: ': a Persian calendar',
  Islamic: ': an Islamic calendar',
  'never-set': ': a clock that was never set, or a date that is empty',
};

function calendarText(calendar: Calendar | undefined): string {
  return calendar === undefined ? '' : calendarNames[calendar];
}

function noteSentence(note: Note): string {
  switch (note.about) {
    case 'stale-date':
      return `X-Date was ${duration(note.ageMs)} old on arrival${calendarText(note.calendar)}; more than ${note.toleranceMs / 1000} s is blocked. Make date and signature at sending, and keep the clock right.`;
    case 'future-date':
      return `X-Date was ${duration(note.aheadMs)} in the future on arrival${calendarText(note.calendar)}; more than ${note.toleranceMs / 1000} s is blocked. Keep the clock right.`;
    case 'never-right-date':
      return `X-Date is ${duration(Math.abs(note.offMs))} ${note.offMs > 0 ? 'ahead of now' : 'old'}${calendarText(note.calendar)}, so it was never right. Make date and signature at sending, and keep the clock right.`;
    case 'old-date':
      return `X-Date is ${duration(note.ageMs)} old now. \`--received-at\` says when the request arrived, and judges its date by that.`;
    case 'local-date':
      return `X-Date is local time of ${offset(note.offsetMinutes)} with a literal Z. ${fixes.utc}`;
    case 'date-form':
      return `X-Date ${shownWire(note.value)} is not of the form yyyy-MM-dd'T'HH:mm:ss'Z'${note.readable ? '' : ', and names no moment'}.`;
    case 'missing-header':
      return `${note.header} is missing.`;
    case 'blank-header':
      return `${note.header} is there, but blank.`;
    case 'repeated-header':
      return `${note.header} was sent more than once.`;
    case 'content-type':
      return `Content-Type is ${shownWire(note.value)}, and should be application/json.`;
    case 'login':
      return note.role === undefined
        ? 'X-Login is not the API Key that is configured: check merchant, environment and key set.'
        : `X-Login is not the API Key that is configured, but the ${note.role}.`;
    case 'body-length':
      return `Content-Length says ${note.stated} ${note.stated === 1 ? 'byte' : 'bytes'}, and ${note.received} ${note.received === 1 ? 'was' : 'were'} there: the body was cut, or the capture holds only a part of it.`;
    case 'body-not-utf8':
      return 'The body is not UTF-8.';
    case 'body-not-json':
      return 'The body is not JSON.';
    case 'body-by-bytes':
      return `The body has more than ${note.most} bytes: its bytes, headers and keys were searched, not what other values or another serialiser would make of it.`;
    case 'body-consumed':
      return 'The body that was handed over is empty, and the hash is not that of an empty body: something has read it before. Keep its raw bytes when they arrive.';
    case 'no-api-signature':
      return 'No API Signature is configured, so no signature can be made for comparison.';
    case 'by-scheme':
      return schemeRemark(note.remark);
  }
}

function problemSentence(problem: HeaderProblem): string {
  switch (problem.problem) {
    case 'exchanged':
      return 'X-Login has the date, and X-Date has the login: the two values were exchanged. Send each in its own header.';
    case 'renamed':
      return `${problem.header} arrived as ${shown(problem.as)}: a server in front renamed it. Let that server pass ${problem.header} on, or read it there.`;
    case 'missing':
      return problem.header === 'Authorization'
        ? 'Authorization is missing: it was not sent, or a server in front dropped it. Apache with CGI or FastCGI drops it: `CGIPassAuth On`, or `SetEnvIf Authorization "(.*)" HTTP_AUTHORIZATION=$1`, keeps it; nginx keeps it by `fastcgi_param HTTP_AUTHORIZATION $http_authorization;`.'
        : `${problem.header} is missing.`;
    case 'blank':
      return `${problem.header} is blank.`;
    case 'bearer':
      return problem.role === undefined
        ? 'The request is not signed: it presents a Bearer token.'
        : `The request is not signed: it presents the ${problem.role} as Bearer token${problem.role === 'read-only key' ? ', which read-only endpoints take' : ''}.`;
    case 'basic':
      return `The request is not signed: it presents ${problem.role === undefined ? 'a user name' : `the ${problem.role}`} by HTTP Basic.`;
    case 'no-hash':
      if (problem.word === undefined) return 'Authorization holds nothing that looks like a hash.';
      return problem.word === ''
        ? 'Authorization holds only the scheme, without a hash.'
        : `Authorization holds ${shown(problem.word)} where the hash belongs.`;
    case 'form':
      return `${nothingFits(problem)} Authorization is ill-formed too: ${problem.mistakes.map(formOf).join('; and ')}.`;
  }
}

const closingHint =
  'Fix: compare the bytes: log the message that is signed and the body that is sent, both in hex, and check that key, date and body are the ones of this request. Is the key what the panel shows, or what a store made of it? Keys of other merchants or environments can be given by SECOND_API_SIGNATURE, OTHER_API_SIGNATURE or `--other-keys FILE`.';

/** The form of an Authorization value only, without its hash. */
function formOf(own: Mistake): string {
  switch (own.kind) {
    case 'hash-case':
      return 'the hex digits are in upper case';
    case 'hash-cut':
      return `there are ${own.values.digits} hex digits, not 64`;
    case 'hash-broken':
      return `there are ${own.values.at} hex digits, and then something that is not one`;
    case 'hash-encoding':
      return `what is there looks like ${hashEncodings[own.values.encoding]}`;
    default:
      return wordsOf(own).what;
  }
}

function nothingFits({ tried, isComplete }: { readonly tried: number; readonly isComplete: boolean }): string {
  return `No explanation found: the signature fits none of ${tried} known ways of signing this request${isComplete ? '' : ' (not all pairs of mistakes were tried)'}.`;
}

/** Lines of an explanation that show no part of a body. */
const withoutBody =
  /^(The signature|The request|Fix:|Confidence|Less likely|In (?:PHP|Python|Node): |Note:|Apart|X-Date|X-Login|Authorization|No explanation| {2}\d+ %: )/;

/** A diagnosis in English, line by line. */
function lines(diagnosis: Diagnosis): string[] {
  const notes = diagnosis.notes.map((note) => `Note: ${noteSentence(note)}`);
  switch (diagnosis.found) {
    case 'right':
      return [
        diagnosis.notes.length === 0 ? 'The signature is right.' : 'The signature is right. The request may still be refused.',
        ...notes,
      ];
    case 'explained': {
      const { mistakes, confidence, alternatives } = diagnosis;
      const others =
        alternatives.length === 0 ? [] : ['Less likely, with the same signature:', ...alternatives.slice(0, 5).map(candidateLine)];
      return [
        `The signature is wrong: ${whatOf(mistakes)}.`,
        ...differenceLines(mistakes),
        ...fixLines(mistakes, diagnosis.language),
        `Confidence: ${percent(confidence)}.`,
        ...others,
        ...notes,
      ];
    }
    case 'ambiguous': {
      const [first] = diagnosis.candidates;
      const mistakes = first?.mistakes ?? [];
      return [
        `The signature is wrong, and ${diagnosis.candidates.length} mistakes would give it:`,
        ...diagnosis.candidates.slice(0, 6).map(candidateLine),
        ...differenceLines(mistakes),
        ...fixLines(mistakes, diagnosis.language),
        ...notes,
      ];
    }
    case 'header-problem': {
      const beside =
        diagnosis.signature === 'right'
          ? ['Apart from that the signature is right.']
          : diagnosis.signature === 'explained'
            ? [
                `Apart from that: ${whatOf(diagnosis.mistakes)}.`,
                ...differenceLines(diagnosis.mistakes),
                ...fixLines(diagnosis.mistakes, diagnosis.language),
              ]
            : [];
      const forms = diagnosis.problems.flatMap((problem) =>
        problem.problem === 'form' ? [...fixLines(problem.mistakes), closingHint] : [],
      );
      return [...diagnosis.problems.map(problemSentence), ...forms, ...beside, ...notes];
    }
    case 'by-scheme':
      return [...schemeLines(diagnosis.fits, diagnosis.tried, wordsOf), ...notes];
    case 'nothing':
      return [nothingFits(diagnosis), closingHint, ...notes];
  }
}

/** What to do about the first mistake that was found; undefined where none was. */
function fix(diagnosis: Diagnosis): string | undefined {
  if (diagnosis.found === 'by-scheme') return schemeFix(diagnosis.fits, wordsOf);
  const mistakes =
    diagnosis.found === 'explained' || diagnosis.found === 'header-problem'
      ? diagnosis.mistakes
      : diagnosis.found === 'ambiguous'
        ? diagnosis.candidates[0]?.mistakes
        : undefined;
  const [first] = mistakes ?? [];
  return first && wordsOf(first).fix;
}

/** Lines about the confidence of an explanation, for which a log has no room. */
const aboutCertainty = /^(?:Confidence: |Less likely, | {2}\d+ %: )/;

/** What is wrong and what to do, for a log. */
const logLines = (diagnosis: Diagnosis): string[] =>
  lines(diagnosis).filter((line) => diagnosis.found === 'ambiguous' || !aboutCertainty.test(line));

export const explanation = { lines, logLines, fix, note: noteSentence, showsNoBody: (line: string): boolean => withoutBody.test(line) };
