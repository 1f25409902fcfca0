import fc from 'fast-check';
import { parseXDate } from '../../core/contract/clock.ts';
import { dateMs, dateText, hashesIn, requestLineOf } from '../../core/contract/scheme.ts';
import type { HeaderLine } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { said } from '../../language/sentences.ts';
import type { JsonValue, Operation } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { type Call, type HeaderRole, headerOf, type Parts, signedMessageOf } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { refused } from '../judgement.ts';
import { type ValidCalls, validCalls } from '../valid-calls.ts';
import { declinedWithoutEffect, inGroups, type Judge, type NegativeCase, readsOf, writesOf } from './negative-case.ts';

export type JsonObject = Readonly<Record<string, JsonValue>>;

/** A change to a right call that makes its signature wrong in one way. */
export interface Wrong {
  readonly kind: string;
  readonly change: (call: Call) => Partial<Call>;
}

/** An operation, more often a read: negative cases use the status GET unless the clause is about bodies. */
export function operationFor(calls: ValidCalls, of: readonly Operation[] = calls.signed): fc.Arbitrary<Operation> {
  const reads = of.filter((operation) => operation.method === 'GET');
  const writes = of.filter((operation) => operation.method !== 'GET');
  if (reads.length === 0 || writes.length === 0) return fc.constantFrom(...of);
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...reads) }, { weight: 1, arbitrary: fc.constantFrom(...writes) });
}

/** Judges that calls with one error in the signature are declined without effect, over all signed operations. */
export async function allDeclined(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  run: ClauseRun,
  wrongs: fc.Arbitrary<Wrong>,
  cases: number,
  of?: readonly Operation[],
) {
  const calls = validCalls(env, run);
  if ((of ?? calls.signed).length === 0) return;
  await forAll(run, fc.record({ operation: operationFor(calls, of), wrong: wrongs }), cases, async ({ operation, wrong }) => {
    const control = await calls.call(operation);
    await declinedWithoutEffect(clause, env, calls, control, { ...control, ...wrong.change(control) }, `${operation.id}: ${wrong.kind}`);
  });
}

/** Judges every one of these wrong calls on each operation: what must not depend on a draw. */
export async function eachDeclined(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  run: ClauseRun,
  wrongs: readonly Wrong[],
  of: readonly Operation[],
  judge: Judge = refused,
) {
  const calls = validCalls(env, run);
  const pairs = of.flatMap((operation) => wrongs.map((wrong) => ({ operation, wrong })));
  run.countCases(pairs.length);
  await inGroups(run, pairs, async ({ operation, wrong }) => {
    const control = await calls.call(operation);
    await declinedWithoutEffect(
      clause,
      env,
      calls,
      control,
      { ...control, ...wrong.change(control) },
      `${operation.id}: ${wrong.kind}`,
      judge,
    );
  });
}

/** One operation that reads and one that writes: where a list is too long for all. */
export function oneOfEach(of: readonly Operation[]): readonly Operation[] {
  return [...readsOf(of).slice(0, 1), ...writesOf(of).slice(0, 1)];
}

/** A change to a signature. Where it is the right one of another contract, a character is added, so that the call stays wrong. */
export const wrong = (kind: string, change: Wrong['change']): Wrong => ({ kind, change: (call) => neverRight(call, change(call)) });

function neverRight({ form, scheme }: Call, changed: Partial<Call>): Partial<Call> {
  const { signedAs, messageAs, hashAs, authorizationAs, ...rest } = changed;
  const marked = (made: string, isRight: boolean): string => (isRight ? `${made}#` : made);
  const ofHash: Partial<Call> = {
    ...(hashAs && {
      hashAs: (hash, message) => {
        const made = hashAs(hash, message);
        return marked(made, made === hash);
      },
    }),
    ...(authorizationAs && {
      authorizationAs: (hash) => {
        const made = authorizationAs(hash);
        return marked(made, hashAs === undefined && hashesIn(form, scheme, made).includes(hash));
      },
    }),
  };
  if (signedAs === undefined && messageAs === undefined) return { ...rest, ...ofHash };
  return {
    ...rest,
    ...ofHash,
    messageAs: (sent) => {
      const made = messageAs?.(sent) ?? signedMessageOf(form, signedAs?.(sent) ?? sent);
      return Buffer.compare(made, signedMessageOf(form, sent)) === 0 ? joined(made, bytes('#')) : made;
    },
  };
}

