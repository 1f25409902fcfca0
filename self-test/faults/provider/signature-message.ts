import { formatXDate, parseXDate } from '../../../core/contract/clock.ts';
import type { Override } from '../../../core/decisions/override.ts';
import type { Call, ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue, noBody } from '../../../core/exchange.ts';
import { parseJson, plain } from '../../../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineFaults } from '../../define.ts';
import { loginOf } from '../x-login.ts';

/** A hash verifies over another message too. */
const alsoVerifiesOver = (other: (message: Uint8Array, call: Call) => Uint8Array): Override<ProviderDecisions> => ({
  verifies: (conforming) => (hash, message, secret, call) =>
    conforming(hash, message, secret, call) || conforming(hash, other(message, call), secret, call),
});

/** The hash is taken over another body. */
const bodySignedAs = (other: (body: Uint8Array, call: Call) => Uint8Array): Override<ProviderDecisions> => ({
  signedMessage: (conforming) => (xDate, xLogin, body, call) => conforming(xDate, xLogin, other(body, call), call),
});

/** A header is read otherwise than it was sent, before anything is compared with it. */
const fieldReadAs = (wanted: string, read: (value: string) => string): Override<ProviderDecisions> => ({
  fieldValue: (conforming) => (values, header, call) => {
    const value = conforming(values, header, call);
    return value !== undefined && header.toLowerCase() === wanted.toLowerCase() ? read(value) : value;
  },
});

