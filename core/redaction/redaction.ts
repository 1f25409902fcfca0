import { createHash } from 'node:crypto';

/** A text that must never be shown, with the name that is shown in its place (`API Signature`, `panel token`, `card number`). */
export interface Secret {
  readonly role: string;
  readonly value: string;
}

/** Everything that is written or printed passes this redaction. */
export interface Secrets {
  /** The text with every secret, in any of its known forms, replaced by its token (`«API Signature#1a2b»`). */
  redactText(text: string): string;
  /** The same for bytes of any charset or none; bytes outside the secrets stay as they are, and the token is UTF-8. */
  redactBytes(bytes: Uint8Array): Uint8Array;
  /** The roles of the secrets that a text or bytes hold, each once (SIG-08). */
  rolesIn(content: string | Uint8Array): readonly string[];
  /** As the function of that name. */
  fingerprint(value: string): string;
}

/** Shorter texts are in every document by chance: hiding them would hide the document. */
const shortest = 4;

/** What a redacted text looks like, for those who show bytes (`visible`). */
export const tokenForm = /«[^«»#]{1,80}#(?:[0-9a-f]{4}|-)»/;

/** Four hex digits that tell two secrets apart without telling either: the first of the SHA-256 of its UTF-8 bytes. */
export function fingerprint(value: string): string {
  return createHash('sha256').update(value, 'utf8').digest('hex').slice(0, 4);
}

/**
 * The text that stands for a secret. One of digits only (a card number) has so few possible values that, with the digits which a masked number shows,
 * even four hex digits of its digest would help to find it: it gets no fingerprint.
 */
function tokenOf({ role, value }: Secret): string {
  return `«${role}#${/^\d+$/.test(value) ? '-' : fingerprint(value)}»`;
}

function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

/** Any case of hex digits. */
function hexOf(value: number, width: number): string {
  return value
    .toString(16)
    .padStart(width, '0')
    .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\\\',
  '/': '\\/',
  '\b': 'b',
  '\f': 'f',
  '\n': 'n',
  '\r': 'r',
  '\t': 't',
};
const entities: Readonly<Record<string, string>> = { '"': 'quot', '&': 'amp', "'": 'apos', '<': 'lt', '>': 'gt' };

/**
 * A text itself. Bytes are searched as latin1 text, header lines are latin1 text of UTF-8, and programs take that for text and encode it once more: each is
 * another spelling of what is beyond ASCII.
 */
function wireForms(text: string): readonly string[] {
  const once = Buffer.from(text, 'utf8').toString('latin1');
  const twice = Buffer.from(once, 'utf8').toString('latin1');
  return [...new Set([twice, once, text])].map(literal);
}

/**
 * One character of a secret as any writer might put it: itself, percent-encoded, escaped for JSON or HTML; encoded twice, too. Writers differ in which
 * characters they encode, so each character may take each form.
 */
function characterForms(character: string): string {
  const utf8 = Buffer.from(character, 'utf8');
  const code = character.codePointAt(0) ?? 0;
  const forms: string[] = [];
  forms.push([...utf8].map((byte) => `%(?:25)*${hexOf(byte, 2)}`).join(''));
  if (character === ' ') forms.push('\\+');
  forms.push(Array.from({ length: character.length }, (_, at) => `\\\\+u${hexOf(character.charCodeAt(at), 4)}`).join(''));
  const short = shortEscapes[character];
  if (short !== undefined) forms.push(`\\\\+${short}`);
  const numeric = `#(?:0*${code}|[xX]0*${hexOf(code, 1)})`;
  const entity = entities[character];
  forms.push(`&(?:amp;)*(?:${numeric}${entity === undefined ? '' : `|${entity}`});`);
  // The character itself comes last: where it also begins an escape (%, &, \), the whole escape must go.
  forms.push(...wireForms(character));
  return `(?:${forms.join('|')})`;
}

/**
 * The base64 of any text that holds these bytes, at each of the three positions to a group's begin, standard and URL-safe.
 * A character at either end that holds a part of the secret's bits is taken along, and so is the padding.
 */
function base64Forms(bytes: Buffer): readonly string[] {
  return [0, 1, 2].map((before) => {
    const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const bitsEnd = (before + bytes.length) * 8;
    const whole = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(bitsEnd / 6));
    const core = whole.replace(/[+/]/g, (character) => (character === '+' ? '(?:[+-]|%2[bB])' : '(?:[/_]|\\\\/|%2[fF])'));
    const part = '[A-Za-z0-9+/_-]';
    return `${before === 0 ? '' : `${part}?`}${core}${bitsEnd % 6 === 0 ? '' : `${part}?={0,2}`}`;
  });
}