/** The same as negative cases of any operation. */
export function asNegativeCases(wrongs: readonly Wrong[]): readonly NegativeCase[] {
  return wrongs.map(({ kind, change }) => ({ difference: kind, from: (control) => ({ ...control, ...change(control) }) }));
}

/** Those of some kinds, as negative cases. */
export function plainestOf(wrongs: readonly Wrong[], kinds: readonly string[]): readonly NegativeCase[] {
  return asNegativeCases(wrongs.filter(({ kind }) => kinds.includes(kind)));
}

/** The text of a date, moved by seconds. */
function moved(form: Scheme, date: string, seconds: number): string {
  return dateText(form, (dateMs(form, date) ?? 0) + seconds * 1000);
}

export const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
export const joined = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

/** Messages that a provider which does not cover X-Date + X-Login + body, in this order and with nothing between, would accept. */
export function messageWith(order: readonly ('xDate' | 'xLogin' | 'body')[], delimiter: string): Wrong {
  const kind = said('message-of-parts', {
    parts: order.length === 0 ? 'empty' : order.join(delimiter === '' ? ' + ' : ` ${JSON.stringify(delimiter)} `),
  });
  return wrong(kind, () => ({
    messageAs: (sent) => {
      const pieces = order.map((part) => (part === 'body' ? sent.body : bytes(sent[part])));
      return joined(...pieces.flatMap((piece, index) => (index === 0 ? [piece] : [bytes(delimiter), piece])));
    },
  }));
}

/** Reorderings that leave the message unchanged when the body is empty prove nothing on a GET. */
const ordersOfEmptyBody = [['xLogin', 'xDate', 'body']] as const;

const delimiters = ['.', '\n', ':', '|', ' ', ',', '\r\n', '&', ';', '-', '_', '/', '\0'];

/** The parts as a library would write them back that reads before it verifies. One that is unchanged is marked. */
function writtenBack(part: 'xDate' | 'xLogin', write: (text: string) => string): Wrong['change'] {
  return () => ({
    signedAs: (parts) => {
      const text = write(parts[part]);
      return { ...parts, [part]: text === parts[part] ? `${text}#` : text };
    },
  });
}

/** The opposite: the part is sent as a library would write it, with the hash of the usual text. */
function sentOtherwise(part: 'xDate' | 'xLogin', write: (text: string) => string): Wrong['change'] {
  const other = (text: string) => (write(text) === text ? `${text}#` : write(text));
  return ({ form, credentials }) => {
    let right = credentials.apiKey;
    if (part === 'xLogin') return { loginAs: other(right), signedAs: (parts) => ({ ...parts, xLogin: right }) };
    const dateAs = (now: number): string => {
      right = dateText(form, now);
      return other(right);
    };
    return { dateAs, signedAs: (parts) => ({ ...parts, xDate: right }) };
  };
}

