/** Names of the forms in which a party signed, sent or gave a value, as in "the API Signature was used in another form: trimmed". */
import type { JoinedForm, JoinedOrder, Nesting } from '../../core/diagnosis/joined-members.ts';
import type {
  Arrangement,
  HashEncoding,
  HashedAgain,
  LoginForm,
  MeasuredSecret,
  MessageForm,
  MistakeValues,
  ReplacedCharacters,
  SecretForm,
} from '../../core/diagnosis/mistake.ts';

/** What was used as the HMAC key, beside the API Signature itself. */
const secretForms: Readonly<Record<SecretForm | MeasuredSecret['form'], string>> = {
  'cut-to': 'cut to {size} bytes',
  'cut-at': 'cut at {end}',
  'filled-up-to': 'filled up to {size} bytes',
  trimmed: 'trimmed',
  'line-feed-behind': 'line feed behind it',
  'carriage-return-and-line-feed-behind': 'carriage return and line feed behind it',
  'space-behind': 'space behind it',
  'space-before': 'space before it',
  'tab-behind': 'tab behind it',
  'nul-behind': 'NUL behind it',
  'byte-order-mark-before': 'byte order mark before it',
  'no-break-space-behind': 'no-break space behind it',
  'double-quotes-around': 'double quotes around it',
  'single-quotes-around': 'single quotes around it',
  'ampersand-behind': 'ampersand behind it',
  'colon-behind': 'colon behind it',
  'semicolon-behind': 'semicolon behind it',
  'comma-behind': 'comma behind it',
  'invisible-character-beside': 'invisible character beside it',
  'hex-decoded': 'hex decoded',
  'base64-decoded': 'base64 decoded',
  'base32-decoded': 'base32 decoded',
  'hex-encoded': 'hex encoded',
  'upper-case-hex-encoded': 'upper-case hex encoded',
  'base64-encoded': 'base64 encoded',
  'percent-encoded': 'percent-encoded',
  'percent-decoded': 'percent-decoded',
  'sha-256': 'SHA-256 of it',
  'sha-256-in-hex': 'SHA-256 of it in hex',
  'md5-in-hex': 'MD5 of it in hex',
  'lower-case': 'lower case',
  'upper-case': 'upper case',
  'last-character-lost': 'last character lost',
  'first-character-lost': 'first character lost',
  'characters-lost-at-end': 'characters lost at its end',
  'characters-lost-at-start': 'characters lost at its start',
  'one-character-lost': 'one character lost',
  'look-alikes-exchanged': 'characters exchanged that look alike',
  'letters-of-both-cases-exchanged': 'letters of both cases exchanged',
  'two-line-feeds-behind': 'two line feeds behind it',
  'carriage-return-behind': 'carriage return behind it',
  'no-break-space-before': 'no-break space before it',
  'backticks-around': 'backticks around it',
  'typographic-quotes-around': 'typographic quotes around it',
  'python-text': 'as Python shows it',
  list: 'in a list',
  'scheme-before': 'a scheme before it',
  'x-date-behind': 'X-Date behind it',
  'x-login-and-separator-beside': 'X-Login and a separator beside it',
  'x-login-beside-base64-encoded': 'with X-Login, base64 encoded',
  'equals-behind': 'with = behind it',
  'without-equals-behind': 'without = behind it',
  'escapes-resolved': 'with its escapes resolved',
  'line-feeds-as-escapes': 'with line feeds as backslash and n',
  'html-entities-resolved': 'with its HTML entities resolved',
  'spaces-joined': 'with its spaces joined',
  'in-another-charset': 'in another charset',
  backwards: 'backwards',
  empty: 'empty',
  'word-undefined': 'the word undefined',
  'word-null': 'the word null',
  'word-none': 'the word None',
  'nul-bytes': '32 NUL bytes',
  'x-login-before': 'X-Login before it',
  'x-login-and-colon-before': 'X-Login and colon before it',
  'x-login-behind': 'X-Login behind it',
  'x-date-before': 'X-Date before it',
  'iso-8859-1': 'ISO-8859-1',
  'utf-8-taken-for-latin-1': 'UTF-8 taken for Latin-1',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
  nfc: 'NFC',
  nfd: 'NFD',
  'ill-formed-bytes-replaced': 'ill-formed bytes replaced',
  'without-shell-variables': 'without what a shell takes for variables',
  'shell-escapes-resolved': 'with what a shell takes for escapes resolved',
  'without-backslashes': 'without its backslashes',
  'without-quotes': 'without its quotes',
  'without-special-characters': 'without its special characters',
  'only-letters-and-digits': 'only its letters and digits',
  'percent-signs-halved': 'percent signs halved',
  'plus-signs-as-spaces': 'plus signs as spaces',
  'base64-encoded-with-line-feed': 'base64 encoded, with a line feed',
  'base64url-encoded': 'base64url encoded',
  'line-feed-behind-base64-encoded': 'base64 of it and a line feed',
  'base64-encoded-twice': 'base64 encoded twice',
  'sha-1-in-hex': 'SHA-1 of it in hex',
  'sha-512-in-hex': 'SHA-512 of it in hex',
  'sha-256-in-base64': 'SHA-256 of it in base64',
  md5: 'MD5 of it',
  number: 'as a number',
  json: 'as JSON',
  'name-and-value': 'name and value',
  'name-of-variable': 'the name of its variable',
  'unfilled-placeholder': 'an unfilled placeholder',
  mask: 'a mask of it',
  'reference-in-store': 'a reference to it in a store',
  'text-of-object': 'the text of an object',
  'whole-line': 'with more of its line',
  'broken-in-two': 'broken in two',
  'two-characters-exchanged': 'two characters exchanged',
  'one-character-twice': 'one character twice',
  'hmac-of-another-text': 'its HMAC of another text',
  'digest-with-another-text': 'a digest of it and another text',
  twice: 'twice',
  'windows-1252': 'windows-1252',
  'ascii-with-question-marks': 'ASCII with question marks',
  'ascii-other-letters-dropped': 'ASCII, other letters dropped',
  'plain-letters': 'letters of other scripts as plain ones',
  'html-escaped': 'HTML escaped',
};

