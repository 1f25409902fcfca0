import { encodedAgain, encodings } from './charset.ts';
import type { SecretForm, Variant } from './mistake.ts';
import { mistake, right } from './mistake.ts';
import { digestText, equalBytes, latin1, latin1Text } from './octets.ts';

/** A configured key: its role is named, its value never is. */
export interface RoleKey {
  readonly role: string;
  readonly value: string;
}

/** Forms of a secret that are also tried together with another mistake. */
const common: ReadonlySet<SecretForm> = new Set([
  'trimmed',
  'line feed behind it',
  'space behind it',
  'hex decoded',
  'base64 decoded',
  'double quotes around it',
  'empty',
  'the word undefined',
  'base64 encoded',
  'hex encoded',
  'windows-1252',
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
  const forms: (readonly [SecretForm, Uint8Array])[] = [
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
    ['semicolon behind it', utf8(`${secret};`)],
    ['comma behind it', utf8(`${secret},`)],
    ['invisible character beside it', utf8(`${secret}\u200b`)],
    ['invisible character beside it', utf8(`\u200b${secret}`)],
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
  forms.push(...storeForms(secret, own), ...charsetForms(secret));
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

/** Characters at which an environment file, a shell, YAML or a parser of pairs ends a value. */
const ends = [
  '#',
  '$',
  '=',
  '"',
  "'",
  '\n',
  '\r',
  ' ',
  ';',
  '&',
  '%',
  '!',
  '\\',
  '`',
  ':',
  '@',
  '/',
  '+',
  '|',
  '<',
  '>',
  '?',
  ',',
  '^',
  '*',
  '(',
  '{',
  '[',
];

/** What a shell, an environment file, YAML or a secret store makes from a secret. */
function storeForms(secret: string, own: Uint8Array): readonly (readonly [SecretForm, Uint8Array])[] {
  const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const forms: [SecretForm, Uint8Array][] = [];
  for (const end of ends) {
    const [first, last] = [secret.indexOf(end), secret.lastIndexOf(end)];
    if (first < 0) continue;
    const shown = JSON.stringify(end).slice(1, -1);
    for (const text of [
      secret.slice(0, first),
      secret.slice(0, first).trimEnd(),
      secret.slice(0, first + 1),
      secret.slice(first),
      secret.slice(first + 1),
      secret.slice(0, last),
      secret.slice(last + 1),
    ])
      if (text !== '') forms.push([`cut at ${shown}`, utf8(text)]);
    if (end !== ' ') forms.push(['without its special characters', utf8(secret.replaceAll(end, ''))]);
  }
  const withoutVariables = secret.replace(/\$(?:\{[^}]*\}|[A-Za-z_]\w*|[0-9*@#?!-])/g, '');
  forms.push(['without what a shell takes for variables', utf8(withoutVariables)]);
  forms.push(['without what a shell takes for variables', utf8(secret.replace(/\$\w+/g, ''))]);
  forms.push(['without what a shell takes for variables', utf8(withoutVariables.replace(/#.*$/, ''))]);
  forms.push(['without what a shell takes for variables', utf8(secret.replace(/%[^%]*%/g, ''))]);
  forms.push(['without what a shell takes for variables', utf8(secret.replaceAll('$$', '$'))]);
  forms.push(['without what a shell takes for variables', utf8(secret.replaceAll('$', '$$$$'))]);
  forms.push(['without what a shell takes for variables', utf8(secret.replace(/![\w-]+/g, ''))]);
  const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  forms.push([
    'with what a shell takes for escapes resolved',
    utf8(secret.replace(/\\(.)/g, (_, letter: string) => letters[letter] ?? letter)),
  ]);
  forms.push(['without its backslashes', utf8(secret.replace(/\\(.)/g, '$1'))]);
  forms.push(['without its backslashes', utf8(secret.replaceAll('\\', ''))]);
  forms.push(['with what a shell takes for escapes resolved', utf8(secret.replaceAll('\\', '\\\\'))]);
  forms.push(['with what a shell takes for escapes resolved', utf8(secret.replaceAll('$', '\\$'))]);
  forms.push(['with what a shell takes for escapes resolved', utf8(secret.replace(/["'$`\\!#&*;|<>() ]/g, '\\$&'))]);
  forms.push(['without its quotes', utf8(secret.replace(/["']/g, ''))]);
  forms.push(['without its quotes', utf8(secret.replace(/^(["'])(.*)\1$/s, '$2'))]);
  forms.push(['only its letters and digits', utf8(secret.replace(/[^A-Za-z0-9]/g, ''))]);
  forms.push(['only its letters and digits', utf8(secret.replace(/[^A-Za-z0-9_]/g, ''))]);
  forms.push(['only its letters and digits', utf8(/^[A-Za-z0-9_]*/.exec(secret)?.[0] ?? '')]);
  forms.push(['percent signs halved', utf8(secret.replaceAll('%%', '%'))], ['percent signs halved', utf8(secret.replaceAll('%', '%%'))]);
  forms.push(
    ['plus signs as spaces', utf8(secret.replaceAll('+', ' '))],
    ['plus signs as spaces', utf8(unescaped(secret.replaceAll('+', ' ')))],
  );
  forms.push(['base64 encoded, with a line feed', utf8(`${base64(own)}\n`)]);
  forms.push(['base64 of it and a line feed', utf8(base64(utf8(`${secret}\n`)))]);
  forms.push(['base64 of it and a line feed', utf8(`${base64(utf8(`${secret}\n`))}\n`)]);
  forms.push(['base64 encoded twice', utf8(base64(utf8(base64(own))))]);
  forms.push(['base64 encoded', utf8(base64(own).replace(/=+$/, ''))]);
  forms.push(['base64url encoded', utf8(Buffer.from(own).toString('base64url'))]);
  forms.push(
    ['SHA-1 of it in hex', latin1(digestText('sha1', own, 'hex'))],
    ['SHA-512 of it in hex', latin1(digestText('sha512', own, 'hex'))],
  );
  forms.push(
    ['SHA-256 of it in base64', latin1(digestText('sha256', own, 'base64'))],
    ['MD5 of it', latin1(digestText('md5', own, 'binary'))],
  );
  forms.push(['SHA-256 of it in hex', latin1(digestText('sha256', own, 'hex').toUpperCase())]);
  forms.push(['twice', utf8(secret + secret)], ['as JSON', utf8(JSON.stringify(secret))]);
  forms.push(['HTML escaped', utf8(secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'))]);
  forms.push([
    'HTML escaped',
    utf8(secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#039;')),
  ]);
  // YAML and spreadsheets read digits as a number, also after a zero or around an e.
  if (/^[0-9.eE+_-]+$/.test(secret) && Number.isFinite(Number(secret.replaceAll('_', '')))) {
    const number = Number(secret.replaceAll('_', ''));
    forms.push(
      ['as a number', utf8(String(number))],
      ['as a number', utf8(number.toExponential())],
      ['as a number', utf8(number.toFixed(1))],
    );
    forms.push(['as a number', utf8(number.toPrecision(6))], ['as a number', utf8(secret.replace(/^0+/, ''))]);
    if (/^0[0-7]+$/.test(secret)) forms.push(['as a number', utf8(String(Number.parseInt(secret, 8)))]);
  }
  return forms;
}

/** What was used instead of a secret: its mask, the name of its variable, a placeholder. */
function placeholdersFor(secret: string): readonly (readonly [SecretForm, Uint8Array])[] {
  const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
  const forms: [SecretForm, Uint8Array][] = [];
  const count = [...secret].length;
  for (const star of ['*', '•', 'x', 'X', '●', '·', '#', '?']) {
    for (const length of new Set([count, 3, 4, 5, 6, 8, 10, 12, 16, 20, 24, 32, 40])) {
      forms.push(['a mask of it', utf8(star.repeat(length))]);
      for (const shown of [2, 3, 4, 6]) {
        if (count <= 2 * shown) continue;
        const [front, back] = [secret.slice(0, shown), secret.slice(-shown)];
        if (length !== count && length > 12) continue;
        const stars = length === count ? star.repeat(count - shown) : star.repeat(length);
        const inner = length === count ? star.repeat(Math.max(0, count - 2 * shown)) : star.repeat(length);
        forms.push(
          ['a mask of it', utf8(stars + back)],
          ['a mask of it', utf8(front + stars)],
          ['a mask of it', utf8(front + inner + back)],
        );
      }
    }
  }
  for (const shown of [3, 4, 5, 6, 8])
    forms.push(
      ['a mask of it', utf8(`${secret.slice(0, shown)}...`)],
      ['a mask of it', utf8(`${secret.slice(0, shown)}…`)],
      ['a mask of it', utf8(`${secret.slice(0, shown)}...${secret.slice(-shown)}`)],
      ['a mask of it', utf8(`${secret.slice(0, shown)}…${secret.slice(-shown)}`)],
    );
  for (const text of ['[REDACTED]', 'REDACTED', '<redacted>', '[FILTERED]', '[MASKED]', '(hidden)', 'hidden', '<hidden>'])
    forms.push(['a mask of it', utf8(text)]);
  for (const name of variableNames) {
    forms.push(
      ['the name of its variable', utf8(name)],
      ['name and value', utf8(`${name}=${secret}`)],
      ['name and value', utf8(`${name}: ${secret}`)],
      ['name and value', utf8(`${name}="${secret}"`)],
      ['name and value', utf8(`export ${name}=${secret}`)],
      ['as JSON', utf8(JSON.stringify({ [name]: secret }))],
    );
    forms.push(['as JSON', utf8(`{"${name}": ${JSON.stringify(secret)}}`)]);
    for (const place of placeholders) forms.push(['an unfilled placeholder', utf8(place(name))]);
  }
  for (const text of [
    'secret',
    'SECRET',
    'password',
    'changeme',
    'change-me',
    'change_me',
    'CHANGEME',
    'CHANGE_ME',
    'TODO',
    'xxx',
    'test',
    'demo',
    'example',
    'default',
    'none',
    'nil',
    'false',
    'true',
    'False',
    'True',
    '0',
    '1',
    'NULL',
    'NaN',
    '[object Object]',
    '[object Promise]',
    'Array',
    '""',
    "''",
    '{}',
    '[]',
    'your-secret',
    'your_secret',
    'your-secret-here',
    'your_secret_here',
    'my-secret',
    'mysecret',
    'secret_key',
  ])
    forms.push(['an unfilled placeholder', utf8(text)]);
  return forms;
}

/** Usual names of the variable of the API Signature. */
const variableNames = [
  'API_SIGNATURE',
  'apiSignature',
  'api_signature',
  'API-SIGNATURE',
  'api-signature',
  'ApiSignature',
  'apisignature',
  'API Signature',
  'SIGNATURE',
  'signature',
  'API_SECRET',
  'apiSecret',
  'api_secret',
  'SECRET_KEY',
  'secretKey',
  'secret_key',
  'SECRET',
  'secret',
  'API_SECRET_KEY',
  'SIGNING_KEY',
  'signing_key',
  'signingKey',
  'SIGNATURE_KEY',
  'signature_key',
  'HMAC_KEY',
  'HMAC_SECRET',
  'hmac_key',
  'D24_SECRET',
  'D24_API_SIGNATURE',
  'D24_SIGNATURE',
  'D24_SECRET_KEY',
  'X_SIGNATURE',
  'API_KEY',
  'apiKey',
  'api_key',
  'DEPOSITS_API_SIGNATURE',
  'DIRECTA24_API_SIGNATURE',
  'DIRECTA24_SECRET',
  'DIRECTA24_SIGNATURE',
  'WEBHOOK_SECRET',
  'value',
  'password',
  'key',
];

/** How templates, shells and configurations name a variable that is filled in later. */
const placeholders: readonly ((name: string) => string)[] = [
  (name) => `\${${name}}`,
  (name) => `$${name}`,
  (name) => `{{${name}}}`,
  (name) => `{{ ${name} }}`,
  (name) => `{${name}}`,
  (name) => `<${name}>`,
  (name) => `[${name}]`,
  (name) => `%${name}%`,
  (name) => `#{${name}}`,
  (name) => `#{${name}}#`,
  (name) => `@${name}@`,
  (name) => `__${name}__`,
  (name) => `$(${name})`,
  (name) => `\${env.${name}}`,
  (name) => `\${env:${name}}`,
  (name) => `$env:${name}`,
  (name) => `\${{ secrets.${name} }}`,
  (name) => `{{ secrets.${name} }}`,
  (name) => `{{secrets.${name}}}`,
  (name) => `{{ .Values.${name} }}`,
  (name) => `%env(${name})%`,
  (name) => `env(${name})`,
  (name) => `env('${name}')`,
  (name) => `\${secret:${name}}`,
  (name) => `process.env.${name}`,
  (name) => `os.environ['${name}']`,
  (name) => `ENV['${name}']`,
  (name) => `<%= ENV['${name}'] %>`,
  (name) => `:${name}`,
  (name) => `YOUR_${name}`,
  (name) => `your_${name}`,
  (name) => `<YOUR_${name}>`,
  (name) => `<your_${name}>`,
  (name) => `your-${name}`,
  (name) => `<your ${name}>`,
  (name) => `YOUR ${name}`,
  (name) => `MY_${name}`,
];

/** A secret with letters outside ASCII, in other charsets. */
function charsetForms(secret: string): readonly (readonly [SecretForm, Uint8Array])[] {
  if (!/[^ -~]/.test(secret)) return [];
  const plain = secret
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replaceAll('…', '...')
    .replaceAll('\u00a0', ' ');
  const found: [SecretForm, Uint8Array][] = [['letters of other scripts as plain ones', Buffer.from(plain, 'utf8')]];
  for (const [charset, bytes] of encodings(secret)) {
    if (charset === 'windows-1252') found.push(['windows-1252', bytes]);
    else if (charset.includes('dropped')) found.push(['ASCII, other letters dropped', bytes]);
    else if (charset.startsWith('US-ASCII') || charset.startsWith('ISO-8859-1')) found.push(['ASCII with question marks', bytes]);
  }
  for (const [through, , bytes] of encodedAgain(Buffer.from(secret, 'utf8'), 2))
    found.push([through === 'windows-1252' ? 'windows-1252' : 'UTF-8 taken for Latin-1', bytes]);
  return found;
}

/**
 * Every HMAC key that may have been used, the API Signature first: other configured keys, by their role, and the API Signature in other forms.
 *
 * @param secret the API Signature
 * @param others every other key of the configuration
 * @param sentLogin the value of X-Login, which may be a key that nobody configured
 */
export function hmacKeys(secret: string, others: readonly RoleKey[], sentLogin: string, sentDate: string): readonly Variant<Uint8Array>[] {
  const own: Uint8Array = Buffer.from(secret, 'utf8');
  const variants: Variant<Uint8Array>[] = [right(own)];
  const known = new Set([latin1Text(own)]);
  const offer = (variant: Variant<Uint8Array>): void => {
    // An ASCII secret is the same in Latin-1, and in NFC.
    const text = latin1Text(variant.value);
    if (known.has(text)) return;
    known.add(text);
    variants.push(variant);
  };
  for (const { role, value } of others) {
    offer({ value: Buffer.from(value, 'utf8'), mistake: mistake('wrong-key', { role }), weight: 20, common: true });
  }
  if (sentLogin !== '' && !others.some(({ value }) => value === sentLogin)) {
    offer({ value: latin1(sentLogin), mistake: mistake('wrong-key', { role: 'X-Login' }), weight: 15, common: true });
  }
  const isCommonForm = (form: SecretForm): boolean => common.has(form) || form.startsWith('cut at');
  // Of several forms that give the same bytes, the common one names the cause.
  const forms = formsOf(secret, sentLogin, sentDate).toSorted(([a], [b]) => Number(isCommonForm(b)) - Number(isCommonForm(a)));
  for (const [form, value] of forms) {
    const isCommon = isCommonForm(form);
    offer({ value, mistake: mistake('secret-form', { form }), weight: isCommon ? 8 : 2, common: isCommon });
  }
  return variants;
}

/** HMAC keys that are not the API Signature in another form, but what was found in its place: a mask, a name, a placeholder. */
export function* replacedKeys(secret: string): Generator<Variant<Uint8Array>> {
  const known = new Set<string>();
  for (const [form, value] of placeholdersFor(secret)) {
    const text = latin1Text(value);
    if (known.has(text) || equalBytes(Buffer.from(secret, 'utf8'), value)) continue;
    known.add(text);
    yield { value, mistake: mistake('secret-form', { form }), weight: 2, common: false };
  }
}
