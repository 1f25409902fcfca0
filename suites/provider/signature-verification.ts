import fc from 'fast-check';
import { variedDeposit } from '../../arbitraries/request.ts';
import { refusedBy } from '../../core/contract/error-codes.ts';
import { type Exchange, type HeaderLine, noBody, withHeader, withoutHeader } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { Operation } from '../../schemas/contract.ts';
import { type Call, staleDate } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { drawn, forAll } from '../for-all.ts';
import { accepted, answerText, broken, errorCodeOf, isSuccess, refused, seen } from '../judgement.ts';
import { weakWithout } from '../oracle.ts';
import { type ValidCalls, validCalls } from '../valid-calls.ts';
import { Indeterminate } from '../violation.ts';
import { refusedWhateverIsAsked } from './any-value.ts';
import { type AxisQuestion, alongAxes, refusedAlongAxes } from './axes.ts';
import {
  acceptedControl,
  declinedWithoutEffect,
  inGroups,
  type Judge,
  judgeNegativeCases,
  type NegativeCase,
  oneByOne,
  readsOf,
  writesOf,
} from './negative-case.ts';
import { cookiesGiven, withLine } from './sessions.ts';
import {
  allDeclined,
  asNegativeCases,
  backwards,
  bytes,
  eachDeclined,
  joined,
  longLengths,
  oneOfEach,
  operationFor,
  padded,
  pieces,
  type Wrong,
  wrong,
} from './wrong-signature.ts';

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

/** Texts that filters, templates and serialisers on the way write differently. */
const markedUp = ['<b>fish & chips</b>', 'a "quoted" \\ word', 'and/or 100 %', 'São João, 東京 😀', 'no\u00a0break, line\u2028end, \u007f'];

/** Judges that two merchants who call at the same time are each checked with their own secret: state that all calls share gets mixed up then. */
async function acceptedTogether({ provider }: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  const { secondMerchant } = provider;
  if (secondMerchant === undefined) return;
  const as = (call: Call): Call => ({ ...call, credentials: secondMerchant });
  const theirs = calls.idOf(await calls.send(as(calls.depositCall())));
  const ours = await calls.deposit();
  if (theirs === undefined) return;
  const reads = [calls.statusCall(ours.depositId), as(calls.statusCall(theirs))];
  const alone = [await calls.read(calls.statusCall(ours.depositId)), await calls.read(as(calls.statusCall(theirs)))];
  if (!alone.every(isSuccess)) return;
  const drawn = fc.array(fc.nat({ max: 1 }), { minLength: 2, maxLength: 8 });
  await forAll(run, drawn, 12, (order) =>
    inGroups(run, order, async (which) => {
      const call = reads[which];
      if (call) accepted('SIG-01', await calls.send(call), { difference: said('reads-of-two-merchants-at-once') }, alone);
    }),
  );
}

/** Judges that a refused call is over when it is answered: its remaining bytes on the connection are not the beginning of the next call. */
async function acceptedAfterRefusals(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  const made = await calls.deposit();
  const many = [...Array(16).keys()];
  const changes: readonly Partial<Call>[] = [
    { hashAs: backwards },
    { methodAs: 'PUT' },
    { authorizationAs: () => '' },
    { loginAs: run.shop.like(env.provider.merchant.apiKey) },
    { dateAs: staleDate(calls.depositCall()) },
  ];
  for (const change of changes) {
    run.countCases(1);
    await inGroups(run, many, async () => {
      await calls.send({ ...calls.depositCall(), ...change });
    });
    await inGroups(run, many, async () => {
      const read = await calls.send(calls.statusCall(made.depositId));
      accepted('SIG-01', read, { difference: said('read-after-calls-were-refused') }, [made.exchange]);
    });
  }
}