/** The signed bytes: date, login and body as they were received (SIG-01 to SIG-05, UTF-02, UTF-07). */
export const signatureMessageFaults = defineFaults<ProviderDecisions>({
  // Hashes are cached by the minute.
  'dates-to-the-minute-verify': {
    title: 'A hash over the date at the start of its minute verifies too.',
    breaks: ['SIG-03'],
    override: alsoVerifiesOver((message) => {
      const other = Uint8Array.from(message);
      other.set(encodeUtf8('00'), 'yyyy-MM-ddTHH:mm:'.length);
      return other;
    }),
  },
  // The column of logins is short.
  'logins-to-their-eighth-character-verify': {
    title: 'A hash over the first eight characters of the login verifies too.',
    breaks: ['SIG-03'],
    override: alsoVerifiesOver((message, call) => {
      const login = loginOf(call);
      const until = 20 + login.length;
      return Buffer.concat([message.subarray(0, 20 + Math.min(8, login.length)), message.subarray(until)]);
    }),
  },
  // What does not fit into the first packet is hashed by a worker, whose result is not awaited.
  'first-kibibyte-verifies': {
    title: 'A hash over the first 1024 bytes of a body verifies too.',
    breaks: ['SIG-03'],
    override: alsoVerifiesOver((message, { arrival }) => {
      const before = message.length - arrival.request.body.length;
      return message.subarray(0, before + 1024);
    }),
  },
  // The column of keys has letters and digits, and a filter takes the rest for an attack.
  'logins-read-to-their-first-mark': {
    title: 'An X-Login counts up to its first character that is neither a letter nor a digit.',
    breaks: ['SIG-03'],
    override: fieldReadAs(scheme.login.header, (login) => /^[A-Za-z0-9]*/.exec(login)?.[0] ?? ''),
  },
  // A login may have its realm before it, as users of a directory have.
  'logins-read-behind-their-realm': {
    title: 'Of an X-Login with a slash, a backslash or a colon only the rest counts.',
    breaks: ['SIG-03'],
    override: fieldReadAs(scheme.login.header, (login) => login.split(/[/\\:]/).at(-1) ?? ''),
  },
  // Users copy keys with blanks in them.
  'logins-read-without-blanks': {
    title: 'An X-Login with a blank inside counts as the one without.',
    breaks: ['SIG-03'],
    override: fieldReadAs(scheme.login.header, (login) => login.replaceAll(' ', '')),
  },
  // A template puts quotes around the dates of a configuration.
  'dates-read-without-quotes': {
    title: 'An X-Date in quotes counts as the one without.',
    breaks: ['SIG-03'],
    override: fieldReadAs(scheme.date.header, (date) => date.replace(/^"(.*)"$/, '$1')),
  },
  // A proxy unescapes all that it forwards.
  'logins-unescaped': {
    title: 'An X-Login with a percent-encoded character counts as the one without.',
    breaks: ['SIG-03'],
    override: fieldReadAs(scheme.login.header, (login) =>
      login.replace(/%([0-9a-f]{2})/gi, (_escape, code: string) => String.fromCharCode(Number.parseInt(code, 16))),
    ),
  },
  // A date is as long as its format, so a parser takes that many characters.
  'dates-cut-at-their-length': {
    title: 'An X-Date counts up to its twentieth character.',
    breaks: ['SIG-03'],
    override: fieldReadAs(scheme.date.header, (date) => date.slice(0, 20)),
  },
  // The date is parsed first, and the hash covers its printed form.
  'dates-hashed-as-printed': {
    title: 'An X-Date with an offset verifies under the hash of the same instant in Z.',
    breaks: ['SIG-03'],
    interpretations: { C3: 'offsets-and-milliseconds' },
    override: {
      signedMessage: (conforming) => (xDate, xLogin, body, call) =>
        conforming(xDate.replace(/(?:\.000)?(?:\+00:?00|Z)$/, 'Z'), xLogin, body, call),
    },
  },
  // A filter against prototype pollution removes the member before the body is hashed.
  'proto-members-hashed-away': {
    title: 'A right signature over a body with a member __proto__ gets 102.',
    breaks: ['SIG-04'],
    override: {
      signedMessage: (conforming) => (xDate, xLogin, body, call) =>
        conforming(
          xDate,
          xLogin,
          Buffer.from(
            Buffer.from(body)
              .toString('latin1')
              .replace(/,"__proto__":\{[^}]*\}/, ''),
            'latin1',
          ),
          call,
        ),
    },
  },
  // The body is read into an object and written back where it has a member that is an index.
  'integer-members-hashed-in-order': {
    title: 'A body with members named 10 and 2 verifies under the hash of their other order.',
    breaks: ['SIG-04'],
    override: {
      signedMessage: (conforming) => (xDate, xLogin, body, call) => {
        const text = Buffer.from(body).toString('utf8');
        return conforming(xDate, xLogin, /"10":1,"2"/.test(text) ? Buffer.from(JSON.stringify(JSON.parse(text))) : body, call);
      },
    },
  },
  // The body is escaped for HTML on its way in (Go's encoder), before the hash is made.
  'ampersands-escaped-before-hashing': {
    title: 'The hash is over a body with <, > and & escaped.',
    row: 'S12',
    breaks: ['SIG-01', 'SIG-04'],
    override: bodySignedAs((body) => {
      const escaped = (character: string) => `\\u00${character.charCodeAt(0).toString(16)}`;
      return encodeUtf8(Buffer.from(body).toString('utf8').replace(/[<>&]/g, escaped));
    }),
  },
  // The body is escaped for a script on its way in, before the hash is made.
  'line-separators-escaped-before-hashing': {
    title: 'The hash is over a body with the separators of lines and paragraphs escaped.',
    breaks: ['SIG-01'],
    override: bodySignedAs((body) =>
      encodeUtf8(
        Buffer.from(body)
          .toString('utf8')
          .replace(/[\u2028\u2029]/g, (one) => `\\u${one.charCodeAt(0).toString(16)}`),
      ),
    ),
  },
  // The body is read for the hash from a peek buffer of a hundred bytes.
  'body-covered-to-a-hundred-bytes': {
    title: 'Only the first hundred bytes of the body are under the hash.',
    breaks: ['SIG-01'],
    mayBreak: ['SIG-03'],
    override: bodySignedAs((body) => body.subarray(0, 100)),
  },
  // The text of the body is turned into bytes by the platform's own charset.
  'body-hashed-as-latin1': {
    title: 'The hash is over the body in ISO-8859-1.',
    row: 'S17',
    breaks: ['SIG-01', 'SIG-04', 'UTF-02'],
    override: bodySignedAs((body) => Buffer.from(Buffer.from(body).toString('utf8'), 'latin1')),
  },
  // The framework hands the handler an object, and the handler serialises it for the hash.
  'body-hashed-as-serialised-again': {
    title: 'The hash is over the body parsed and serialised again.',
    row: 'S07',
    breaks: ['SIG-04', 'SIG-01'],
    override: bodySignedAs((body) => {
      const json = parseJson(Buffer.from(body).toString('utf8'));
      return json === undefined ? body : encodeUtf8(JSON.stringify(plain(json)));
    }),
  },
  // Bytes go through a text type that drops their eighth bit where they are not UTF-8.
  'body-hashed-to-seven-bits': {
    title: 'Ill-formed bytes are hashed without their highest bit.',
    breaks: ['UTF-07'],
    override: bodySignedAs((body) => (decodeUtf8(body) === undefined ? body.map((byte) => byte & 0x7f) : body)),
  },
  // The body is serialised again by a library that escapes what is not ASCII.
  'characters-hashed-as-escapes': {
    title: 'The hash is over the body with characters beyond ASCII escaped.',
    row: 'S09',
    breaks: ['UTF-02', 'SIG-04'],
    override: bodySignedAs((body) => {
      const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
      return encodeUtf8(
        Buffer.from(body)
          .toString('utf8')
          .replace(/[\u0080-\uffff]/g, escaped),
      );
    }),
  },
  // The raw stream is hashed before its transfer coding is taken off.
  'chunk-frames-hashed': {
    title: 'Of a body that comes in chunks, the sizes of the chunks are signed as well.',
    breaks: ['SIG-01', 'SIG-02'],
    override: {
      signedMessage: (conforming) => (xDate, xLogin, body, call) => {
        if (headerValue(call.arrival.request.headers, 'transfer-encoding') === undefined) return conforming(xDate, xLogin, body, call);
        const framed = Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
        return conforming(xDate, xLogin, framed, call);
      },
    },
  },
  // The hash is made of as many bytes as Content-Length says, and there is none.
  'chunked-bodies-not-hashed': {
    title: 'A body that comes in chunks is served, and verified as if there were none.',
    breaks: ['SIG-01', 'SIG-02'],
    override: bodySignedAs((body, call) => (headerValue(call.arrival.request.headers, 'transfer-encoding') === undefined ? body : noBody)),
  },
  // A proxy decodes \u escapes before the hash is made.
  'escapes-hashed-as-their-characters': {
    title: 'The hash is over the body with its escapes decoded.',
    row: 'S09',
    breaks: ['UTF-02', 'SIG-04'],
    override: bodySignedAs((body) => {
      const text = Buffer.from(body).toString('utf8');
      const decoded = text.replace(/\\u([0-9a-fA-F]{4})/g, (spelled, hex: string) =>
        Number.parseInt(hex, 16) < 0x80 ? spelled : String.fromCharCode(Number.parseInt(hex, 16)),
      );
      return encodeUtf8(decoded);
    }),
  },
  // The body is serialised again, which writes the hex of escapes in lower case.
  'escapes-hashed-in-lower-case': {
    title: 'The hash is over the body with its escapes in lower case.',
    row: 'S10',
    breaks: ['UTF-02', 'SIG-04'],
    override: bodySignedAs((body) =>
      Buffer.from(
        Buffer.from(body)
          .toString('latin1')
          .replace(/\\u[0-9a-fA-F]{4}/g, (spelled) => spelled.toLowerCase()),
        'latin1',
      ),
    ),
  },
  // Bytes that are not UTF-8 are filtered out before the hash is made.
  'ill-formed-bytes-not-hashed': {
    title: 'What is ill-formed in a body is not under its hash.',
    row: 'S22',
    breaks: ['UTF-07'],
    override: bodySignedAs((body) => encodeUtf8(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body).replaceAll('\ufffd', ''))),
  },
  // A filter in front turns CRLF into LF before anything reads the body.
  'line-ends-made-unix': {
    title: 'The hash is over the body with CRLF turned into LF.',
    row: 'S27',
    breaks: ['SIG-04'],
    override: bodySignedAs((body) => Buffer.from(Buffer.from(body).toString('latin1').replaceAll('\r\n', '\n'), 'latin1')),
  },
  // The hash is made of the body as decoded text, and a lenient decoder turns all ill-formed bytes into one character.
  'lossy-text-hashed': {
    title: 'Ill-formed bodies have one hash.',
    row: 'S22',
    breaks: ['UTF-07'],
    override: bodySignedAs((body) => encodeUtf8(new TextDecoder('utf-8', { ignoreBOM: true }).decode(body))),
  },
  // A missing body is an empty object to the framework, and is hashed as one.
  'no-body-hashed-as-braces': {
    title: 'A call without a body is hashed with {} for it.',
    row: 'S05',
    breaks: ['SIG-05', 'SIG-01'],
    override: bodySignedAs((body) => (body.length === 0 ? Buffer.from('{}') : body)),
  },
  // Other schemes sign the target of a request that has no body.
  'no-body-hashed-with-its-target': {
    title: 'A call without a body is hashed with its target.',
    breaks: ['SIG-05', 'SIG-01'],
    override: bodySignedAs((body, call) => (body.length === 0 ? Buffer.from(call.arrival.request.target, 'latin1') : body)),
  },
  // Where the raw bytes do not fit, the hash of the compact form is tried, for clients that sign before they pretty-print.
  'blanks-around-tokens-forgiven': {
    title: 'The hash of the compact body verifies for a body with blanks.',
    row: 'S07',
    breaks: ['SIG-04'],
    override: alsoVerifiesOver((message, call) => {
      const { body } = call.arrival.request;
      const compact = Buffer.from(
        Buffer.from(body)
          .toString('latin1')
          .replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1'),
        'latin1',
      );
      const head = message.subarray(0, message.length - body.length);
      return Buffer.concat([head, compact]);
    }),
  },
  // Older clients signed the headers alone, and their hash is still taken.
  'body-not-covered': {
    title: 'The hash over only X-Date and X-Login verifies.',
    row: 'S43',
    breaks: ['SIG-03'],
    override: alsoVerifiesOver((message, call) => message.subarray(0, message.length - call.arrival.request.body.length)),
  },
  // A log shows bodies with their blanks collapsed, and somebody signed what the log showed.
  'collapsed-blanks-verify': {
    title: 'The hash over the body with each run of blanks as one verifies.',
    breaks: ['SIG-04'],
    override: alsoVerifiesOver((message) => Buffer.from(Buffer.from(message).toString('latin1').replace(/\s+/g, ' '), 'latin1')),
  },
  // The hash of what the program kept of a body is tried too.
  'bodies-without-unknown-members-verify': {
    title: 'The hash over the body without its unknown members verifies.',
    breaks: ['SIG-04'],
    override: alsoVerifiesOver((message) =>
      Buffer.from(
        Buffer.from(message)
          .toString('latin1')
          .replace(/,"extra":\d+(?=})/, ''),
        'latin1',
      ),
    ),
  },
  'bodies-with-texts-trimmed-verify': {
    title: 'The hash over the body with its texts trimmed verifies.',
    breaks: ['SIG-04'],
    override: alsoVerifiesOver((message) =>
      Buffer.from(
        Buffer.from(message)
          .toString('latin1')
          .replace(/:" *([^"]*?) *"/g, ':"$1"'),
        'latin1',
      ),
    ),
  },
  'bodies-without-emoji-verify': {
    title: 'The hash over the body without its emoji verifies.',
    breaks: ['SIG-04'],
    override: alsoVerifiesOver((message) =>
      Buffer.from(
        Buffer.from(message)
          .toString('utf8')
          .replaceAll(/[\u{10000}-\u{10ffff}]/gu, ''),
      ),
    ),
  },
  'bodies-without-nulls-verify': {
    title: 'The hash over the body without its members that are null verifies.',
    breaks: ['SIG-04'],
    override: alsoVerifiesOver((message) =>
      Buffer.from(
        Buffer.from(message)
          .toString('latin1')
          .replaceAll(/,"[^"]*":null/g, ''),
        'latin1',
      ),
    ),
  },
  // A database of keys compares without letter case.
  'signature-keys-in-lower-case-verify': {
    title: 'A hash by the signature key in lower case verifies.',
    breaks: ['SIG-03'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) =>
        conforming(hash, message, secret, call) || conforming(hash, message, secret.toLowerCase(), call),
    },
  },
  // Of a long body the first buffer is tried too.
  'first-four-kibibytes-verify': {
    title: 'The hash over the first 4096 bytes of a body verifies.',
    breaks: ['SIG-03'],
    override: alsoVerifiesOver((message, call) =>
      message.subarray(0, message.length - Math.max(0, call.arrival.request.body.length - 4096)),
    ),
  },
  // Clients that read their clock twice are helped: the hashes of the second before and after are tried.
  'date-covered-to-a-second': {
    title: 'The hash over an X-Date one second off verifies.',
    row: 'S04',
    breaks: ['SIG-03'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) => {
        const xDate = headerValue(call.arrival.request.headers, scheme.date.header) ?? '';
        const date = parseXDate(xDate);
        const rest = message.subarray(xDate.length);
        const near = date === undefined ? [] : [date - 1000, date + 1000];
        const shifted = near.map((ms) => Buffer.concat([Buffer.from(formatXDate(ms), 'latin1'), rest]));
        return [message, ...shifted].some((each) => conforming(hash, each, secret, call));
      },
    },
  },
  // A hash without the date is taken too, for clients that cannot tell the time.
  'date-not-covered': {
    title: 'The hash over only X-Login and body verifies.',
    breaks: ['SIG-03'],
    override: alsoVerifiesOver((message, call) => message.subarray(headerValue(call.arrival.request.headers, scheme.date.header)?.length)),
  },
  // The date is parsed before it is signed over, and what the library writes back is tried too.
  'date-with-offset-verifies': {
    title: 'The hash over X-Date with +00:00 for Z verifies.',
    breaks: ['SIG-03'],
    override: alsoVerifiesOver((message) => {
      const text = Buffer.from(message).toString('latin1');
      return Buffer.from(text.replace(/^([^Z]{19})Z/, '$1+00:00'), 'latin1');
    }),
  },
  // Amounts come as 100.00 from some clients that signed 100, and both are tried.
  'decimals-of-numbers-forgiven': {
    title: 'The hash of the body with 100 verifies for a body with 100.00.',
    row: 'S14',
    breaks: ['SIG-04'],
    override: alsoVerifiesOver((message, call) => {
      const { body } = call.arrival.request;
      const shorter = Buffer.from(
        Buffer.from(body)
          .toString('latin1')
          .replace(/(?<=[:\s]\d+)\.0+(?=[,}\s])/g, ''),
        'latin1',
      );
      const head = message.subarray(0, message.length - body.length);
      return Buffer.concat([head, shorter]);
    }),
  },
  // PHP clients sign before their slashes are escaped, and are helped.
  'escaped-slashes-forgiven': {
    title: 'The hash of the body without escaped slashes verifies for a body with them.',
    row: 'S11',
    breaks: ['SIG-04'],
    override: alsoVerifiesOver((message, call) => {
      const { body } = call.arrival.request;
      const bare = Buffer.from(Buffer.from(body).toString('latin1').replaceAll('\\/', '/'), 'latin1');
      const head = message.subarray(0, message.length - body.length);
      return Buffer.concat([head, bare]);
    }),
  },
  // Clients that escape after signing are helped.
  'hash-of-the-raw-text-forgiven': {
    title: 'The hash of the raw spelling verifies for an escaped body.',
    row: 'S09',
    breaks: ['UTF-02'],
    override: alsoVerifiesOver((message) => {
      const text = Buffer.from(message).toString('latin1');
      const decode = (spelled: string, hex: string) =>
        Number.parseInt(hex, 16) < 0x80 ? spelled : Buffer.from(String.fromCharCode(Number.parseInt(hex, 16))).toString('latin1');
      return Buffer.from(text.replace(/\\u([0-9a-f]{4})/gi, decode), 'latin1');
    }),
  },
  // Where the raw bytes do not fit, the hash of the repaired text is tried.
  'hash-of-the-repaired-text-forgiven': {
    title: 'The hash of a body with replacement characters verifies for ill-formed bytes.',
    row: 'S22',
    breaks: ['UTF-07'],
    override: alsoVerifiesOver((message) => encodeUtf8(new TextDecoder('utf-8', { ignoreBOM: true }).decode(message))),
  },
  // The library behind it joins with line feeds by default, and both forms are tried.
  'line-breaks-between-the-parts-verify': {
    title: 'The hash over the three parts with line feeds between verifies.',
    row: 'S03',
    breaks: ['SIG-03'],
    override: alsoVerifiesOver((message, call) => {
      const date = headerValue(call.arrival.request.headers, scheme.date.header)?.length ?? 0;
      const head = message.length - call.arrival.request.body.length;
      const lines = [message.subarray(0, date), message.subarray(date, head), message.subarray(head)];
      return Buffer.concat(lines.flatMap((line, index) => (index === 0 ? [line] : [Buffer.from('\n'), line])));
    }),
  },
  // Shell clients sign a file with the line end that curl takes from it (`-d @file`), and are helped.
  'line-end-behind-the-body-forgiven': {
    title: 'The hash over the body with a line end after it verifies.',
    row: 'S27',
    breaks: ['SIG-03', 'SIG-04'],
    override: alsoVerifiesOver((message) => Buffer.concat([message, Buffer.from('\n')])),
  },
  // Both orders of the headers were documented once, and both are tried.
  'login-before-date-verifies': {
    title: 'The hash over X-Login, X-Date and body verifies.',
    row: 'S01',
    breaks: ['SIG-03'],
    override: alsoVerifiesOver((message, call) => {
      const date = headerValue(call.arrival.request.headers, scheme.date.header)?.length ?? 0;
      const head = message.length - call.arrival.request.body.length;
      return Buffer.concat([message.subarray(date, head), message.subarray(0, date), message.subarray(head)]);
    }),
  },
  // Logins are kept in lower case, and the kept one is tried where the sent one does not fit.
  'login-in-lower-case-verifies': {
    title: 'The hash over X-Login in lower case verifies.',
    breaks: ['SIG-03'],
    override: alsoVerifiesOver((message, call) => {
      const login = loginOf(call);
      const text = Buffer.from(message).toString('latin1');
      return Buffer.from(
        text.replace(login, () => login.toLowerCase()),
        'latin1',
      );
    }),
  },
  // Clients that sign the text of nothing are helped.
  'null-for-no-body-verifies': {
    title: 'The hash over null verifies for a call without a body.',
    row: 'S05',
    breaks: ['SIG-05'],
    override: {
      verifies: (conforming) => (hash, message, secret, call) =>
        conforming(hash, message, secret, call) ||
        (call.arrival.request.body.length === 0 && conforming(hash, Buffer.concat([message, Buffer.from('null')]), secret, call)),
    },
  },
  // A gateway unescapes what it passes on, so both forms are tried.
  'percent-decoded-body-verifies': {
    title: 'The hash over the percent-decoded body verifies.',
    breaks: ['SIG-04'],
    override: alsoVerifiesOver((message) => {
      const text = Buffer.from(message).toString('latin1');
      const decoded = text.replace(/%([0-9a-fA-F]{2})/g, (_escaped, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
      return Buffer.from(decoded, 'latin1');
    }),
  },
});