const dateForms = Object.entries<(date: string) => string>({
  [said('with-zone-colon')]: (date) => date.replace('Z', '+00:00'),
  [said('with-zone')]: (date) => date.replace('Z', '+0000'),
  [said('with-milliseconds')]: (date) => date.replace('Z', '.000Z'),
  [said('without-z')]: (date) => date.replace('Z', ''),
  [said('with-space-for-t')]: (date) => date.replace('T', ' '),
  [said('in-seconds-since-epoch')]: (date) => String((parseXDate(date) ?? 0) / 1000),
  [said('in-milliseconds-since-epoch')]: (date) => String(parseXDate(date) ?? 0),
  [said('as-in-rfc-1123')]: (date) => new Date(parseXDate(date) ?? 0).toUTCString(),
  [said('without-separators')]: (date) => date.replaceAll(/[-:]/g, ''),
  [said('without-seconds')]: (date) => `${date.slice(0, 16)}Z`,
  [said('without-time')]: (date) => date.slice(0, 10),
  [said('without-day')]: (date) => date.slice(11),
  [said('to-the-minute')]: (date) => `${date.slice(0, 17)}00Z`,
  [said('to-the-hour')]: (date) => `${date.slice(0, 14)}00:00Z`,
  [said('to-the-day')]: (date) => `${date.slice(0, 11)}00:00:00Z`,
  [said('with-two-digit-year')]: (date) => date.slice(2),
  [said('in-lower-case')]: (date) => date.toLowerCase(),
});

/** Lengths of short columns, characters. */
const columnSizes = [4, 8, 10, 16];

const loginForms = Object.entries<(login: string) => string>({
  [said('in-lower-case')]: (login) => login.toLowerCase(),
  [said('in-upper-case')]: (login) => login.toUpperCase(),
  [said('in-base64')]: (login) => btoa(login),
  [said('in-quotes')]: (login) => `"${login}"`,
  ...Object.fromEntries(columnSizes.map((count) => [said('cut-to-first', { count }), (login: string) => login.slice(0, count)])),
});

/**
 * Texts around a part that a reader may cut off or decode before it compares: what is sent is another part then. A comma is not among them: it makes a
 * list, of which a server may take one (HDR-06).
 */
const affixed = (part: 'date' | 'login') =>
  Object.entries<(text: string) => string>({
    [said('with-zero-behind')]: (text) => `${text}0`,
    [said('with-zero-before')]: (text) => `0${text}`,
    [said('with-word-behind')]: (text) => `${text} x`,
    [said('with-parameter-behind')]: (text) => `${text};x`,
    [said('without-its-last-character')]: (text) => text.slice(0, -1),
    [said('with-blank-inside')]: (text) => `${text.slice(0, 4)} ${text.slice(4)}`,
    [said('in-angle-brackets')]: (text) => `<${text}>`,
    ...(part === 'date' && { [said('in-quotes')]: (text: string) => `"${text}"` }),
    ...(part === 'login' && {
      ...Object.fromEntries(
        ['/', '\\', ':'].map((mark) => [said('with-word-and-mark-before', { mark }), (text: string) => `x${mark}${text}`]),
      ),
      ...Object.fromEntries(['@x', '.', '-'].map((added) => [said('with-text-behind', { added }), (text: string) => `${text}${added}`])),
      [said('with-its-first-character-escaped')]: (text) => `%${text.charCodeAt(0).toString(16)}${text.slice(1)}`,
    }),
  });

/** White space around a value is not sent as a part of it (RFC 9110 §5.5), so these are only signed. */
const loginsWithSpace = Object.entries<(login: string) => string>({
  [said('with-blank-behind')]: (login) => `${login} `,
  [said('with-line-feed-behind')]: (login) => `${login}\n`,
});

const writtenBackParts: readonly Wrong[] = [
  ...dateForms.map(([how, write]) => wrong(said('signed-date', { how }), writtenBack('xDate', write))),
  ...[...loginForms, ...loginsWithSpace].map(([how, write]) => wrong(said('signed-login', { how }), writtenBack('xLogin', write))),
];

/** Parts changed only in what is sent, with the hash of the usual ones. */
export const sentParts: readonly Wrong[] = [
  ...[...dateForms, ...affixed('date')].map(([how, write]) => wrong(said('sent-date', { how }), sentOtherwise('xDate', write))),
  ...[...loginForms, ...affixed('login')].map(([how, write]) => wrong(said('sent-login', { how }), sentOtherwise('xLogin', write))),
];

