import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { type HabitualSpelling, habitualSpellings, respelled, spelled } from '../../arbitraries/json-spelling.ts';
import { wrongHash, wrongHashes, wrongSchemes } from '../../arbitraries/mutation.ts';
import { variedDeposit } from '../../arbitraries/request.ts';
import { formatXDate, parseXDate } from '../../core/contract/clock.ts';
import { type Exchange, type HeaderLine, noBody, type WireResponse, withHeader } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import type { JsonValue, Operation } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { type Call, draftOf, type Parts, rightHash } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { drawn, forAll } from '../for-all.ts';
import { accepted, broken, createdId, errorCodeOf, isSuccess, refused, responseOf, seen } from '../judgement.ts';
import { weakWithout } from '../oracle.ts';
import { targetOf, type ValidCalls, validCalls } from '../valid-calls.ts';
import {
  acceptedControl,
  declinedWithoutEffect,
  inGroups,
  isRefusal,
  type Judge,
  judgeNegativeCases,
  type NegativeCase,
  oneByOne,
  readsOf,
  writesOf,
} from './negative-case.ts';

type JsonObject = Readonly<Record<string, JsonValue>>;

/** A change to a right call that makes its signature wrong in one way. */
interface Wrong {
  readonly kind: string;
  readonly change: (call: Call) => Partial<Call>;
}

/** An operation drawn with a bias towards reads: negatives ride on the status GET unless the clause is about bodies. */
function operationFor(calls: ValidCalls, of: readonly Operation[] = calls.signed): fc.Arbitrary<Operation> {
  const reads = of.filter((operation) => operation.method === 'GET');
  const writes = of.filter((operation) => operation.method !== 'GET');
  if (reads.length === 0 || writes.length === 0) return fc.constantFrom(...of);
  return fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...reads) }, { weight: 1, arbitrary: fc.constantFrom(...writes) });
}

/** Judges that calls made wrong in one way are declined without effect, over all signed operations. */
async function allDeclined(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  run: ClauseRun,
  wrongs: fc.Arbitrary<Wrong>,
  cases: number,
  of?: readonly Operation[],
) {
  const calls = validCalls(env, run);
  await forAll(run, fc.record({ operation: operationFor(calls, of), wrong: wrongs }), cases, async ({ operation, wrong }) => {
    const control = await calls.call(operation);
    await declinedWithoutEffect(clause, env, calls, control, { ...control, ...wrong.change(control) }, `${operation.id}: ${wrong.kind}`);
  });
}

