import { encodedAgain, encodings } from './charset.ts';
import { hmacSha256 } from './digest.ts';
import type { MeasuredSecret, MistakeValues, SecretForm, Variant } from './mistake.ts';
import { mistake, right } from './mistake.ts';
import { digestText, equalBytes, latin1, latin1Text } from './octets.ts';
import { storedTexts } from './stored-secret.ts';

/** A configured key: its role is named, its value never is. */
export interface RoleKey {
  readonly role: string;
  readonly value: string;
}

/** A key, and what it is: a form, with its size or its end where it has one. */
type NamedKey = readonly [SecretForm | MeasuredSecret, Uint8Array];

const valuesOf = (form: SecretForm | MeasuredSecret): MistakeValues['secret-form'] => (typeof form === 'string' ? { form } : form);

/** Forms of a secret that are also tried together with another mistake. */
const common: ReadonlySet<SecretForm> = new Set([
  'trimmed',
  'line-feed-behind',
  'space-behind',
  'hex-decoded',
  'base64-decoded',
  'carriage-return-and-line-feed-behind',
  'double-quotes-around',
  'single-quotes-around',
  'empty',
  'word-undefined',
  'base64-encoded',
  'hex-encoded',
  'windows-1252',
]);

/** Rarer forms that are tried together with another mistake, too. */
const alsoTried: ReadonlySet<SecretForm> = new Set(['space-before', 'tab-behind', 'lower-case', 'upper-case', 'word-null']);

/** Lengths to which stores and buffers cut a key. */
const usualCuts = [8, 10, 12, 16, 20, 24, 32, 40, 48, 50, 60, 64, 100, 128, 255];

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