const sig01: ProviderTest = {
  clause: 'SIG-01',
  needs: ['signed'],
  async run(env, run) {
    const calls = validCalls(env, run);
    // Creations first: the reads need a deposit, and where none can be made the creations say why.
    if (calls.creates)
      await forAll(
        run,
        drawn(() => variedDeposit(calls.depositBody())),
        160,
        async (body) => {
          accepted('SIG-01', await calls.send(calls.depositCall(body)));
        },
      );
    // Each order and each case at least once, on a read.
    await inGroups(run, readsOf(calls.signed).slice(0, 1), async (operation) => {
      run.countCases(knownSpellings.length);
      for (const [rotation, spelling] of knownSpellings) {
        const exchange = await calls.send({ ...(await calls.call(operation)), headersAs: respelt(rotation, spelling) });
        accepted('SIG-01', exchange, { difference: said('header-order-or-case', { id: operation.id }) });
      }
    });
    // It is not a part of a value (RFC 9110 §5.5).
    await inGroups(run, oneOfEach(calls.signed), async (operation) => {
      run.countCases(1);
      const call = await calls.call(operation);
      const exchange = await calls.send({ ...call, headersAs: (lines) => lines.map(([name, value]) => [name, ` \t${value}\t `]) });
      accepted('SIG-01', exchange, { difference: said('white-space-around-values', { id: operation.id }) });
    });
    await forAll(run, fc.record({ operation: operationFor(calls), headersAs: headerSpelling }), 160, async ({ operation, headersAs }) => {
      const call = await calls.call(operation);
      accepted('SIG-01', await calls.send({ ...call, headersAs }), { difference: said('header-order-or-case', { id: operation.id }) });
    });
    if (calls.creates) {
      await acceptedTogether(env, run, calls);
      await acceptedAfterRefusals(env, run, calls);
    }
    // The documents do not say what a description may contain, so markup may be refused, but not for its signature.
    for (const description of calls.creates ? markedUp : []) {
      run.countCases(1);
      const exchange = await calls.send(calls.depositCall(calls.depositBody({ description })));
      if (refusedBy(env.contract, errorCodeOf(exchange)) === 'signature')
        broken('SIG-01', reason('accepted'), seen(exchange), [exchange], { difference: said('the-description', { description }) });
    }
    // The documents do not limit the length of a body, so a long one may be refused, but not for its signature.
    for (const length of calls.creates ? longLengths : []) {
      run.countCases(1);
      const exchange = await calls.send(padded(calls.depositCall(), length));
      if (refusedBy(env.contract, errorCodeOf(exchange)) === 'signature')
        broken('SIG-01', reason('accepted'), seen(exchange), [exchange], { difference: said('a-body-of-bytes', { length }) });
      run.observe({ subject: said('a-body-of-bytes', { length }), seen: isSuccess(exchange) ? 'accepted' : seen(exchange).id });
    }
    const controls = new Map<Operation, readonly Exchange[]>();
    for (const operation of oneOfEach(calls.signed)) controls.set(operation, [await acceptedControl(calls, operation)]);
    const asked: AxisQuestion = async (varied, operation, { name, owed }) => {
      const exchange = await varied.send(await varied.call(operation));
      const showing = { difference: said('sent-otherwise', { id: operation.id, circumstance: name }) };
      // A target may refuse what is unusual for itself, but not for its signature.
      if (owed || refusedBy(env.contract, errorCodeOf(exchange)) === 'signature')
        accepted('SIG-01', exchange, showing, controls.get(operation));
      if (!isSuccess(exchange)) throw new Indeterminate(answerText(exchange), 'implementation', [exchange]);
    };
    await alongAxes(env, run, calls, [...controls.keys()], asked, 'all');
  },
};

/** The call with its body in chunks. */
function chunked(call: Call): Call {
  return { ...call, headersAs: (lines) => withHeader(lines, 'Transfer-Encoding', 'chunked') };
}

/** A body as sent in chunks of that many bytes (RFC 9112 §7.1). */
function framed(body: Uint8Array, size: number): Uint8Array {
  const chunks = Array.from({ length: Math.ceil(body.length / size) }, (_, index) => body.subarray(index * size, (index + 1) * size));
  return joined(...chunks.flatMap((chunk) => [bytes(`${chunk.length.toString(16)}\r\n`), chunk, bytes('\r\n')]), bytes('0\r\n\r\n'));
}