/** Judges every one of these wrong calls on each operation: what must not hang on the luck of a draw. */
async function eachDeclined(
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

/** One operation that reads and one that writes: where a list is too long to be asked of all. */
function oneOfEach(of: readonly Operation[]): readonly Operation[] {
  return [...readsOf(of).slice(0, 1), ...writesOf(of).slice(0, 1)];
}

const wrong = (kind: string, change: Wrong['change']): Wrong => ({ kind, change });

/** Header lines in another order and spelling: field names are case-insensitive and their order is free (RFC 9110 §5.1, §5.3). */
const headerSpelling: fc.Arbitrary<(lines: readonly HeaderLine[]) => readonly HeaderLine[]> = fc
  .record({ rotation: fc.nat({ max: 4 }), spelling: fc.constantFrom('as documented', 'lower', 'upper') })
  .map(({ rotation, spelling }) => respelt(rotation, spelling));

/** Field names in another case, and lines in another order. */
function respelt(rotation: number, spelling: string): (lines: readonly HeaderLine[]) => readonly HeaderLine[] {
  return (lines) => {
    const turned = [...lines.slice(rotation), ...lines.slice(0, rotation)];
    if (spelling === 'as documented') return turned;
    return turned.map(([name, value]) => [spelling === 'lower' ? name.toLowerCase() : name.toUpperCase(), value] as const);
  };
}

const knownSpellings = [
  [0, 'lower'],
  [0, 'upper'],
  [1, 'as documented'],
  [2, 'lower'],
  [3, 'upper'],
  [4, 'as documented'],
] as const;

/** Text of a date one or more whole seconds away, still inside the window: only the signature can tell. */
function shiftedDate(seconds: number): (parts: Parts) => Parts {
  return (parts) => ({ ...parts, xDate: formatXDate((parseXDate(parts.xDate) ?? 0) + seconds * 1000) });
}

const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const joined = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

/** Messages that a provider which does not cover X-Date + X-Login + body, in this order and with nothing between, would take for right. */
function messageWith(order: readonly ('xDate' | 'xLogin' | 'body')[], delimiter: string): Wrong {
  const kind = `message ${order.length === 0 ? 'empty' : order.join(delimiter === '' ? ' + ' : ` ${JSON.stringify(delimiter)} `)}`;
  return wrong(kind, () => ({
    messageAs: (sent) => {
      const pieces = order.map((part) => (part === 'body' ? sent.body : bytes(sent[part])));
      return joined(...pieces.flatMap((piece, index) => (index === 0 ? [piece] : [bytes(delimiter), piece])));
    },
  }));
}

const orders = [
  ['xLogin', 'xDate', 'body'],
  ['body', 'xDate', 'xLogin'],
  ['xDate', 'body', 'xLogin'],
  ['xLogin', 'body', 'xDate'],
  ['body', 'xLogin', 'xDate'],
] as const;

/** Reorderings that leave the message as it is when the body is empty prove nothing on a GET. */
const ordersOfEmptyBody = [['xLogin', 'xDate', 'body']] as const;

const delimiters = ['.', '\n', ':', '|', ' ', ',', '\r\n', '&', ';', '-', '_', '/', '\0'];

/** The parts as a library would write them back that reads before it verifies. One that is the same after all is marked. */
function writtenBack(part: 'xDate' | 'xLogin', write: (text: string) => string): Wrong['change'] {
  return () => ({
    signedAs: (parts) => {
      const text = write(parts[part]);
      return { ...parts, [part]: text === parts[part] ? `${text}#` : text };
    },
  });
}

const datesWrittenBack: readonly Wrong[] = Object.entries<(date: string) => string>({
  'with +00:00': (date) => date.replace('Z', '+00:00'),
  'with +0000': (date) => date.replace('Z', '+0000'),
  'with milliseconds': (date) => date.replace('Z', '.000Z'),
  'without Z': (date) => date.replace('Z', ''),
  'with a space for the T': (date) => date.replace('T', ' '),
  'in seconds since the epoch': (date) => String((parseXDate(date) ?? 0) / 1000),
  'in milliseconds since the epoch': (date) => String(parseXDate(date) ?? 0),
  'as in RFC 1123': (date) => new Date(parseXDate(date) ?? 0).toUTCString(),
  'without separators': (date) => date.replaceAll(/[-:]/g, ''),
  'without seconds': (date) => `${date.slice(0, 16)}Z`,
  'in lower case': (date) => date.toLowerCase(),
}).map(([how, write]) => wrong(`signed date ${how}`, writtenBack('xDate', write)));

const loginsWrittenBack: readonly Wrong[] = Object.entries<(login: string) => string>({
  'in lower case': (login) => login.toLowerCase(),
  'in upper case': (login) => login.toUpperCase(),
  'with a blank behind': (login) => `${login} `,
  'with a line feed behind': (login) => `${login}\n`,
  'in base64': (login) => btoa(login),
  'in quotes': (login) => `"${login}"`,
}).map(([how, write]) => wrong(`signed login ${how}`, writtenBack('xLogin', write)));

/** Parts changed under the HMAC only: what is sent stays right in itself. */
const fixedParts: readonly Wrong[] = [
  ...datesWrittenBack,
  ...loginsWrittenBack,
  ...[-3, -2, -1, 1, 2, 3].map((seconds) => wrong(`signed date ${seconds} s off`, () => ({ signedAs: shiftedDate(seconds) }))),
  wrong('signed without date', () => ({ signedAs: (parts) => ({ ...parts, xDate: '' }) })),
  wrong('signed without login', () => ({ signedAs: (parts) => ({ ...parts, xLogin: '' }) })),
  wrong('signed with login twice', () => ({ signedAs: (parts) => ({ ...parts, xLogin: parts.xLogin + parts.xLogin }) })),
  wrong('signed with date twice', () => ({ signedAs: (parts) => ({ ...parts, xDate: parts.xDate + parts.xDate }) })),
  wrong('signed with one byte after the body', () => ({ signedAs: (parts) => ({ ...parts, body: joined(parts.body, bytes('\n')) }) })),
  wrong('signed with one byte before the body', () => ({ signedAs: (parts) => ({ ...parts, body: joined(bytes(' '), parts.body) }) })),
  ...ordersOfEmptyBody.map((order) => messageWith(order, '')),
  ...delimiters.map((delimiter) => messageWith(['xDate', 'xLogin', 'body'], delimiter)),
];

const otherParts: fc.Arbitrary<Wrong> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...fixedParts) },
  fc.nat({ max: 19 }).chain((at) =>
    fc.constantFrom('0', '9', 'x', ' ').map((character) =>
      wrong(`signed date with ${JSON.stringify(character)} at ${at}`, () => ({
        signedAs: (parts) => {
          const other = parts.xDate[at] === character ? '#' : character;
          return { ...parts, xDate: parts.xDate.slice(0, at) + other + parts.xDate.slice(at + 1) };
        },
      })),
    ),
  ),
  fc.nat().chain((calls) =>
    fc.constantFrom('change', 'drop', 'double', 'case').map((how) =>
      wrong(`signed login: ${how} at ${calls}`, () => ({
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

/** Parts of the body changed under the HMAC: only where there is a body. */
const fixedBodies: readonly Wrong[] = [
  wrong('signed without body', () => ({ signedAs: (parts) => ({ ...parts, body: noBody }) })),
  wrong('signed with the body twice', () => ({ signedAs: (parts) => ({ ...parts, body: joined(parts.body, parts.body) }) })),
  ...orders.map((order) => messageWith(order, '')),
  messageWith(['body'], ''),
  wrong('signed over the body as a JSON string', () => ({
    signedAs: (parts) => ({ ...parts, body: encodeUtf8(JSON.stringify(Buffer.from(parts.body).toString('utf8'))) }),
  })),
];

const otherBody: fc.Arbitrary<Wrong> = fc.oneof(
  fc.tuple(fc.nat(), fc.integer({ min: 0, max: 7 })).map(([calls, bit]) =>
    wrong(`one bit of the signed body (byte ${calls} modulo its length, bit ${bit})`, () => ({
      signedAs: (parts) => {
        const body = Uint8Array.from(parts.body);
        const at = calls % Math.max(1, body.length);
        body[at] = (body[at] ?? 0) ^ (1 << bit);
        return { ...parts, body };
      },
    })),
  ),
  fc.nat().map((calls) =>
    wrong(`signed body cut short (at ${calls} modulo its length)`, () => ({
      signedAs: (parts) => ({ ...parts, body: parts.body.slice(0, calls % Math.max(1, parts.body.length)) }),
    })),
  ),
  fc.constantFrom(...fixedBodies),
);

/** Lengths just beyond what servers buffer by habit, bytes. */
const longLengths = [4097, 8193, 16_385, 65_537] as const;

/** The call with blanks before the last brace of its body: as long as wished, and the same value. */
function padded(call: Call, length: number): Call {
  const body = Buffer.alloc(Math.max(call.body.length, length), ' ');
  body.set(call.body.subarray(0, -1), 0);
  body.set(call.body.subarray(-1), body.length - 1);
  return { ...call, body };
}

/** Texts that filters, templates and serialisers on the way write otherwise. */
const markedUp = ['<b>fish & chips</b>', 'a "quoted" \\ word', 'and/or 100 %', 'São João, 東京 😀'];

/** Judges that two merchants who ask at once are each known by their own secret: what is kept for all calls in one place gets mixed up then. */
async function acceptedTogether({ provider }: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  const { secondMerchant } = provider;
  if (secondMerchant === undefined) return;
  const as = (call: Call): Call => ({ ...call, credentials: secondMerchant });
  const theirs = createdId(await calls.send(as(calls.depositCall())), 'deposit_id');
  const ours = await calls.deposit();
  if (theirs === undefined) return;
  const reads = [calls.statusCall(ours.depositId), as(calls.statusCall(theirs))];
  const alone = [await calls.read(calls.statusCall(ours.depositId)), await calls.read(as(calls.statusCall(theirs)))];
  if (!alone.every(isSuccess)) return;
  const drawn = fc.array(fc.nat({ max: 1 }), { minLength: 2, maxLength: 8 });
  await forAll(run, drawn, 12, (order) =>
    inGroups(run, order, async (which) => {
      const call = reads[which];
      if (call) accepted('SIG-01', await calls.send(call), { difference: 'reads of two merchants at once' }, alone);
    }),
  );
}

/** Judges that a refused call is over when it is answered: what is left of it on its connection is not the beginning of the next one. */
async function acceptedAfterRefusals(run: ClauseRun, calls: ValidCalls): Promise<void> {
  const made = await calls.deposit();
  const many = [...Array(16).keys()];
  for (const change of [{ hashAs: backwards }, { methodAs: 'PUT' }, { authorizationAs: () => '' }] satisfies Partial<Call>[]) {
    run.countCases(1);
    await inGroups(run, many, async () => {
      await calls.send({ ...calls.depositCall(), ...change });
    });
    await inGroups(run, many, async () => {
      const read = await calls.send(calls.statusCall(made.depositId));
      accepted('SIG-01', read, { difference: 'a read after calls that were refused' }, [made.exchange]);
    });
  }
}

const sig01: ProviderTest = {
  clause: 'SIG-01',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    // Creations first: the reads stand on a deposit, and where none can be made the creations say why.
    await forAll(
      run,
      drawn(() => variedDeposit(calls.depositBody())),
      160,
      async (body) => {
        accepted('SIG-01', await calls.send(calls.depositCall(body)));
      },
    );
    // Each order and each case once at least, on a read.
    await inGroups(run, readsOf(calls.signed).slice(0, 1), async (operation) => {
      run.countCases(knownSpellings.length);
      for (const [rotation, spelling] of knownSpellings) {
        const exchange = await calls.send({ ...(await calls.call(operation)), headersAs: respelt(rotation, spelling) });
        accepted('SIG-01', exchange, { difference: `${operation.id}: header order or case` });
      }
    });
    await forAll(run, fc.record({ operation: operationFor(calls), headersAs: headerSpelling }), 160, async ({ operation, headersAs }) => {
      const call = await calls.call(operation);
      accepted('SIG-01', await calls.send({ ...call, headersAs }), { difference: `${operation.id}: header order or case` });
    });
    await acceptedTogether(env, run, calls);
    await acceptedAfterRefusals(run, calls);
    // What a description may hold is not said, so markup may be refused; but not for its signature.
    for (const description of markedUp) {
      run.countCases(1);
      const exchange = await calls.send(calls.depositCall(calls.depositBody({ description })));
      if (errorCodeOf(exchange) === '102')
        broken('SIG-01', reason('accepted'), seen(exchange), [exchange], { difference: `the description ${description}` });
    }
    if (env.provider.can.has('wire')) await inPieces(env, run, calls);
    // How long a body may be is not said, so a long one may be refused; but not for its signature.
    for (const length of longLengths) {
      run.countCases(1);
      const exchange = await calls.send(padded(calls.depositCall(), length));
      if (errorCodeOf(exchange) === '102')
        broken('SIG-01', reason('accepted'), seen(exchange), [exchange], { difference: `a body of ${length} bytes` });
      run.observe({ subject: `a body of ${length} bytes`, seen: isSuccess(exchange) ? 'accepted' : seen(exchange).id });
    }
  },
};

/** Odd, and less than the longest character or the least packet: chunks and packets end where they like. */
const pieces = 3;

/** The call with its body in chunks. */
function chunked(call: Call): Call {
  return { ...call, headersAs: (lines) => withHeader(lines, 'Transfer-Encoding', 'chunked') };
}

/** A body as it lies on the wire in chunks of that many bytes (RFC 9112 §7.1). */
function framed(body: Uint8Array, size: number): Uint8Array {
  const chunks = Array.from({ length: Math.ceil(body.length / size) }, (_, index) => body.subarray(index * size, (index + 1) * size));
  return joined(...chunks.flatMap((chunk) => [bytes(`${chunk.length.toString(16)}\r\n`), chunk, bytes('\r\n')]), bytes('0\r\n\r\n'));
}

/**
 * How a body travels is no part of the message: in several packets it is the same body. Whether one in chunks is taken is not said, and RFC 9112 §6.1 lets
 * a server ask for a Content-Length; but none may take its signature for wrong, because it has to read chunks to say so.
 */
async function inPieces(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  await oneByOne(run, writesOf(calls.signed), async (operation) => {
    run.countCases(2);
    const split = await env.provider.send(draftOf(await calls.call(operation)), { pieces });
    accepted('SIG-01', split, { difference: `${operation.id}: a body in packets of ${pieces} bytes` });
    const exchange = await env.provider.send(draftOf(chunked(await calls.call(operation))), { pieces });
    if (errorCodeOf(exchange) === '102')
      broken('SIG-01', reason('accepted'), seen(exchange), [split, exchange], {
        difference: `${operation.id}: a body in chunks of ${pieces} bytes`,
      });
    run.observe({ subject: `${operation.id} with a body in chunks`, seen: isSuccess(exchange) ? 'accepted' : seen(exchange).id });
  });
}

/** Wrong signatures on bodies in chunks: where those are served, they are verified over the body that is served. */
const wronglyChunked: readonly NegativeCase[] = [
  {
    difference: 'an unrelated hash on a body in chunks',
    from: (control) => chunked({ ...control, hashAs: backwards }),
    sending: { pieces },
  },
  {
    difference: 'a body in chunks signed without body',
    from: (control) => chunked({ ...control, signedAs: (parts) => ({ ...parts, body: noBody }) }),
    sending: { pieces },
  },
  ...([pieces, 'one'] as const).map(
    (size): NegativeCase => ({
      difference: `a body signed with the frame of ${size === 'one' ? 'its one chunk' : 'its chunks'}`,
      from: (control) =>
        chunked({ ...control, signedAs: (parts) => ({ ...parts, body: framed(parts.body, size === 'one' ? parts.body.length : size) }) }),
      sending: { pieces: size === 'one' ? Number.MAX_SAFE_INTEGER : size },
    }),
  ),
];

/** Another spelling of the same path: the same place for a router, so perhaps none for a guard that looks for the usual one. */
const pathSpellings: readonly { readonly kind: string; readonly write: (path: string) => string }[] = [
  { kind: 'a slash behind the path', write: (path) => `${path}/` },
  { kind: 'two slashes in front of the path', write: (path) => `/${path}` },
  { kind: 'two slashes inside the path', write: (path) => path.replace(/(?<=.)\//, '//') },
  { kind: 'a path parameter behind the path', write: (path) => `${path};v=1` },
  { kind: 'a dot segment in the path', write: (path) => path.replace(/(?<=.)\//, '/./') },
  { kind: 'an escaped letter in the path', write: (path) => path.replace('/v3', '/%763') },
  { kind: 'the path in capitals', write: (path) => path.toUpperCase() },
  { kind: 'a suffix behind the path', write: (path) => `${path}.json` },
];

/** A gateway may hang up on a path that it takes for an attack: nothing was served then, and the control shows that nothing was done. */
const refusedOrDropped: Judge = (clause, exchange, showing, controls) => {
  const { answer } = exchange;
  if (answer.kind === 'none' && (answer.reason === 'closed' || answer.reason === 'reset')) return;
  refused(clause, exchange, showing, controls);
};

/** An unrelated hash on another spelling of the path. */
const elsewhere: readonly Wrong[] = pathSpellings.map(({ kind, write }) =>
  wrong(`an unrelated hash, with ${kind}`, (call) => {
    const [path = '', query] = targetOf(call).split('?');
    return { hashAs: backwards, targetAs: write(path) + (query === undefined ? '' : `?${query}`) };
  }),
);

/** An unrelated hash on a body of another content type: what is read as JSON all the same has to be verified all the same (C44). */
const otherwiseDeclared: readonly Wrong[] = [
  'application/json; charset=utf-8',
  'application/json;charset=UTF-8',
  'Application/JSON',
  'application/vnd.api+json',
  'text/plain',
  'text/json',
  'application/x-www-form-urlencoded',
  undefined,
].map((type) =>
  wrong(`an unrelated hash, ${type === undefined ? 'without Content-Type' : `with Content-Type ${type}`}`, () => ({
    hashAs: backwards,
    headersAs: (lines) =>
      lines.flatMap(([name, value]) =>
        name !== 'Content-Type' ? [[name, value] as const] : type === undefined ? [] : [[name, type] as const],
      ),
  })),
);

/** Fields by which a gateway tells what was asked before it, who asked, or where a call comes from: anyone can write them, and none stands for a signature. */
const steering: readonly HeaderLine[] = [
  ['X-Original-URL', '/health'],
  ['X-Original-URL', '/'],
  ['X-Rewrite-URL', '/health'],
  ['X-Original-URI', '/health'],
  ['X-Forwarded-Uri', '/health'],
  ['X-Forwarded-Prefix', '/public'],
  ['X-HTTP-Method-Override', 'GET'],
  ['X-HTTP-Method-Override', 'OPTIONS'],
  ['X-HTTP-Method', 'HEAD'],
  ['X-Method-Override', 'GET'],
  ['X-Original-Method', 'OPTIONS'],
  ['X-Forwarded-Method', 'OPTIONS'],
  ['X-Forwarded-User', 'admin'],
  ['X-Remote-User', 'admin'],
  ['X-Authenticated-User', 'admin'],
  ['X-SSL-Client-Verify', 'SUCCESS'],
  ['X-Internal', 'true'],
  ['X-Forwarded-Host', 'localhost'],
  ['X-Debug', '1'],
  ['Via', '1.1 gateway'],
  ['User-Agent', 'kube-probe/1.29'],
];

const steered: readonly Wrong[] = steering.map((line) =>
  wrong(`an unrelated hash, with ${line[0]}: ${line[1]}`, () => ({ hashAs: backwards, headersAs: (lines) => [...lines, line] })),
);

/** A hash that has nothing to do with the right one but its digits. */
function backwards(hash: string): string {
  const turned = hash.split('').reverse().join('');
  return turned === hash ? `${hash.slice(1)}${hash.startsWith('0') ? '1' : '0'}` : turned;
}

/**
 * Judges that a hash which was verified once stands for nothing but its own message. One call after the other: what was verified last is remembered, if
 * anything is.
 */
async function rememberedHash(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  await oneByOne(run, calls.signed, async (operation) => {
    run.countCases(1);
    const [call, control] = [await calls.call(operation), await calls.call(operation)];
    let used = '';
    const first = await calls.send({
      ...call,
      hashAs: (right) => {
        used = right;
        return right;
      },
    });
    if (!isSuccess(first)) await acceptedControl(calls, operation);
    // Another second, later than that of the call before however long that took, and, where there is one, another body: another message under any reading.
    const negative = { ...control, hashAs: () => used, dateAs: (now: number) => formatXDate(now + 2000) };
    await declinedWithoutEffect('SIG-02', env, calls, control, negative, `${operation.id}: the hash of the call before`);
  });
}

const sig02: ProviderTest = {
  clause: 'SIG-02',
  needs: [],
  async run(env, run) {
    const { secondMerchant, merchant } = env.provider;
    const otherSecrets = [
      wrong('signed with an empty secret', () => ({ secretAs: '' })),
      wrong('signed with the API Key', () => ({ secretAs: merchant.apiKey })),
      wrong('signed with the read-only key', () => ({ secretAs: merchant.readOnlyKey })),
      wrong('signed with the secret and a newline', () => ({ secretAs: `${merchant.apiSignature}\n` })),
      wrong('signed with the secret without its last character', () => ({ secretAs: merchant.apiSignature.slice(0, -1) })),
      wrong('signed with the secret in other case', () => ({ secretAs: otherCase(merchant.apiSignature) })),
      ...(secondMerchant ? [wrong("signed with another merchant's secret", () => ({ secretAs: secondMerchant.apiSignature }))] : []),
    ];
    const wrongs = fc.oneof(
      fc.stringMatching(/^[0-9a-f]{64}$/).map((hash) => wrong('an unrelated hash', () => ({ hashAs: () => hash }))),
      fc
        .string({ minLength: 1, maxLength: 40, unit: 'grapheme-ascii' })
        .map((secret) =>
          wrong('signed with an unrelated secret', () => ({ secretAs: secret === merchant.apiSignature ? `${secret}x` : secret })),
        ),
      fc.constantFrom(...otherSecrets),
    );
    await allDeclined('SIG-02', env, run, wrongs, 200);
    const calls = validCalls(env, run);
    await eachDeclined('SIG-02', env, run, otherSecrets, calls.signed);
    await eachDeclined('SIG-02', env, run, elsewhere, calls.signed, refusedOrDropped);
    await eachDeclined('SIG-02', env, run, steered, oneOfEach(calls.signed), refusedOrDropped);
    const withKey = wrong('an unrelated hash, with an idempotency key', () => ({ hashAs: backwards, idempotencyKey: run.unique('key') }));
    await eachDeclined('SIG-02', env, run, [withKey, ...otherwiseDeclared], writesOf(calls.signed));
    // A refund is no deposit: that a declined one had no effect shows in what is left to refund.
    const refunds = calls.signed.filter((operation) => operation.creates === 'refund');
    const negativeCases = [...otherSecrets, withKey].map(
      ({ kind, change }): NegativeCase => ({ difference: kind, from: (control) => ({ ...control, ...change(control) }) }),
    );
    await judgeNegativeCases('SIG-02', env, run, calls, refunds, () => negativeCases);
    // A server that does not take chunks may hang up on them.
    if (env.provider.can.has('wire'))
      await judgeNegativeCases('SIG-02', env, run, calls, writesOf(calls.signed), () => wronglyChunked, refusedOrDropped);
    else weakWithout(run, 'wire', 'no wrong signature sent on a body in chunks');
    await rememberedHash(env, run, calls);
    const creations = calls.signed.filter((operation) => operation.creates !== undefined);
    await forAll(
      run,
      fc.record({ operation: fc.constantFrom(...creations), hash: fc.stringMatching(/^[0-9a-f]{64}$/) }),
      60,
      async ({ operation, hash }) => {
        const control = await calls.call(operation);
        await declinedWithoutEffect(
          'SIG-02',
          env,
          calls,
          control,
          { ...control, hashAs: () => hash },
          `${operation.id}: an unrelated hash`,
        );
      },
    );
  },
};

function otherCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? text.toLowerCase() : upper;
}

const sig03: ProviderTest = {
  clause: 'SIG-03',
  needs: [],
  async run(env, run) {
    await allDeclined('SIG-03', env, run, otherParts, 260);
    const calls = validCalls(env, run);
    const withBody = calls.signed.filter((operation) => operation.requestBody !== undefined);
    await allDeclined('SIG-03', env, run, otherBody, 120, withBody);
    await eachDeclined('SIG-03', env, run, fixedParts, oneOfEach(calls.signed));
    await eachDeclined('SIG-03', env, run, fixedBodies, withBody);
    // The end of a long body is covered too, where long ones are taken.
    await inGroups(run, longLengths, async (length) => {
      const first = await calls.send(padded(calls.depositCall(), length));
      responseOf(first);
      if (!isSuccess(first)) return;
      run.countCases(1);
      const control = padded(calls.depositCall(), length);
      const negative: Call = {
        ...control,
        signedAs: (parts) => ({ ...parts, body: joined(parts.body.subarray(0, -2), bytes('\t}')) }),
      };
      await declinedWithoutEffect('SIG-03', env, calls, control, negative, `the end of a body of ${length} bytes signed otherwise`);
    });
  },
};

/** One body in two spellings: what is sent, and what is under the HMAC. */
interface Respelling {
  readonly body: JsonObject;
  readonly sent: Uint8Array;
  readonly signed: Uint8Array;
  /** How they differ. */
  readonly difference: string;
  /** Whether the spelling that is sent may be refused for itself: how an amount's number may be written is not said. */
  readonly mayBeRefused: boolean;
}

/**
 * Judges one respelling: refused with the other spelling's hash and, unless it may be refused for itself, accepted with its own. The negative goes first
 * and has the same invoice id, so that the acceptance shows that it had no effect; where deposits can be counted, they are.
 */
async function bytesCount(calls: ValidCalls, plainly: Exchange, respelling: Respelling): Promise<void> {
  const { body, sent, signed, difference, mayBeRefused } = respelling;
  if (Buffer.compare(sent, signed) === 0) return;
  const controlCall = { ...calls.depositCall(body), body: sent };
  const declined = await calls.send({ ...controlCall, signedAs: (parts) => ({ ...parts, body: signed }) });
  const control = await calls.send(controlCall);
  const showing = { difference: `signed over another spelling: ${difference}` };
  refused('SIG-04', declined, showing, isSuccess(control) ? [control] : [plainly]);
  // A control that was lost may have taken effect.
  const wanted = isRefusal(control) ? 0 : 1;
  const effects = controlCall.invoiceId === undefined ? undefined : await calls.effects(controlCall.invoiceId, wanted);
  if (effects !== undefined && effects > wanted)
    broken(
      'SIG-04',
      reason('refused-without-effect'),
      reason('effects-counted', { count: effects - wanted }),
      [control, declined],
      showing,
    );
  if (!mayBeRefused) accepted('SIG-04', control, { difference: `signed over itself: ${difference}` }, [plainly]);
}

/** Every habit against the plain one both ways, and the pairs that a filter on the way makes of each other. */
function habitPairs(): readonly (readonly [HabitualSpelling, HabitualSpelling])[] {
  const [compact, ...others] = habitualSpellings;
  if (compact === undefined) return [];
  return [
    ...others.flatMap((other) => [[compact, other] as const, [other, compact] as const]),
    ...others.map((other, index) => [other, others[(index + 1) % others.length] ?? compact] as const),
    ...habitualSpellings
      .filter(({ kind }) => kind.startsWith('indented'))
      .flatMap((one, _index, all) => all.map((other) => [one, other] as const)),
  ];
}

const plain = (body: JsonObject): Uint8Array => encodeUtf8(JSON.stringify(body));

/** Two byte strings that a filter on the way takes for one. */
const lookAlikes: readonly {
  readonly kind: string;
  readonly of: (body: JsonObject) => Uint8Array;
  readonly turned: (body: JsonObject) => Uint8Array;
}[] = [
  { kind: 'a byte order mark', of: plain, turned: (body) => joined(Uint8Array.of(0xef, 0xbb, 0xbf), plain(body)) },
  { kind: 'decomposed letters (NFD)', of: plain, turned: (body) => encodeUtf8(JSON.stringify(body).normalize('NFD')) },
  {
    kind: 'compatibility letters (NFKC)',
    of: plain,
    turned: (body) => encodeUtf8(JSON.stringify(body).replace('\u00c5', '\u212b')),
  },
  { kind: 'a NUL behind', of: plain, turned: (body) => joined(plain(body), bytes('\0')) },
  { kind: 'a duplicate member', of: plain, turned: (body) => joined(bytes('{"test":true,'), plain(body).subarray(1)) },
];

/**
 * Judges the spellings of refunds, whose handler may have a filter of its own: none passes under the hash of another, and each is right with its own.
 * What is sent under another's hash is a whole refund, so that one rightly asked for afterwards shows that nothing happened.
 */
async function refundBytesCount(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  const refunds = calls.signed.filter((operation) => operation.creates === 'refund');
  const respelledBy = ({ write }: HabitualSpelling, body: Uint8Array) => write(JSON.parse(Buffer.from(body).toString('utf8')) as JsonValue);
  const differing = habitualSpellings.slice(1).flatMap((habit): readonly NegativeCase[] => [
    { difference: `signed over another spelling: ${habit.kind}`, from: (control) => signedOver(control, respelledBy(habit, control.body)) },
    {
      difference: `sent in another spelling than signed: ${habit.kind}`,
      from: (control) => signedOver({ ...control, body: respelledBy(habit, control.body) }, control.body),
    },
  ]);
  await judgeNegativeCases('SIG-04', env, run, calls, refunds, () => differing);
  for (const operation of refunds) {
    const plainly = await acceptedControl(calls, operation);
    await inGroups(
      run,
      habitualSpellings.filter(({ numbers }) => numbers === undefined),
      async (habit) => {
        run.countCases(1);
        const call = await calls.call(operation);
        const difference = `${operation.id}: signed over itself: ${habit.kind}`;
        accepted('SIG-04', await calls.send({ ...call, body: respelledBy(habit, call.body) }), { difference }, [plainly]);
      },
    );
  }
}

/** A call under the hash of other body bytes; where they are the same after all (nothing in it is spelled otherwise), under no right hash. */
function signedOver(call: Call, body: Uint8Array): Call {
  if (Buffer.compare(call.body, body) === 0) return { ...call, hashAs: backwards };
  return { ...call, signedAs: (parts) => ({ ...parts, body }) };
}

/** A body with something in it for each rewriting, still the same JSON but for its description. */
function materialOf(body: Uint8Array): string {
  const { description: _own, ...rest } = JSON.parse(Buffer.from(body).toString('utf8')) as JsonObject;
  const text = JSON.stringify({ ...rest, description: "100%25 + 1 &amp; 2 <b>A\u00e9</b> it's" }).replace(
    '"description":',
    '"description"  :\t',
  );
  return `${text.slice(0, -1)}\r\n}\n`;
}

const asUtf8 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('utf8');

/** Unescapes as far as the text lets it; what cannot be unescaped stays as it is. */
function percentDecoded(text: string): string {
  return text.replace(/%[0-9A-Fa-f]{2}/g, (escaped) => String.fromCharCode(Number.parseInt(escaped.slice(1), 16)));
}

/** What gateways, frameworks and filters are known to make of a body before it is verified. */
const rewritings: readonly { readonly kind: string; readonly of: (body: Uint8Array) => Uint8Array }[] = Object.entries<
  (text: string) => string
>({
  'percent-decoded': percentDecoded,
  'percent-encoded': (text) => encodeURIComponent(text),
  'with blanks for plus signs': (text) => text.replaceAll('+', ' '),
  'with entities decoded': (text) => text.replaceAll('&amp;', '&'),
  'with entities for markup': (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  'without markup': (text) => text.replace(/<[^>]*>/g, ''),
  'with blanks collapsed': (text) => text.replace(/\s+/g, ' '),
  'without blanks': (text) => text.replace(/\s+/g, ''),
  'without line ends': (text) => text.replace(/[\r\n]/g, ''),
  'with line feeds alone': (text) => text.replaceAll('\r\n', '\n'),
  'with tabs expanded': (text) => text.replaceAll('\t', '    '),
  trimmed: (text) => text.trim(),
  'with quotes escaped': (text) => text.replaceAll("'", "\\'"),
  'in lower case': (text) => text.toLowerCase(),
  'without letters beyond ASCII': (text) => text.replace(/[^\0-~]/g, ''),
  'with question marks for letters beyond ASCII': (text) => text.replace(/[^\0-~]/g, '?'),
  'encoded twice': (text) => Buffer.from(text, 'utf8').toString('latin1'),
  'decomposed (NFD)': (text) => text.normalize('NFD'),
  'in base64': (text) => Buffer.from(text, 'utf8').toString('base64'),
  'as a hash of itself': (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
}).map(([kind, of]) => ({ kind, of: (body) => encodeUtf8(of(asUtf8(body))) }));

const sig04: ProviderTest = {
  clause: 'SIG-04',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const { exchange: plainly } = await calls.deposit();
    // The same value in other bytes: right with its own hash, wrong with the hash of another spelling.
    const spellingsOf = (numbers: 'kept' | 'varied') =>
      drawn(() =>
        variedDeposit(calls.depositBody()).chain((body) =>
          spelled(body, { numbers }).chain((signed) => respelled(signed, { numbers }).map((sent) => ({ body, sent, signed }))),
        ),
      );
    for (const numbers of ['kept', 'varied'] as const) {
      const difference = numbers === 'kept' ? 'blanks, member order or escapes' : 'blanks, member order, escapes or forms of numbers';
      await forAll(run, spellingsOf(numbers), 60, (respelling) =>
        bytesCount(calls, plainly, { ...respelling, difference, mayBeRefused: numbers === 'varied' }),
      );
    }
    const pairs = habitPairs();
    run.countCases(pairs.length);
    await inGroups(run, pairs, async ([sent, signed]) => {
      const body = calls.depositBody({ description: 'A&B <x> / José' });
      const mayBeRefused = sent.numbers === 'varied';
      const difference = `${sent.kind} under the hash of ${signed.kind}`;
      await bytesCount(calls, plainly, { body, sent: sent.write(body), signed: signed.write(body), difference, mayBeRefused });
    });
    // Texts that look alike, and may be refused for themselves (C39, C41).
    await inGroups(run, lookAlikes, async ({ kind, of, turned }) => {
      for (const [sent, signed] of [
        [turned, of],
        [of, turned],
      ] as const) {
        run.countCases(1);
        const body = calls.depositBody({ description: 'Jos\u00e9 \u00c5' });
        const difference = `${kind}, ${sent === of ? 'signed' : 'sent'} only`;
        await bytesCount(calls, plainly, { body, sent: sent(body), signed: signed(body), difference, mayBeRefused: true });
      }
    });
    // What a layer before the check could make of the bytes: signed that way only, they are other bytes; signed as they are sent, they are right.
    await inGroups(run, rewritings, async ({ kind, of }) => {
      for (const rightly of [false, true]) {
        const control = calls.depositCall();
        const body = encodeUtf8(materialOf(control.body));
        if (Buffer.compare(of(body), body) === 0) continue;
        run.countCases(1);
        if (!rightly) {
          const difference = `signed over the body ${kind}`;
          const negative: Call = { ...control, body, signedAs: (parts) => ({ ...parts, body: of(body) }) };
          await declinedWithoutEffect('SIG-04', env, calls, control, negative, difference);
          continue;
        }
        const exchange = await calls.send({ ...control, body: of(body) });
        if (errorCodeOf(exchange) === '102')
          broken('SIG-04', reason('accepted'), seen(exchange), [plainly, exchange], { difference: `the body ${kind}, rightly signed` });
      }
    });
    await refundBytesCount(env, run, calls);
  },
};

const emptyForms = ['null', '{}', '[]', '""', 'undefined', ' ', '\n', '0', 'false'];

const sig05: ProviderTest = {
  clause: 'SIG-05',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const reads = calls.signed.filter((operation) => operation.requestBody === undefined);
    const wrongs = emptyForms.map((form) =>
      wrong(`signed over ${JSON.stringify(form)} for no body`, () => ({ signedAs: (parts) => ({ ...parts, body: encodeUtf8(form) }) })),
    );
    for (const operation of reads)
      accepted('SIG-05', await calls.send(await calls.call(operation)), { difference: `${operation.id}: signed over the empty string` });
    await eachDeclined('SIG-05', env, run, wrongs, reads);
    await allDeclined('SIG-05', env, run, fc.constantFrom(...wrongs), 80, reads);
  },
};

const sig06: ProviderTest = {
  clause: 'SIG-06',
  needs: [],
  async run(env, run) {
    const wrongs = wrongSchemes(env.profile.scheme).map(({ kind, value }) => wrong(kind, () => ({ authorizationAs: value })));
    await allDeclined('SIG-06', env, run, fc.constantFrom(...wrongs), 120);
    await eachDeclined('SIG-06', env, run, wrongs, validCalls(env, run).signed);
  },
};

const otherAlgorithms: readonly { readonly kind: string; readonly hash: (message: Uint8Array, secret: string) => string }[] = [
  { kind: 'HMAC-SHA-1', hash: (message, secret) => createHmac('sha1', secret).update(message).digest('hex') },
  { kind: 'HMAC-SHA-512', hash: (message, secret) => createHmac('sha512', secret).update(message).digest('hex') },
  { kind: 'HMAC-SHA-384', hash: (message, secret) => createHmac('sha384', secret).update(message).digest('hex') },
  { kind: 'HMAC-SHA-512/256', hash: (message, secret) => createHmac('sha512-256', secret).update(message).digest('hex') },
  { kind: 'HMAC-MD5', hash: (message, secret) => createHmac('md5', secret).update(message).digest('hex') },
  { kind: 'HMAC-SHA3-256', hash: (message, secret) => createHmac('sha3-256', secret).update(message).digest('hex') },
  { kind: 'SHA-256 of the message', hash: (message) => createHash('sha256').update(message).digest('hex') },
  { kind: 'SHA-256 of secret and message', hash: (message, secret) => createHash('sha256').update(secret).update(message).digest('hex') },
  { kind: 'SHA-256 of message and secret', hash: (message, secret) => createHash('sha256').update(message).update(secret).digest('hex') },
  { kind: 'key and message swapped', hash: (message, secret) => createHmac('sha256', message).update(secret).digest('hex') },
  { kind: 'base64 of the digest', hash: (message, secret) => createHmac('sha256', secret).update(message).digest('base64') },
  { kind: 'base64url of the digest', hash: (message, secret) => createHmac('sha256', secret).update(message).digest('base64url') },
];

const sig07: ProviderTest = {
  clause: 'SIG-07',
  needs: [],
  async run(env, run) {
    const secret = env.provider.merchant.apiSignature;
    const algorithms = fc
      .constantFrom(...otherAlgorithms)
      .map(({ kind, hash }) => wrong(kind, () => ({ hashAs: (_right, message) => hash(message, secret) })));
    const mutated = wrongHash().map(({ kind, change }) => wrong(kind, () => ({ hashAs: change })));
    await allDeclined('SIG-07', env, run, fc.oneof({ weight: 4, arbitrary: mutated }, { weight: 1, arbitrary: algorithms }), 320);
    const calls = validCalls(env, run);
    const fixed = [
      ...otherAlgorithms.map(({ kind, hash }) => wrong(kind, () => ({ hashAs: (_right, message) => hash(message, secret) }))),
      ...wrongHashes.map(({ kind, change }) => wrong(kind, () => ({ hashAs: change }))),
    ];
    await eachDeclined('SIG-07', env, run, fixed, calls.signed);
  },
};

/** Header fields and body in which something could be told, without letter case and without what a dump puts between. */
function tellingTexts({ headers, body }: Pick<WireResponse, 'headers' | 'body'>): readonly string[] {
  const text = `${headers.map(([name, value]) => `${name}: ${value}`).join('\n')}\n${Buffer.from(body).toString('latin1')}`.toLowerCase();
  return [text, text.replaceAll('\\', ''), text.replace(/0x|\\x|[^0-9a-z]/g, ''), text.replace(/\s/g, '')];
}

/** Whether an answer holds a secret in one of the forms in which one slips out. What the request held itself is an echo, and tells nothing. */
function toldIn({ request, answer }: Exchange, secret: string, raw: Uint8Array, parts: readonly string[]): boolean {
  if (answer.kind === 'none') return false;
  const bytes = Buffer.from(raw);
  const base64 = bytes.toString('base64').replace(/=+$/, '');
  const forms = [
    ...parts,
    secret,
    encodeURIComponent(secret),
    bytes.toString('hex'),
    base64,
    base64.replace(/[+/]/g, ''),
    bytes.toString('base64url'),
    [...bytes].join(','),
    [...new Int8Array(bytes)].join(','),
  ].map((form) => form.toLowerCase());
  const [answered, asked] = [tellingTexts(answer.response), tellingTexts(request)];
  return forms.some((form) => answered.some((text) => text.includes(form)) && !asked.some((text) => text.includes(form)));
}

/** Sixteen digits of a hash are not met by chance: a quarter that is told is no accident, and halves the work of a guess again and again. */
function quartersOf(hash: string): readonly string[] {
  return hash.match(/.{16}/g) ?? [];
}

const sig08: ProviderTest = {
  clause: 'SIG-08',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const { merchant } = env.provider;
    const wrongs = fc.oneof(
      wrongHash().map(({ kind, change }) => wrong(kind, () => ({ hashAs: change }))),
      otherParts,
      fc.constantFrom(
        wrong('stale date', () => ({ dateAs: (now: number) => formatXDate(now - 60_000) })),
        wrong('garbage date', () => ({ dateAs: () => 'yesterday' })),
        wrong('unknown login', (call) => ({ loginAs: `${call.credentials.apiKey}x` })),
        wrong('no scheme', () => ({ authorizationAs: (hash: string) => hash.slice(0, 10) })),
      ),
    );
    const judged = async (operation: Operation, { kind, change }: Wrong) => {
      const control = await calls.call(operation);
      const exchange = await calls.send({ ...control, ...change(control) });
      // A connection that was closed told nothing; 429, 502 and the like were not told by the implementation.
      if (exchange.answer.kind === 'response') responseOf(exchange);
      const right = rightHash(exchange.request, merchant);
      const told = [
        { what: 'the expected hash', secret: right, raw: Buffer.from(right, 'hex'), parts: quartersOf(right) },
        { what: 'the API Signature', secret: merchant.apiSignature, raw: Buffer.from(merchant.apiSignature, 'utf8'), parts: [] },
        { what: 'the read-only key', secret: merchant.readOnlyKey, raw: Buffer.from(merchant.readOnlyKey, 'utf8'), parts: [] },
      ].find(({ secret, raw, parts }) => toldIn(exchange, secret, raw, parts));
      if (told)
        broken('SIG-08', reason('secret-kept'), reason('secret-told', { what: told.what }), [exchange], {
          difference: `${operation.id}: ${kind}`,
        });
    };
    await forAll(run, fc.record({ operation: operationFor(calls), wrong: wrongs }), 160, async ({ operation, wrong: drawnWrong }) =>
      judged(operation, drawnWrong),
    );
    // Each operation writes its own refusals, so each is asked once for sure.
    const plainWrongs = [
      wrong('an unrelated hash', () => ({ hashAs: backwards })),
      wrong('a hash cut short', () => ({ hashAs: (hash) => hash.slice(0, 32) })),
      wrong('signed without body and date', () => ({ signedAs: (parts) => ({ ...parts, xDate: '', body: noBody }) })),
      wrong('a stale date and an unrelated hash', () => ({ dateAs: (now) => formatXDate(now - 60_000), hashAs: backwards })),
      wrong('a garbage date', () => ({ dateAs: () => 'yesterday' })),
      wrong('no scheme', () => ({ authorizationAs: (hash) => hash.slice(0, 10) })),
      wrong('no Authorization', () => ({ headersAs: (lines) => lines.filter(([name]) => name !== 'Authorization') })),
      wrong('an unknown login', (call) => ({ loginAs: `${call.credentials.apiKey}x` })),
      wrong('a body that is no JSON', (call) => (call.body.length === 0 ? { hashAs: backwards } : { body: bytes('{') })),
      wrong('a body that is no object', (call) => (call.body.length === 0 ? { hashAs: backwards } : { body: bytes('[]') })),
      wrong('a blank idempotency key', () => ({ idempotencyKey: '' })),
      wrong('a method that is not documented', () => ({ methodAs: 'PATCH' })),
    ];
    await inGroups(
      run,
      calls.signed.flatMap((operation) => plainWrongs.map((each) => ({ operation, each }))),
      ({ operation, each }) => judged(operation, each),
    );
  },
};

const sig12: ProviderTest = {
  clause: 'SIG-12',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const made = await calls.deposit();
    const other = await calls.deposit();
    // One signature, two targets: the path is not part of the message.
    let hash = '';
    let date = '';
    const first = await calls.send({
      ...calls.statusCall(made.depositId),
      hashAs: (right) => {
        hash = right;
        return right;
      },
      dateAs: (now) => {
        date = formatXDate(now);
        return date;
      },
    });
    const again = await calls.send({ ...calls.statusCall(other.depositId), dateAs: () => date, hashAs: () => hash });
    run.observe({
      subject: 'one signature on another path in the same window',
      seen: isSuccess(first) && isSuccess(again) ? 'accepted' : seen(again).id,
    });
    const key = env.provider.merchant.apiKey;
    const control = calls.depositCall();
    const shifted = await calls.send({
      ...control,
      loginAs: key.slice(0, -1),
      body: Buffer.concat([Buffer.from(key.slice(-1), 'latin1'), control.body]),
    });
    run.observe({
      subject: 'one character moved from X-Login to the body under the same hash',
      seen: isSuccess(shifted) ? 'accepted' : 'refused',
    });
    const body = calls.depositBody();
    const once = await calls.send(calls.depositCall(body));
    const twice = await calls.send(calls.depositCall(body));
    run.observe({
      dispute: 'C42',
      subject: 'the same invoice id again without an idempotency key',
      seen: isSuccess(once) && isSuccess(twice) ? 'accepted again' : 'refused',
    });
  },
};

const sig13: ProviderTest = {
  clause: 'SIG-13',
  needs: [],
  async run(env, run) {
    const calls = validCalls(env, run);
    const made = await calls.deposit();
    const call = calls.statusCall(made.depositId);
    const upper = await calls.send({ ...call, hashAs: (hash) => hash.toUpperCase() });
    run.observe({ dispute: 'C43', subject: 'upper-case hash', seen: isSuccess(upper) ? 'accepted' : 'refused' });
    for (const scheme of ['OKP', 'TUPAY', 'Pandablue', 'LIMEPAY', 'D24']) {
      const answer = await calls.send({ ...call, scheme });
      run.observe({ dispute: 'C2', subject: `scheme ${scheme}`, seen: isSuccess(answer) ? 'accepted' : 'refused' });
    }
  },
};

export const signatureTests: readonly ProviderTest[] = [sig01, sig02, sig03, sig04, sig05, sig06, sig07, sig08, sig12, sig13];