/** What was signed in the place of X-Login. */
export const loginForms: Readonly<Record<LoginForm, string>> = {
  'lower-case': 'lower case',
  'upper-case': 'upper case',
  trimmed: 'trimmed',
  'line-feed-behind': 'line feed behind it',
  'carriage-return-and-line-feed-behind': 'carriage return and line feed behind it',
  'space-behind': 'space behind it',
  'space-before': 'space before it',
  'utf-8-of-latin-1': 'UTF-8 of Latin-1',
  'latin-1-of-utf-8': 'Latin-1 of UTF-8',
  'quotes-around': 'quotes around it',
  base64: 'base64',
  'sha-256-in-hex': 'SHA-256 in hex',
  'word-undefined': 'the word undefined',
  'word-null': 'the word null',
  'name-and-value': 'name and value',
  'unfilled-placeholder': 'an unfilled placeholder',
  'other-key': 'other key',
  'unsent-api-key': 'unsent API Key',
};

/** What the message was turned into. */
export const messageForms: Readonly<Record<MessageForm, string>> = {
  hex: 'hex',
  'upper-case-hex': 'upper-case hex',
  base64: 'base64',
  'sha-256': 'SHA-256',
  'sha-256-in-hex': 'SHA-256 in hex',
  'sha-256-in-base64': 'SHA-256 in base64',
  'upper-case': 'upper case',
  'lower-case': 'lower case',
  'percent-encoded': 'percent-encoded',
  'json-string': 'JSON string',
  'utf-16le': 'UTF-16LE',
  'utf-16be': 'UTF-16BE',
};

/** What the body was turned into. */
const bodyForms: Readonly<Record<MistakeValues['body-transformed']['form'], string>> = {
  'filled-up-to-blocks': 'filled up to blocks of {size} bytes',
  'sha-256-in-hex': 'SHA-256 in hex',
  'sha-256-in-upper-case-hex': 'SHA-256 in upper-case hex',
  'sha-256-in-base64': 'SHA-256 in base64',
  'sha-1-in-hex': 'SHA-1 in hex',
  'sha-512-in-hex': 'SHA-512 in hex',
  'md5-in-hex': 'MD5 in hex',
  'md5-in-base64': 'MD5 in base64',
  hex: 'hex',
  base64: 'base64',
  base64url: 'base64url',
  'percent-encoded': 'percent-encoded',
  'form-encoded': 'form-encoded',
  'upper-case': 'upper case',
  'lower-case': 'lower case',
  'without-white-space': 'without any white space',
  'html-entities': 'HTML entities',
  'backslashes-added': 'backslashes added',
  'backslashes-removed': 'backslashes removed',
  'control-characters-escaped': 'control characters escaped',
  'in-parentheses': 'in parentheses',
  'in-single-quotes': 'in single quotes',
  'in-double-quotes': 'in double quotes',
  'base64-with-line-ends': 'base64 with line ends',
  'percent-encoded-equals': 'percent-encoded, and = behind it',
  'python-bytes': "Python's text of bytes",
  'form-field': 'as a form field',
  'numbers-of-bytes': 'the numbers of its bytes',
  'quoted-printable': 'quoted-printable',
  'escapes-of-literal': 'with the escapes of a literal',
  'other-spaces': 'with other spaces',
};