/** Hex in either case, also in the groups in which dumps write it. */
function hexForm(bytes: Buffer): string {
  return [...bytes].map((byte) => hexOf(byte, 2)).join('[\\s:,-]?');
}

interface Search {
  readonly secret: Secret;
  /** Forms that any content may hold. */
  readonly always: RegExp;
  /** Escaped forms: looked for only where the content holds a character that begins an escape. */
  readonly escaped: RegExp;
}

function searchFor(secret: Secret): Search {
  const utf8 = Buffer.from(secret.value, 'utf8');
  const always = [...wireForms(secret.value), hexForm(utf8), ...base64Forms(utf8)];
  return {
    secret,
    always: new RegExp(always.join('|'), 'g'),
    escaped: new RegExp([...secret.value].map(characterForms).join(''), 'g'),
  };
}

interface Place {
  readonly from: number;
  readonly to: number;
  readonly secret: Secret;
}

/** Every place of a form, overlapping ones included: the end of one secret may be the begin of another. */
function* placesOf(form: RegExp, text: string, secret: Secret): Generator<Place> {
  form.lastIndex = 0;
  for (let found = form.exec(text); found !== null; found = form.exec(text)) {
    yield { from: found.index, to: form.lastIndex, secret };
    form.lastIndex = found.index + 1;
  }
}

function places(searches: readonly Search[], text: string): readonly Place[] {
  // A plus is here for the spaces of a form's body.
  const mayBeEscaped = /[%\\&+]/.test(text);
  return searches
    .flatMap(({ secret, always, escaped }) => [...placesOf(always, text, secret), ...(mayBeEscaped ? placesOf(escaped, text, secret) : [])])
    .sort((a, b) => a.from - b.from || b.to - a.to);
}

/** Replaces the places; those that overlap become one, under the token of the longest secret. */
function replaced(text: string, found: readonly Place[], token: (secret: Secret) => string): string {
  let written = '';
  let at = 0;
  for (let index = 0; index < found.length; ) {
    const first = found[index];
    if (first === undefined) break;
    let { to, secret } = first;
    for (index++; index < found.length; index++) {
      const next = found[index];
      if (next === undefined || next.from >= to) break;
      to = Math.max(to, next.to);
      if (next.secret.value.length > secret.value.length) secret = next.secret;
    }
    written += text.slice(at, first.from) + token(secret);
    at = to;
  }
  return written + text.slice(at);
}

/**
 * Finds and hides secrets in whatever is written: plain (UTF-8 and latin1), base64 at every alignment (standard and URL-safe), hex in either case,
 * percent-encoded, and escaped for JSON and HTML.
 * @param known each secret with its role; of equal values the first role is shown
 * @throws RangeError for a value of fewer than four characters, naming its role only
 */
export function secrets(known: readonly Secret[]): Secrets {
  for (const { role, value } of known) {
    if (value.length < shortest) {
      throw new RangeError(`${role} has fewer than ${shortest} characters and cannot be hidden in what is written: check where it is set`);
    }
  }
  const searches = known.filter(({ value }, index) => known.findIndex((other) => other.value === value) === index).map(searchFor);
  const wireToken = (secret: Secret): string => Buffer.from(tokenOf(secret), 'utf8').toString('latin1');
  return {
    redactText: (text) => replaced(text, places(searches, text), tokenOf),
    redactBytes: (bytes) => {
      const text = latin1(bytes);
      const found = places(searches, text);
      return found.length === 0 ? bytes : new Uint8Array(Buffer.from(replaced(text, found, wireToken), 'latin1'));
    },
    rolesIn: (content) => {
      const found = places(searches, typeof content === 'string' ? content : latin1(content));
      return [...new Set(found.map(({ secret }) => secret.role))];
    },
    fingerprint,
  };
}