/** A body with some bytes more in what is sent, with the hash of the body without them. */
export const sentBodies: readonly Wrong[] = [
  [said('with-line-feed-behind'), (body: Uint8Array) => joined(body, bytes('\n'))] as const,
  [said('with-carriage-return-behind'), (body: Uint8Array) => joined(body, bytes('\r\n'))] as const,
  [said('with-blank-behind'), (body: Uint8Array) => joined(body, bytes(' '))] as const,
  [said('with-nul-behind'), (body: Uint8Array) => joined(body, bytes('\0'))] as const,
  [said('with-blank-before'), (body: Uint8Array) => joined(bytes(' '), body)] as const,
  [said('with-byte-order-mark-before'), (body: Uint8Array) => joined(bytes('\xef\xbb\xbf'), body)] as const,
].map(([how, write]) =>
  wrong(said('sent-body', { how }), ({ body }) => ({ body: write(body), signedAs: (parts) => ({ ...parts, body }) })),
);

/** Parts changed only in the signed message: what is sent is valid. */
export const fixedParts: readonly Wrong[] = [
  ...writtenBackParts,
  ...[-3, -2, -1, 1, 2, 3, -60, 60, -3600, 3600, -86_400, 86_400].map((seconds) =>
    wrong(said('signed-date-s-off', { seconds }), ({ form }) => ({
      // The header is fresh: only the signature can tell.
      signedAs: (parts) => ({ ...parts, xDate: moved(form, parts.xDate, seconds) }),
    })),
  ),
  wrong(said('signed-without-date'), () => ({ signedAs: (parts) => ({ ...parts, xDate: '' }) })),
  wrong(said('signed-by-secret-in-lower-case'), ({ credentials: { apiSignature } }) => {
    const folded = [apiSignature.toLowerCase(), apiSignature.toUpperCase()];
    return { secretAs: folded.find((secret) => secret !== apiSignature) ?? `${apiSignature}#` };
  }),
  wrong(said('signed-with-empty-object-after-body'), () => ({
    signedAs: (parts) => ({ ...parts, body: joined(parts.body, bytes('{}')) }),
  })),
  wrong(said('signed-without-login'), () => ({ signedAs: (parts) => ({ ...parts, xLogin: '' }) })),
  wrong(said('signed-with-login-twice'), () => ({ signedAs: (parts) => ({ ...parts, xLogin: parts.xLogin + parts.xLogin }) })),
  wrong(said('signed-with-date-twice'), () => ({ signedAs: (parts) => ({ ...parts, xDate: parts.xDate + parts.xDate }) })),
  wrong(said('signed-with-one-byte-after-body'), () => ({ signedAs: (parts) => ({ ...parts, body: joined(parts.body, bytes('\n')) }) })),
  wrong(said('signed-with-one-byte-before-body'), () => ({ signedAs: (parts) => ({ ...parts, body: joined(bytes(' '), parts.body) }) })),
  ...ordersOfEmptyBody.map((order) => messageWith(order, '')),
  ...delimiters.map((delimiter) => messageWith(['xDate', 'xLogin', 'body'], delimiter)),
];

/** Another method or path in the signed message, where the contract signs them: what is sent is valid. */
export function otherLines(form: Scheme): readonly Wrong[] {
  const signed = requestLineOf(form);
  const over = (kind: string, other: (sent: Parts) => Partial<Parts>): Wrong =>
    wrong(kind, () => ({ signedAs: (parts) => ({ ...parts, ...other(parts) }) }));
  return [
    ...(signed.method
      ? [
          over(said('signed-over-another-method'), ({ method }) => ({ method: method === 'POST' ? 'PUT' : 'POST' })),
          over(said('signed-without-method'), () => ({ method: '' })),
        ]
      : []),
    ...(signed.target
      ? [
          over(said('signed-over-another-path'), ({ target }) => ({ target: target.replace(/(?=\?|$)/, '0') })),
          over(said('signed-over-root-path'), () => ({ target: '/' })),
          over(said('signed-without-path'), () => ({ target: '' })),
        ]
      : []),
  ];
}