/** How the hash is written. */
export const hashEncodings: Readonly<Record<HashEncoding, string>> = {
  base64: 'base64',
  base64url: 'base64url',
  'base64-without-padding': 'base64 without padding',
  'base64-of-hex': 'base64 of hex',
  'hex-of-hex': 'hex of hex',
  base32: 'base32',
  'hex-with-colons': 'hex with colons',
  'hex-with-spaces': 'hex with spaces',
  'hex-with-hyphens': 'hex with hyphens',
  'percent-encoded-base64': 'percent-encoded base64',
  'decimal-bytes': 'decimal bytes',
  'one-decimal-number': 'one decimal number',
  'hex-without-leading-zeros': 'hex without leading zeros',
  'hex-of-signed-bytes': 'hex of signed bytes',
  'hex-with-0x-before-each-byte': 'hex with 0x before each byte',
  'hex-in-groups': 'hex in groups',
  'raw-bytes': 'raw bytes',
};

/** What a plain hash was made of. */
export const arrangements: Readonly<Record<Arrangement, string>> = {
  message: 'message',
  'key-message': 'key + message',
  'message-key': 'message + key',
  'key-message-key': 'key + message + key',
  body: 'body',
  'key-colon-message': 'key + colon + message',
  'message-colon-key': 'message + colon + key',
};

/** What was hashed a second time. */
export const hashedAgain: Readonly<Record<HashedAgain, string>> = {
  'hmac-of-hmac': 'HMAC of HMAC',
  'hmac-of-hex-hmac': 'HMAC of hex HMAC',
  'digest-of-hmac': 'digest of HMAC',
};

/** What in a body was replaced or dropped, at the begin of a sentence. */
export const replacedCharacters: Readonly<Record<ReplacedCharacters, string>> = {
  'ill-formed-bytes': 'ill-formed bytes',
  'lone-surrogates': 'lone surrogates',
  nul: 'NUL',
  'non-ascii': 'non-ASCII',
};

/** The form of a secret, with its size or the character at which it was cut. */
export function secretForm(values: MistakeValues['secret-form']): string {
  const form = secretForms[values.form];
  if ('size' in values) return form.replace('{size}', String(values.size));
  return 'end' in values ? form.replace('{end}', () => JSON.stringify(values.end).slice(1, -1)) : form;
}

/** The form of a body, with the size of its blocks. */
export function bodyForm(values: MistakeValues['body-transformed']): string {
  return 'size' in values ? bodyForms[values.form].replace('{size}', String(values.size)) : bodyForms[values.form];
}

const joinedOrders: Readonly<Record<JoinedOrder, string>> = {
  sorted: 'sorted',
  'as-sent': 'as they came',
  backwards: 'sorted backwards',
  'sorted-ignoring-case': 'sorted with letters of both cases together',
};

const nestings: Readonly<Record<Nesting, string>> = {
  json: 'nested values as JSON',
  'no-nested-values': 'without nested values',
  'no-empty-values': 'without empty values',
  dots: 'nested names as a.b',
  brackets: 'nested names as a[b]',
  'inner-names': 'nested names as b',
  underscores: 'nested names as a_b',
};

/** How the members of a body were joined into one text. */
export function joinedForm(form: JoinedForm): string {
  const between = form.between === '' ? 'nothing' : form.between === '\n' ? 'line feeds' : form.between;
  if (form.of === 'chosen')
    return `${form.pair === undefined ? 'the values' : `name${form.pair}value`} of ${form.names.join(', ')}, joined by ${between}`;
  const { pair, order, nesting, encoding, beside } = form;
  const encoded = encoding === undefined ? '' : encoding === 'percent' ? ', percent-encoded' : ', encoded as a form';
  return `${pair === undefined ? 'values' : `name${pair}value`} joined by ${between}, ${joinedOrders[order]}, ${nestings[nesting]}${encoded}${beside === undefined ? '' : `, with ${beside} beside it`}`;
}
