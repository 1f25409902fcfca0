import type { SecretForm, Variant } from './mistake.ts';
import { mistake, right } from './mistake.ts';
import { digestText, equalBytes, latin1 } from './octets.ts';

/** A configured key: its role is named, its value never. */
export interface RoleKey {
  readonly role: string;
  readonly value: string;
}

/** Forms of a secret that are also tried together with another mistake. */
const common: ReadonlySet<SecretForm> = new Set([
  'trimmed',
  'line feed behind it',
  'hex decoded',
  'base64 decoded',
  'double quotes around it',
  'empty',
  'the word undefined',
]);

function base32Decoded(text: string): Uint8Array {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...text].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  return Uint8Array.from((bits.match(/.{8}/g) ?? []).map((octet) => Number.parseInt(octet, 2)));
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function formsOf(secret: string, login: string, date: string): readonly (readonly [SecretForm, Uint8Array])[] {
  const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
  const own = utf8(secret);
  const forms: [SecretForm, Uint8Array][] = [
    ['trimmed', utf8(secret.trim())],
    ['line feed behind it', utf8(`${secret}\n`)],
    ['carriage return and line feed behind it', utf8(`${secret}\r\n`)],
    ['space behind it', utf8(`${secret} `)],
    ['space before it', utf8(` ${secret}`)],
    ['tab behind it', utf8(`${secret}\t`)],
    ['NUL behind it', utf8(`${secret}\0`)],
    ['byte order mark before it', utf8(`\ufeff${secret}`)],
    ['no-break space behind it', utf8(`${secret}\u00a0`)],
    ['no-break space behind it', latin1(`${secret}\u00a0`)],
    ['double quotes around it', utf8(`"${secret}"`)],
    ['single quotes around it', utf8(`'${secret}'`)],
    ['ampersand behind it', utf8(`${secret}&`)],
    ['colon behind it', utf8(`${secret}:`)],
    ['hex encoded', latin1(Buffer.from(own).toString('hex'))],
    ['upper-case hex encoded', latin1(Buffer.from(own).toString('hex').toUpperCase())],
    ['base64 encoded', latin1(Buffer.from(own).toString('base64'))],
    ['percent-encoded', utf8(encodeURIComponent(secret.toWellFormed()))],
    ['percent-decoded', utf8(unescaped(secret))],
    ['SHA-256 of it', latin1(digestText('sha256', own, 'binary'))],
    ['SHA-256 of it in hex', latin1(digestText('sha256', own, 'hex'))],
    ['MD5 of it in hex', latin1(digestText('md5', own, 'hex'))],
    ['lower case', utf8(secret.toLowerCase())],
    ['upper case', utf8(secret.toUpperCase())],
    ['last character lost', utf8(secret.slice(0, -1))],
    ['first character lost', utf8(secret.slice(1))],
    ['cut to 16 bytes', own.subarray(0, 16)],
    ['cut to 32 bytes', own.subarray(0, 32)],
    ['cut to 64 bytes', own.subarray(0, 64)],
    ['backwards', utf8([...secret].reverse().join(''))],
    ['empty', latin1('')],
    ['the word undefined', latin1('undefined')],
    ['the word null', latin1('null')],
    ['the word None', latin1('None')],
    ['32 NUL bytes', new Uint8Array(32).fill(0)],
    ['X-Login before it', utf8(`${login}${secret}`)],
    ['X-Login and colon before it', utf8(`${login}:${secret}`)],
    ['X-Login behind it', utf8(`${secret}${login}`)],
    ['X-Date before it', utf8(`${date}${secret}`)],
    ['ISO-8859-1', latin1(secret)],
    ['UTF-8 taken for Latin-1', utf8(Buffer.from(own).toString('latin1'))],
    ['UTF-16LE', Buffer.from(secret, 'utf16le')],
    ['UTF-16BE', Buffer.from(secret, 'utf16le').swap16()],
    ['NFC', utf8(secret.normalize('NFC'))],
    ['NFD', utf8(secret.normalize('NFD'))],
    ['ill-formed bytes replaced', utf8(secret.toWellFormed())],
  ];
  const bare = secret.trim();
  if (/^(?:[0-9a-fA-F]{2})+$/.test(bare)) forms.push(['hex decoded', Buffer.from(bare, 'hex')]);
  if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(bare)) {
    forms.push(['base64 decoded', Buffer.from(bare, 'base64')]);
    // Decoders of the standard alphabet pass over the two letters of the other one.
    forms.push(['base64 decoded', Buffer.from(bare.replace(/[-_]/g, ''), 'base64')]);
  }
  if (/^[A-Z2-7]+=*$/.test(bare)) forms.push(['base32 decoded', base32Decoded(bare.replace(/=+$/, ''))]);
  return forms;
}

/**
 * Every HMAC key that may have been used, the API Signature first: other configured keys, by their role, and the API Signature in other forms.
 * @param secret the API Signature
 * @param others every other key of the configuration
 * @param sentLogin the value of X-Login, which may be a key that nobody configured
 */
export function hmacKeys(secret: string, others: readonly RoleKey[], sentLogin: string, sentDate: string): readonly Variant<Uint8Array>[] {
  const own: Uint8Array = Buffer.from(secret, 'utf8');
  const variants: Variant<Uint8Array>[] = [right(own)];
  const offer = (variant: Variant<Uint8Array>): void => {
    // An ASCII secret is the same in Latin-1, and in NFC.
    if (!equalBytes(own, variant.value)) variants.push(variant);
  };
  for (const { role, value } of others) {
    offer({ value: Buffer.from(value, 'utf8'), mistake: mistake('wrong-key', { role }), weight: 20, common: true });
  }
  if (sentLogin !== '' && !others.some(({ value }) => value === sentLogin)) {
    offer({ value: latin1(sentLogin), mistake: mistake('wrong-key', { role: 'X-Login' }), weight: 15, common: true });
  }
  for (const [form, value] of formsOf(secret, sentLogin, sentDate)) {
    const isCommon = common.has(form);
    offer({ value, mistake: mistake('secret-form', { form }), weight: isCommon ? 8 : 2, common: isCommon });
  }
  return variants;
}