function formsOf(secret: string, login: string, date: string): readonly NamedKey[] {
  const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
  const own = utf8(secret);
  const forms: NamedKey[] = [
    ['trimmed', utf8(secret.trim())],
    ['line-feed-behind', utf8(`${secret}\n`)],
    ['carriage-return-and-line-feed-behind', utf8(`${secret}\r\n`)],
    ['space-behind', utf8(`${secret} `)],
    ['space-before', utf8(` ${secret}`)],
    ['tab-behind', utf8(`${secret}\t`)],
    ['nul-behind', utf8(`${secret}\0`)],
    ['byte-order-mark-before', utf8(`\ufeff${secret}`)],
    ['no-break-space-behind', utf8(`${secret}\u00a0`)],
    ['no-break-space-behind', latin1(`${secret}\u00a0`)],
    ['double-quotes-around', utf8(`"${secret}"`)],
    ['single-quotes-around', utf8(`'${secret}'`)],
    ['ampersand-behind', utf8(`${secret}&`)],
    ['colon-behind', utf8(`${secret}:`)],
    ['semicolon-behind', utf8(`${secret};`)],
    ['comma-behind', utf8(`${secret},`)],
    ['invisible-character-beside', utf8(`${secret}\u200b`)],
    ['invisible-character-beside', utf8(`\u200b${secret}`)],
    ['hex-encoded', latin1(Buffer.from(own).toString('hex'))],
    ['upper-case-hex-encoded', latin1(Buffer.from(own).toString('hex').toUpperCase())],
    ['base64-encoded', latin1(Buffer.from(own).toString('base64'))],
    ['percent-encoded', utf8(encodeURIComponent(secret.toWellFormed()))],
    ['percent-decoded', utf8(unescaped(secret))],
    ['sha-256', latin1(digestText('sha256', own, 'binary'))],
    ['sha-256-in-hex', latin1(digestText('sha256', own, 'hex'))],
    ['md5-in-hex', latin1(digestText('md5', own, 'hex'))],
    ['lower-case', utf8(secret.toLowerCase())],
    ['upper-case', utf8(secret.toUpperCase())],
    ['last-character-lost', utf8(secret.slice(0, -1))],
    ['first-character-lost', utf8(secret.slice(1))],
    ...usualCuts.map((length) => [{ form: 'cut-to', size: length }, own.subarray(0, length)] as const),
    ['backwards', utf8([...secret].reverse().join(''))],
    ['empty', latin1('')],
    ['word-undefined', latin1('undefined')],
    ['word-null', latin1('null')],
    ['word-none', latin1('None')],
    ['nul-bytes', new Uint8Array(32).fill(0)],
    ['x-login-before', utf8(`${login}${secret}`)],
    ['x-login-and-colon-before', utf8(`${login}:${secret}`)],
    ['x-login-behind', utf8(`${secret}${login}`)],
    ['x-date-before', utf8(`${date}${secret}`)],
    ['iso-8859-1', latin1(secret)],
    ['utf-8-taken-for-latin-1', utf8(Buffer.from(own).toString('latin1'))],
    ['utf-16le', Buffer.from(secret, 'utf16le')],
    ['utf-16be', Buffer.from(secret, 'utf16le').swap16()],
    ['nfc', utf8(secret.normalize('NFC'))],
    ['nfd', utf8(secret.normalize('NFD'))],
    ['ill-formed-bytes-replaced', utf8(secret.toWellFormed())],
  ];
  forms.push(...storeForms(secret, own), ...charsetForms(secret));
  const bare = secret.trim();
  if (/^(?:[0-9a-fA-F]{2})+$/.test(bare)) forms.push(['hex-decoded', Buffer.from(bare, 'hex')]);
  if (/^[A-Za-z0-9+/_-]+={0,2}$/.test(bare)) {
    forms.push(['base64-decoded', Buffer.from(bare, 'base64')]);
    // Decoders of the standard alphabet pass over the two letters of the other one.
    forms.push(['base64-decoded', Buffer.from(bare.replace(/[-_]/g, ''), 'base64')]);
  }
  if (/^[A-Z2-7]+=*$/.test(bare)) forms.push(['base32-decoded', base32Decoded(bare.replace(/=+$/, ''))]);
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
function storeForms(secret: string, own: Uint8Array): readonly NamedKey[] {
  const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
  const forms: NamedKey[] = [];
  for (const end of ends) {
    const [first, last] = [secret.indexOf(end), secret.lastIndexOf(end)];
    if (first < 0) continue;
    for (const text of [
      secret.slice(0, first),
      secret.slice(0, first).trimEnd(),
      secret.slice(0, first + 1),
      secret.slice(first),
      secret.slice(first + 1),
      secret.slice(0, last),
      secret.slice(last + 1),
    ])
      if (text !== '') forms.push([{ form: 'cut-at', end }, utf8(text)]);
    if (end !== ' ') forms.push(['without-special-characters', utf8(secret.replaceAll(end, ''))]);
  }
  const withoutVariables = secret.replace(/\$(?:\{[^}]*\}|[A-Za-z_]\w*|[0-9*@#?!-])/g, '');
  forms.push(['without-shell-variables', utf8(withoutVariables)]);
  forms.push(['without-shell-variables', utf8(secret.replace(/\$\w+/g, ''))]);
  forms.push(['without-shell-variables', utf8(withoutVariables.replace(/#.*$/, ''))]);
  forms.push(['without-shell-variables', utf8(secret.replace(/%[^%]*%/g, ''))]);
  forms.push(['without-shell-variables', utf8(secret.replaceAll('$$', '$'))]);
  forms.push(['without-shell-variables', utf8(secret.replaceAll('$', '$$$$'))]);
  forms.push(['without-shell-variables', utf8(secret.replace(/![\w-]+/g, ''))]);
  const letters: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  forms.push(['shell-escapes-resolved', utf8(secret.replace(/\\(.)/g, (_, letter: string) => letters[letter] ?? letter))]);
  forms.push(['without-backslashes', utf8(secret.replace(/\\(.)/g, '$1'))]);
  forms.push(['without-backslashes', utf8(secret.replaceAll('\\', ''))]);
  forms.push(['shell-escapes-added', utf8(secret.replaceAll('\\', '\\\\'))]);
  forms.push(['shell-escapes-added', utf8(secret.replaceAll('$', '\\$'))]);
  forms.push(['shell-escapes-added', utf8(secret.replace(/["'$`\\!#&*;|<>() ]/g, '\\$&'))]);
  forms.push(['without-quotes', utf8(secret.replace(/["']/g, ''))]);
  forms.push(['without-quotes', utf8(secret.replace(/^(["'])(.*)\1$/s, '$2'))]);
  forms.push(['only-letters-and-digits', utf8(secret.replace(/[^A-Za-z0-9]/g, ''))]);
  forms.push(['only-letters-and-digits', utf8(secret.replace(/[^A-Za-z0-9_]/g, ''))]);
  forms.push(['only-letters-and-digits', utf8(/^[A-Za-z0-9_]*/.exec(secret)?.[0] ?? '')]);
  forms.push(['percent-signs-halved', utf8(secret.replaceAll('%%', '%'))], ['percent-signs-halved', utf8(secret.replaceAll('%', '%%'))]);
  forms.push(
    ['plus-signs-as-spaces', utf8(secret.replaceAll('+', ' '))],
    ['plus-signs-as-spaces', utf8(unescaped(secret.replaceAll('+', ' ')))],
  );
  forms.push(['base64-encoded-with-line-feed', utf8(`${base64(own)}\n`)]);
  forms.push(['line-feed-behind-base64-encoded', utf8(base64(utf8(`${secret}\n`)))]);
  forms.push(['line-feed-behind-base64-encoded', utf8(`${base64(utf8(`${secret}\n`))}\n`)]);
  forms.push(['base64-encoded-twice', utf8(base64(utf8(base64(own))))]);
  forms.push(['base64-encoded', utf8(base64(own).replace(/=+$/, ''))]);
  forms.push(['base64url-encoded', utf8(Buffer.from(own).toString('base64url'))]);
  forms.push(['sha-1-in-hex', latin1(digestText('sha1', own, 'hex'))], ['sha-512-in-hex', latin1(digestText('sha512', own, 'hex'))]);
  forms.push(['sha-256-in-base64', latin1(digestText('sha256', own, 'base64'))], ['md5', latin1(digestText('md5', own, 'binary'))]);
  forms.push(['sha-256-in-hex', latin1(digestText('sha256', own, 'hex').toUpperCase())]);
  forms.push(['twice', utf8(secret + secret)], ['json', utf8(JSON.stringify(secret))]);
  forms.push(['html-escaped', utf8(secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;'))]);
  forms.push([
    'html-escaped',
    utf8(secret.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;').replace(/'/g, '&#039;')),
  ]);
  // YAML and spreadsheets read digits as a number, also after a zero or around an e.
  if (/^[0-9.eE+_-]+$/.test(secret) && Number.isFinite(Number(secret.replaceAll('_', '')))) {
    const number = Number(secret.replaceAll('_', ''));
    forms.push(['number', utf8(String(number))], ['number', utf8(number.toExponential())], ['number', utf8(number.toFixed(1))]);
    forms.push(['number', utf8(number.toPrecision(6))], ['number', utf8(secret.replace(/^0+/, ''))]);
    if (/^0[0-7]+$/.test(secret)) forms.push(['number', utf8(String(Number.parseInt(secret, 8)))]);
  }
  return forms;
}

/** Rare slips of a person or a program that copied a secret. */
function copySlips(secret: string, login: string, date: string): readonly (readonly [SecretForm, string])[] {
  const base64 = (text: string): string => Buffer.from(text, 'utf8').toString('base64');
  const letters = [...secret];
  const alike = ['l1I|', 'O0o', 'S5', 'Z2', 'B8', '-_–', 'vu', 'g9q'];
  const look = letters.slice(0, 80).flatMap((letter, at) =>
    alike
      .filter((group) => group.includes(letter))
      .flatMap((group) => [...group])
      .map((other) => letters.toSpliced(at, 1, other).join('')),
  );
  const forms: readonly (readonly [SecretForm, readonly string[]])[] = [
    ['two-line-feeds-behind', [`${secret}\n\n`, `${secret}\r\n\r\n`]],
    ['carriage-return-behind', [`${secret}\r`]],
    ['space-behind', [`${secret}  `, `${secret} \n`, `${secret} \r\n`]],
    ['line-feed-behind', [`\n${secret}`, `\n${secret}\n`]],
    ['no-break-space-before', [`\u00a0${secret}`]],
    ['backticks-around', [`\`${secret}\``]],
    ['typographic-quotes-around', [`“${secret}”`, `‘${secret}’`, `«${secret}»`, `”${secret}”`]],
    ['double-quotes-around', [`"${secret}`, `${secret}"`, `"${secret}"\n`, `\\"${secret}\\"`]],
    ['single-quotes-around', [`'${secret}`, `${secret}'`, `'${secret}'\n`]],
    ['python-text', [`b'${secret}'`, `u'${secret}'`, `b"${secret}"`, `('${secret}',)`]],
    ['list', [`["${secret}"]`, `['${secret}']`, `[${secret}]`, `{${secret}}`, `(${secret})`, `<${secret}>`]],
    [
      'scheme-before',
      ['Bearer ', 'D24 ', 'OKP ', 'Basic ', 'HMAC ', 'D24', 'whsec_', 'sk_', 'base64:', 'hex:', 'plain:', 'secret:'].map(
        (own) => own + secret,
      ),
    ],
    ['x-date-behind', [`${secret}${date}`]],
    [
      'x-login-and-separator-beside',
      ['.', '|', '-', '_', ' ', '/', '\n', ',', '&', ':'].flatMap((own) => [`${login}${own}${secret}`, `${secret}${own}${login}`]),
    ],
    [
      'x-login-beside-base64-encoded',
      [base64(`${login}:${secret}`), base64(`${secret}:${login}`), base64(login + secret), base64(`${secret}:`)],
    ],
    ['equals-behind', [`${secret}=`, `${secret}==`]],
    ['without-equals-behind', [secret.replace(/=+$/, ''), secret.replace(/=[^=]*=*$/, '')]],
    ['twice', [' ', '\n', '\r\n', ',', ', '].map((own) => secret + own + secret)],
    [
      'letters-of-both-cases-exchanged',
      [letters.map((own) => (own === own.toUpperCase() ? own.toLowerCase() : own.toUpperCase())).join('')],
    ],
    ['characters-lost-at-end', [2, 3, 4, 5, 6, 8].map((count) => letters.slice(0, -count).join(''))],
    ['characters-lost-at-start', [2, 3, 4, 5, 6, 8].map((count) => letters.slice(count).join(''))],
    ['one-character-lost', letters.slice(0, 128).map((_, at) => letters.toSpliced(at, 1).join(''))],
    [
      'look-alikes-exchanged',
      [...look, secret.replaceAll('O', '0'), secret.replaceAll('0', 'O'), secret.replaceAll('l', 'I'), secret.replaceAll('I', 'l')],
    ],
    ['json', [JSON.stringify(secret).slice(1, -1), JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/')]],
    ['escapes-resolved', [unescapedJson(secret)]],
    ['line-feeds-as-escapes', [secret.replace(/\r?\n/g, '\\n'), secret.replace(/\r?\n/g, ' '), secret.replace(/\r?\n/g, '')]],
    [
      'html-entities-resolved',
      [
        secret
          .replace(/&lt;/g, '<')
          .replace(/&gt;/g, '>')
          .replace(/&quot;/g, '"')
          .replace(/&(?:#0?39|#x27|apos);/g, "'")
          .replace(/&amp;/g, '&'),
      ],
    ],
    ['spaces-joined', [secret.replace(/\s+/g, ' '), secret.replace(/\s+/g, '')]],
    ['html-escaped', [secret.replace(/[&<>"']/g, (own) => `&#${own.charCodeAt(0)};`)]],
    ['without-shell-variables', ['/root', '/home/app', '/app', 'root'].map((own) => secret.replace(/\$(?:HOME|PWD|USER)\b/g, own))],
  ];
  return forms.flatMap(([form, texts]) => texts.map((text) => [form, text] as const));
}

function unescapedJson(text: string): string {
  const short: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))/g, (_all, unit?: string, octet?: string, letter?: string) => {
    const code = unit ?? octet;
    return code === undefined ? (short[letter ?? ''] ?? letter ?? '') : String.fromCharCode(Number.parseInt(code, 16));
  });
}

/** What was used instead of a secret: its mask, the name of its variable, a placeholder. */
function placeholdersFor(secret: string): readonly NamedKey[] {
  const utf8 = (text: string): Uint8Array => Buffer.from(text, 'utf8');
  const forms: NamedKey[] = [];
  const count = [...secret].length;
  for (const star of ['*', '•', 'x', 'X', '●', '·', '#', '?']) {
    for (const length of new Set([count, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 14, 15, 16, 18, 20, 24, 28, 30, 32, 36, 40, 48, 64])) {
      forms.push(['mask', utf8(star.repeat(length))]);
      for (const shown of [1, 2, 3, 4, 5, 6, 8]) {
        if (count <= 2 * shown) continue;
        const [front, back] = [secret.slice(0, shown), secret.slice(-shown)];
        if (length !== count && length > 12) continue;
        const stars = length === count ? star.repeat(count - shown) : star.repeat(length);
        const inner = length === count ? star.repeat(Math.max(0, count - 2 * shown)) : star.repeat(length);
        forms.push(['mask', utf8(stars + back)], ['mask', utf8(front + stars)], ['mask', utf8(front + inner + back)]);
      }
    }
  }
  for (const shown of [1, 2, 3, 4, 5, 6, 7, 8, 10, 12]) {
    const front = secret.slice(0, shown);
    for (const dots of ['...', '…', '..', '****', '***', '•••', '••••', '-****-', ' **** ']) {
      forms.push(['mask', utf8(front + dots)], ['mask', utf8(dots + secret.slice(-shown))]);
      for (const end of [2, 3, 4, 5, 6]) forms.push(['mask', utf8(front + dots + secret.slice(-end))]);
    }
  }
  for (const groups of [1, 2, 3])
    for (const star of ['*', '•', 'X', 'x'])
      forms.push(
        ['mask', utf8(`${`${star.repeat(4)} `.repeat(groups)}${secret.slice(-4)}`)],
        ['mask', utf8(`${`${star.repeat(4)}-`.repeat(groups)}${secret.slice(-4)}`)],
      );
  for (const text of ['[REDACTED]', 'REDACTED', '<redacted>', '[FILTERED]', '[MASKED]', '(hidden)', 'hidden', '<hidden>'])
    forms.push(['mask', utf8(text)]);
  for (const name of madeNames) {
    forms.push(['name-of-variable', utf8(name)]);
    const isCapital = name === name.toUpperCase();
    for (const place of usualPlaceholders.slice(0, isCapital ? usualPlaceholders.length : /[.A-Z]/.test(name) ? 2 : 0))
      forms.push(['unfilled-placeholder', utf8(place(name))]);
  }
  for (const name of variableNames) {
    forms.push(
      ['name-of-variable', utf8(name)],
      ['name-and-value', utf8(`${name}=${secret}`)],
      ['name-and-value', utf8(`${name}: ${secret}`)],
      ['name-and-value', utf8(`${name}="${secret}"`)],
      ['name-and-value', utf8(`export ${name}=${secret}`)],
      ['json', utf8(JSON.stringify({ [name]: secret }))],
    );
    forms.push(['json', utf8(`{"${name}": ${JSON.stringify(secret)}}`)]);
    for (const place of placeholders) forms.push(['unfilled-placeholder', utf8(place(name))]);
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
    'REPLACE_ME',
    'replace-me',
    'REPLACEME',
    'TBD',
    'FIXME',
    'PLACEHOLDER',
    'placeholder',
    'INSERT_SECRET_HERE',
    'YOUR_SECRET_HERE',
    'YOUR_KEY_HERE',
    'your-key-here',
    'PUT_YOUR_SECRET_HERE',
    'dummy',
    'fake',
    'secret123',
    'unset',
    'n/a',
    'N/A',
    '-',
    '...',
    'secret_key',
  ])
    forms.push(['unfilled-placeholder', utf8(text)]);
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

const owners =
  ' API D24 OKP ONEKEY ONEKEYPAYMENTS DIRECTA24 DEPOSIT DEPOSITS PAYMENT PAYMENTS MERCHANT WEBHOOK STG PROD TEST NEXT_PUBLIC X ONEKEY_API'.split(
    ' ',
  );
const nouns =
  'API_SIGNATURE SIGNATURE SECRET API_SECRET SECRET_KEY API_SECRET_KEY SIGNATURE_KEY API_SIGNATURE_KEY SIGNING_KEY SIGNING_SECRET HMAC_KEY HMAC_SECRET HMAC_SECRET_KEY SHARED_SECRET PRIVATE_KEY API_KEY KEY TOKEN'.split(
    ' ',
  );
const styles: readonly ((words: readonly string[]) => string)[] = [
  (words) => words.join('_').toUpperCase(),
  (words) => words.join('_').toLowerCase(),
  (words) => words.map((word, at) => (at === 0 ? word.toLowerCase() : word.slice(0, 1) + word.slice(1).toLowerCase())).join(''),
  (words) => words.join('-').toLowerCase(),
  (words) => words.join('.').toLowerCase(),
  (words) => words.map((word) => word.slice(0, 1) + word.slice(1).toLowerCase()).join(''),
];

/** Names that a variable of the API Signature may have by its API, environment and kind. */
const madeNames: ReadonlySet<string> = new Set(
  owners.flatMap((owner) =>
    nouns.flatMap((noun) => styles.map((style) => style([...owner.split('_'), ...noun.split('_')].filter((word) => word !== '')))),
  ),
);

/** The placeholders that are usual enough for every name. */
const usualPlaceholders: readonly ((name: string) => string)[] = [
  (name) => `\${${name}}`,
  (name) => `{{${name}}}`,
  (name) => `\${${name}:}`,
  (name) => `\${${name}:-}`,
  (name) => `$${name}`,
  (name) => `<${name}>`,
  (name) => `%${name}%`,
  (name) => `YOUR_${name}`,
  (name) => `YOUR_${name}_HERE`,
  (name) => `your_${name}_here`,
  (name) => `your-${name}-here`,
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
  (name) => `<your ${name.replace(/[_-]/g, ' ').toLowerCase()}>`,
  (name) => `<your-${name.replaceAll('_', '-').toLowerCase()}>`,
  (name) => `your ${name.replace(/[_-]/g, ' ').toLowerCase()}`,
  (name) => `your-${name.replaceAll('_', '-').toLowerCase()}`,
  (name) => `INSERT_${name}_HERE`,
  (name) => `{{resolve:secretsmanager:${name}}}`,
  (name) => `{{env.${name}}}`,
  (name) => `{{ env.${name} }}`,
  (name) => `{{ ${name} | quote }}`,
  (name) => `((${name}))`,
  (name) => `!Ref ${name}`,
  (name) => `\${var.${name}}`,
  (name) => `[[${name}]]`,
  (name) => `{{{${name}}}}`,
];

/** A secret with letters outside ASCII, in other charsets. */
function charsetForms(secret: string): readonly NamedKey[] {
  if (!/[^ -~]/.test(secret)) return [];
  const plain = secret
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replaceAll('…', '...')
    .replaceAll('\u00a0', ' ');
  const found: [SecretForm, Uint8Array][] = [['plain-letters', Buffer.from(plain, 'utf8')]];
  for (const [charset, bytes] of encodings(secret)) {
    if (charset === 'windows-1252') found.push(['windows-1252', bytes]);
    else if (charset.includes('dropped')) found.push(['ascii-other-letters-dropped', bytes]);
    else if (/^(?:us-ascii|iso-8859-1)/i.test(charset)) found.push(['ascii-with-question-marks', bytes]);
  }
  for (const [, bytes] of encodings(secret)) found.push(['in-another-charset', bytes]);
  for (const mark of ['\ufffd', '?', '']) found.push(['ill-formed-bytes-replaced', Buffer.from(secret.replace(/[^ -~]/gu, mark), 'utf8')]);
  for (const [through, , bytes] of encodedAgain(Buffer.from(secret, 'utf8'), 2))
    found.push([through === 'windows-1252' ? 'windows-1252' : 'utf-8-taken-for-latin-1', bytes]);
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
  const isCommonForm = (form: SecretForm | MeasuredSecret): boolean =>
    typeof form === 'string' ? common.has(form) : form.form === 'cut-at';
  // Of several forms that give the same bytes, the common one names the cause.
  const forms = formsOf(secret, sentLogin, sentDate).toSorted(([a], [b]) => Number(isCommonForm(b)) - Number(isCommonForm(a)));
  for (const [form, value] of forms) {
    const isCommon = isCommonForm(form);
    const isTried = isCommon || (typeof form === 'string' ? alsoTried.has(form) : 'size' in form && [16, 24, 32].includes(form.size));
    offer({ value, mistake: mistake('secret-form', valuesOf(form)), weight: isCommon ? 8 : 2, common: isTried });
  }
  return variants;
}

/** The texts of keys that are derived in several steps: two of what a request has, or those of Signature Version 4. */
function keySteps(login: string, date: string): readonly (readonly string[])[] {
  const day = date.slice(0, 10);
  const compact = day.replaceAll('-', '');
  const texts = [login, date, day, compact];
  const two = texts.flatMap((first) => texts.filter((second) => second !== first).map((second) => [first, second]));
  const regions = ['us-east-1', 'us-east-2', 'us-west-2', 'eu-west-1', 'eu-central-1', 'sa-east-1'];
  const services = ['execute-api', 'payments', 'deposits', 'api'];
  return [
    ...two,
    [compact, 'aws4_request'],
    ...regions.flatMap((region) => services.map((service) => [compact, region, service, 'aws4_request'])),
    ...services.map((service) => [compact, service, 'aws4_request']),
  ];
}

/** Keys that other schemes derive from a secret, and a secret in UTF-16 with its mark. */
function derived(secret: string, login: string, date: string): readonly NamedKey[] {
  const own = Buffer.from(secret, 'utf8');
  const found: [SecretForm, Uint8Array][] = [
    ['utf-16le', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(secret, 'utf16le')])],
    ['hex-encoded', latin1((own.toString('hex').match(/../g) ?? []).join(' '))],
  ];
  const day = date.slice(0, 10);
  for (const key of [own, Buffer.from(`AWS4${secret}`, 'utf8')]) {
    for (const text of [login, date, day, day.replaceAll('-', ''), `${login}${date}`, 'D24', '']) {
      const hex = hmacSha256(key, [latin1(text)], latin1(text));
      found.push(['hmac-of-another-text', Buffer.from(hex, 'hex')], ['hmac-of-another-text', latin1(hex)]);
    }
    // Signature Version 4 derives its key in steps, each from the one before.
    for (const steps of keySteps(login, date)) {
      const last = steps.reduce((from, text) => Buffer.from(hmacSha256(from, [latin1(text)], latin1(text)), 'hex'), key);
      found.push(['hmac-of-another-text', last], ['hmac-of-another-text', latin1(last.toString('hex'))]);
    }
  }
  for (const text of [
    `${login}${secret}`,
    `${login}:${secret}`,
    `${secret}${login}`,
    `${secret}:${login}`,
    `${secret}${date}`,
    `${date}${secret}`,
  ]) {
    for (const encoding of ['binary', 'hex', 'base64'] as const)
      found.push(['digest-with-another-text', latin1(digestText('sha256', Buffer.from(text, 'utf8'), encoding))]);
  }
  return found;
}

/** HMAC keys of rare slips with the API Signature, or what was found in its place: a mask, a name, a placeholder. */
export function* rareKeys(secret: string, login: string, date: string, owners: readonly string[]): Generator<Variant<Uint8Array>> {
  const known = new Set<string>();
  const texts = [...copySlips(secret, login, date), ...storedTexts(secret, login, owners)];
  const copied = texts.map(([form, text]) => [form, Buffer.from(text, 'utf8')] as const);
  for (const [form, value] of [...copied, ...placeholdersFor(secret), ...derived(secret, login, date)]) {
    const text = latin1Text(value);
    if (known.has(text) || equalBytes(Buffer.from(secret, 'utf8'), value)) continue;
    known.add(text);
    yield { value, mistake: mistake('secret-form', valuesOf(form)), weight: 2, common: false };
  }
}