export const otherParts: fc.Arbitrary<Wrong> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...fixedParts) },
  fc.nat({ max: 19 }).chain((at) =>
    fc.constantFrom('0', '9', 'x', ' ').map((character) =>
      wrong(said('signed-date-with-at', { character: JSON.stringify(character), at }), () => ({
        signedAs: (parts) => {
          const other = parts.xDate[at] === character ? '#' : character;
          return { ...parts, xDate: parts.xDate.slice(0, at) + other + parts.xDate.slice(at + 1) };
        },
      })),
    ),
  ),
  fc.nat().chain((calls) =>
    fc.constantFrom('change', 'drop', 'double', 'case').map((how) =>
      wrong(said('signed-login-at', { how, calls }), () => ({
        signedAs: (parts) => ({ ...parts, xLogin: edited(parts.xLogin, calls % Math.max(1, parts.xLogin.length), how) }),
      })),
    ),
  ),
);

function edited(text: string, at: number, how: string): string {
  const character = text[at] ?? '';
  if (how === 'drop') return text.slice(0, at) + text.slice(at + 1);
  if (how === 'double') return text.slice(0, at) + character + text.slice(at);
  const swapped = character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase();
  const other = how === 'case' && swapped !== character ? swapped : character === '0' ? '1' : '0';
  return text.slice(0, at) + other + text.slice(at + 1);
}

/** A login that nobody has. */
const otherLogin = (login: string): string => `${login}0`;

/**
 * Two fields of one name whose pair is wrong whichever of them counts: one of them makes right what the other one makes wrong. Only a provider that
 * uses one for one check and the other for another check accepts it.
 */
export const mixedFields: readonly (Wrong & { readonly role: HeaderRole })[] = (['first', 'last'] as const).flatMap((place) => {
  const doubled = (role: HeaderRole, other: (right: string) => string): Wrong['change'] => {
    return (call) => ({
      headersAs: (lines) =>
        lines.flatMap((line): readonly HeaderLine[] => {
          if (line[0].toLowerCase() !== headerOf(call, role).toLowerCase()) return [line];
          const added: HeaderLine = [line[0], other(line[1])];
          return place === 'first' ? [added, line] : [line, added];
        }),
    });
  };
  return [
    {
      role: 'date',
      ...wrong(said('stale-date-signed-fresh-one-not', { place }), (call) => ({
        ...doubled('date', (date) => moved(call.form, date, -3600))(call),
        signedAs: (parts) => ({ ...parts, xDate: moved(call.form, parts.xDate, -3600) }),
      })),
    },
    {
      role: 'login',
      ...wrong(said('other-login-signed-own-not', { place }), (call) => ({
        ...doubled('login', otherLogin)(call),
        signedAs: (parts) => ({ ...parts, xLogin: otherLogin(parts.xLogin) }),
      })),
    },
    {
      role: 'carrier',
      ...wrong(said('right-hash-by-other-scheme', { place }), (call) => {
        let right = '';
        return {
          ...doubled('carrier', () => `Basic ${right}`)(call),
          hashAs: (hash) => {
            right = hash;
            return backwards(hash);
          },
        };
      }),
    },
  ];
});

/** Lengths just beyond what servers usually buffer, bytes. */
export const longLengths = [4097, 8193, 16_385, 65_537] as const;

/** The call with blanks before the last brace of its body: as long as wanted, and the same value. */
export function padded(call: Call, length: number): Call {
  const body = Buffer.alloc(Math.max(call.body.length, length), ' ');
  body.set(call.body.subarray(0, -1), 0);
  body.set(call.body.subarray(-1), body.length - 1);
  return { ...call, body };
}

/** Odd, and less than the longest character or the smallest packet: chunks and packets end anywhere. */
export const pieces = 3;

/** A hash that has nothing in common with the right one but the kind of digits. */
export function backwards(hash: string): string {
  const turned = hash.split('').reverse().join('');
  return turned === hash ? `${hash.slice(1)}${hash.startsWith('0') ? '1' : '0'}` : turned;
}

export const plain = (body: JsonObject): Uint8Array => encodeUtf8(JSON.stringify(body));