/** Wrong signatures on bodies in chunks: where chunks are served, the signature of the served body is verified. */
const wronglyChunked: readonly NegativeCase[] = [
  {
    difference: said('unrelated-hash-on-body-in-chunks'),
    from: (control) => chunked({ ...control, hashAs: backwards }),
    sending: { pieces },
  },
  {
    difference: said('body-in-chunks-signed-without-body'),
    from: (control) => chunked({ ...control, signedAs: (parts) => ({ ...parts, body: noBody }) }),
    sending: { pieces },
  },
  ...([pieces, 'one'] as const).map(
    (size): NegativeCase => ({
      difference: said('body-signed-with-frame-of', { part: size === 'one' ? said('its-one-chunk') : said('its-chunks') }),
      from: (control) =>
        chunked({ ...control, signedAs: (parts) => ({ ...parts, body: framed(parts.body, size === 'one' ? parts.body.length : size) }) }),
      sending: { pieces: size === 'one' ? Number.MAX_SAFE_INTEGER : size },
    }),
  ),
];

/** A gateway may close the connection on a path that looks like an attack: nothing was served then, and the control shows that nothing was done. */
const refusedOrDropped: Judge = (clause, exchange, showing, controls) => {
  const { answer } = exchange;
  if (answer.kind === 'none' && (answer.reason === 'closed' || answer.reason === 'reset')) return;
  refused(clause, exchange, showing, controls);
};

/** An unrelated hash on a body of another content type: a body that is read as JSON anyway has to be verified too (C44). */
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
  wrong(
    said('an-unrelated-hash', { part: type === undefined ? said('without-content-type') : said('with-content-type', { type }) }),
    () => ({
      hashAs: backwards,
      headersAs: (lines) =>
        lines.flatMap(([name, value]) =>
          name !== 'Content-Type' ? [[name, value] as const] : type === undefined ? [] : [[name, type] as const],
        ),
    }),
  ),
);

/** An unrelated hash from clients that spell or order their lines in another way (RFC 9110 §5.1, §5.3): no rule may depend on that. */
const otherwiseSpelt: readonly Wrong[] = (['lower', 'upper'] as const).map((letters) =>
  wrong(
    said('an-unrelated-hash', { part: said(letters === 'lower' ? 'field-names-in-small-letters' : 'field-names-in-capitals') }),
    () => ({
      hashAs: backwards,
      headersAs: respelt(0, letters),
    }),
  ),
);

const hostBehind = wrong(said('an-unrelated-hash', { part: said('host-behind') }), () => ({
  hashAs: backwards,
  variedAs: (request) => ({ ...request, travel: { hostBehind: true } }),
}));

/** Fields in which a gateway reports the original request, its sender or its address. Anyone can write them, and none replaces a signature. */
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
  ['Forwarded', 'for=127.0.0.1;proto=https'],
  ['X-Real-IP', '127.0.0.1'],
  ['Origin', 'https://merchants.example'],
  ['Cookie', 'session=1; admin=true'],
  ['X-Requested-With', 'XMLHttpRequest'],
  // A unit that no server knows, so that the field means nothing (RFC 9110 §14.2).
  ['Range', 'items=0-9'],
  ['X-Test', 'true'],
];

const steered: readonly Wrong[] = steering.map((line) =>
  wrong(said('an-unrelated-hash-with', { line: line[0], line2: line[1] }), () => ({
    hashAs: backwards,
    headersAs: (lines) => [...withoutHeader(lines, line[0]), line],
  })),
);

/**
 * Judges that a hash which was verified once is valid only for its own message. One call after the other: if a provider remembers something, it is
 * the last verified call.
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
    // A second later than the call before, however long that took, and, where there is one, another body. A contract that signs neither has one hash
    // for both.
    // The same call once more, whose reference and body are known by now.
    run.countCases(1);
    const { idempotencyKey: _key, ...same } = call;
    refused(
      'SIG-02',
      await calls.send({ ...same, hashAs: backwards }),
      { difference: said('unrelated-hash-on-call-before', { id: operation.id }) },
      [first],
    );
    const negative = {
      ...control,
      hashAs: (right: string) => (used === right ? backwards(right) : used),
      dateAs: (now: number) => now + 2000,
    };
    await declinedWithoutEffect('SIG-02', env, calls, control, negative, said('hash-of-call-before', { id: operation.id }));
  });
}

const sig02: ProviderTest = {
  clause: 'SIG-02',
  needs: ['signed'],
  async run(env, run) {
    const { secondMerchant, merchant } = env.provider;
    const otherSecrets = [
      wrong(said('signed-with-empty-secret'), () => ({ secretAs: '' })),
      wrong(said('signed-with-api-key'), () => ({ secretAs: merchant.apiKey })),
      wrong(said('signed-with-read-only-key'), () => ({ secretAs: merchant.readOnlyKey })),
      wrong(said('signed-with-secret-and-newline'), () => ({ secretAs: `${merchant.apiSignature}\n` })),
      wrong(said('signed-with-secret-without-its-last-character'), () => ({ secretAs: merchant.apiSignature.slice(0, -1) })),
      wrong(said('signed-with-secret-in-other-case'), () => ({ secretAs: otherCase(merchant.apiSignature) })),
      // Without a login, the secret alone says who calls: the call is a right one of the other merchant.
      ...(secondMerchant && env.contract.scheme.login
        ? [wrong(said('signed-with-another-merchants-secret'), () => ({ secretAs: secondMerchant.apiSignature }))]
        : []),
    ];
    const wrongs = fc.oneof(
      fc.stringMatching(/^[0-9a-f]{64}$/).map((hash) => wrong(said('unrelated-hash'), () => ({ hashAs: () => hash }))),
      fc
        .string({ minLength: 1, maxLength: 40, unit: 'grapheme-ascii' })
        .map((secret) =>
          wrong(said('signed-with-unrelated-secret'), () => ({ secretAs: secret === merchant.apiSignature ? `${secret}x` : secret })),
        ),
      fc.constantFrom(...otherSecrets),
    );
    await allDeclined('SIG-02', env, run, wrongs, 200);
    const calls = validCalls(env, run);
    await eachDeclined('SIG-02', env, run, otherSecrets, calls.signed);
    await eachDeclined('SIG-02', env, run, steered, oneOfEach(calls.signed), refusedOrDropped);
    const withKey = wrong(said('unrelated-hash-with-idempotency-key'), () => ({ hashAs: backwards, idempotencyKey: run.shop.key() }));
    await eachDeclined('SIG-02', env, run, [withKey, ...otherwiseDeclared, ...otherwiseSpelt], writesOf(calls.signed));
    // A refund is not counted like a deposit: the remaining amount shows that a refused one had no effect.
    const refunds = calls.signed.filter((operation) => operation.traits.includes('reverses'));
    const negativeCases = asNegativeCases([...otherSecrets, withKey]);
    await judgeNegativeCases('SIG-02', env, run, calls, refunds, () => negativeCases);
    // A server that does not take chunks may close the connection.
    if (env.provider.can.has('wire')) {
      await judgeNegativeCases('SIG-02', env, run, calls, writesOf(calls.signed), () => wronglyChunked, refusedOrDropped);
      await eachDeclined('SIG-02', env, run, [hostBehind], writesOf(calls.signed));
    } else weakWithout(run, 'wire', said('no-wrong-signature-in-chunks'));
    await rememberedHash(env, run, calls);
    const cookies = await cookiesGiven(calls);
    if (cookies !== undefined) {
      const inSession = wrong(said('an-unrelated-hash-with-cookies-of-right-calls'), (call) =>
        withLine({ ...call, hashAs: backwards }, cookies),
      );
      await eachDeclined('SIG-02', env, run, [inSession], calls.signed);
    }
    const made = calls.signed.filter((operation) => operation.creates !== undefined);
    const creations = made.length === 0 ? calls.signed : made;
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
          said('unrelated-hash-id', { id: operation.id }),
        );
      },
    );
    const unrelated: NegativeCase = { difference: said('unrelated-hash'), from: (control) => ({ ...control, hashAs: backwards }) };
    await refusedWhateverIsAsked('SIG-02', env, run, calls, unrelated);
    await refusedAlongAxes('SIG-02', env, run, calls, oneOfEach(calls.signed), [unrelated], { of: 'all' });
  },
};

function otherCase(text: string): string {
  const upper = text.toUpperCase();
  return upper === text ? text.toLowerCase() : upper;
}

export const verificationTests: readonly ProviderTest[] = [sig01, sig02];
