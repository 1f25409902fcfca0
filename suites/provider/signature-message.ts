import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { type HabitualSpelling, habitualSpellings, respelled, spelled } from '../../arbitraries/json-spelling.ts';
import { variedDeposit } from '../../arbitraries/request.ts';
import { refusedBy } from '../../core/contract/error-codes.ts';
import { type Exchange, noBody } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { type Contract, type JsonValue, Lacking, payment } from '../../schemas/contract.ts';
import type { Call } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { drawn, forAll } from '../for-all.ts';
import { accepted, broken, errorCodeOf, isRefusal, isSuccess, refused, responseOf, rewrittenAccepted, seen } from '../judgement.ts';
import { weakWithout } from '../oracle.ts';
import { type ValidCalls, validCalls } from '../valid-calls.ts';
import { refusedAlongAxes } from './axes.ts';
import { acceptedControl, declinedWithoutEffect, inGroups, judgeNegativeCases, type NegativeCase, writesOf } from './negative-case.ts';
import { withOwnReference } from './own-reference.ts';
import {
  allDeclined,
  asNegativeCases,
  backwards,
  bytes,
  eachDeclined,
  fixedParts,
  type JsonObject,
  joined,
  longLengths,
  messageWith,
  mixedFields,
  oneOfEach,
  otherLines,
  otherParts,
  padded,
  plain,
  plainestOf,
  sentBodies,
  sentParts,
  type Wrong,
  wrong,
} from './wrong-signature.ts';

const orders = [
  ['xLogin', 'xDate', 'body'],
  ['body', 'xDate', 'xLogin'],
  ['xDate', 'body', 'xLogin'],
  ['xLogin', 'body', 'xDate'],
  ['body', 'xLogin', 'xDate'],
] as const;

/** Parts of the body changed in the signed message: only where there is a body. */
const fixedBodies: readonly Wrong[] = [
  wrong(said('signed-without-body'), () => ({ signedAs: (parts) => ({ ...parts, body: noBody }) })),
  wrong(said('signed-with-body-twice'), () => ({ signedAs: (parts) => ({ ...parts, body: joined(parts.body, parts.body) }) })),
  ...orders.map((order) => messageWith(order, '')),
  messageWith(['body'], ''),
  wrong(said('signed-over-body-as-json-string'), () => ({
    signedAs: (parts) => ({ ...parts, body: encodeUtf8(JSON.stringify(Buffer.from(parts.body).toString('utf8'))) }),
  })),
];

const otherBody: fc.Arbitrary<Wrong> = fc.oneof(
  fc.tuple(fc.nat(), fc.integer({ min: 0, max: 7 })).map(([calls, bit]) =>
    wrong(said('one-bit-of-signed-body-byte-modulo', { calls, bit }), () => ({
      signedAs: (parts) => {
        const body = Uint8Array.from(parts.body);
        const at = calls % Math.max(1, body.length);
        body[at] = (body[at] ?? 0) ^ (1 << bit);
        return { ...parts, body };
      },
    })),
  ),
  fc.nat().map((calls) =>
    wrong(said('signed-body-cut-short-at-modulo', { calls }), () => ({
      signedAs: (parts) => ({ ...parts, body: parts.body.slice(0, calls % Math.max(1, parts.body.length)) }),
    })),
  ),
  fc.constantFrom(...fixedBodies),
);

/** The sizes of usual buffers, bytes. */
const bufferSizes = [256, 512, 1024, 2048, 4096, 8192, 16_384, 65_536];

const sig03: ProviderTest = {
  clause: 'SIG-03',
  needs: ['signed'],
  async run(env, run) {
    await allDeclined('SIG-03', env, run, otherParts, 260);
    const calls = validCalls(env, run);
    const withBody = calls.signed.filter((operation) => operation.requestBody !== undefined);
    await allDeclined('SIG-03', env, run, otherBody, 120, withBody);
    await eachDeclined('SIG-03', env, run, [...fixedParts, ...otherLines(env.contract.scheme)], oneOfEach(calls.signed));
    await eachDeclined('SIG-03', env, run, fixedBodies, withBody);
    await eachDeclined('SIG-03', env, run, sentParts, oneOfEach(calls.signed));
    await eachDeclined('SIG-03', env, run, sentBodies, withBody);
    // The end of a long body is covered too, where long bodies are accepted.
    await inGroups(run, calls.creates ? longLengths : [], async (length) => {
      const first = await calls.send(padded(calls.depositCall(), length));
      responseOf(first);
      if (!isSuccess(first)) return;
      run.countCases(1);
      const control = padded(calls.depositCall(), length);
      const negative: Call = {
        ...control,
        signedAs: (parts) => ({ ...parts, body: joined(parts.body.subarray(0, -2), bytes('\t}')) }),
      };
      await declinedWithoutEffect('SIG-03', env, calls, control, negative, said('end-of-body-of-bytes-signed-otherwise', { length }));
      // A reader whose buffer is full signs what is in it: the shortest body shows all small ones, and each longer body one more.
      const smaller = bufferSizes.filter((bytesOf) => bytesOf < length);
      for (const size of length === longLengths[0] ? smaller : smaller.slice(-1)) {
        run.countCases(1);
        const long = padded(calls.depositCall(), length);
        await declinedWithoutEffect(
          'SIG-03',
          env,
          calls,
          long,
          { ...long, signedAs: (parts) => ({ ...parts, body: parts.body.subarray(0, size) }) },
          said('beginning-of-body-signed', { length, size }),
        );
      }
    });
    if (env.provider.can.has('wire')) await eachDeclined('SIG-03', env, run, mixedFields, oneOfEach(calls.signed));
    else weakWithout(run, 'wire', said('no-doubled-fields'));
    await refusedAlongAxes(
      'SIG-03',
      env,
      run,
      calls,
      oneOfEach(calls.signed),
      plainestOf(fixedParts, [said('signed-without-date'), said('signed-without-login'), said('signed-date-s-off', { seconds: 1 })]),
      { inTurn: asNegativeCases([...fixedParts, ...sentParts]) },
    );
    await refusedAlongAxes(
      'SIG-03',
      env,
      run,
      calls,
      writesOf(withBody).slice(0, 1),
      plainestOf(fixedBodies, [said('signed-without-body')]),
      {
        inTurn: asNegativeCases([...fixedBodies, ...sentBodies]),
      },
    );
  },
};

/** One body in two spellings: the sent one, and the signed one. */
interface Respelling {
  readonly body: JsonObject;
  readonly sent: Uint8Array;
  readonly signed: Uint8Array;
  /** How they differ. */
  readonly difference: string;
  /** Whether the spelling that is sent may be refused for itself: the documents do not say how the number of an amount is written. */
  readonly mayBeRefused: boolean;
  /** Whether its text may be changed before it is verified, so that even its signature may be found wrong. */
  readonly mayBeFiltered?: boolean;
}

/**
 * Judges one respelling: refused with the other spelling's hash and, unless it may be refused for itself, accepted with its own.
 *
 * The negative case goes first and has the same invoice id, so the acceptance shows that it had no effect. Where deposits can be counted, they are.
 */
async function bytesCount(contract: Contract, calls: ValidCalls, plainly: Exchange, respelling: Respelling): Promise<void> {
  const { body, sent, signed, difference, mayBeRefused, mayBeFiltered = false } = respelling;
  if (Buffer.compare(sent, signed) === 0) return;
  const controlCall = { ...calls.depositCall(body), body: sent };
  const declined = await calls.send({ ...controlCall, signedAs: (parts) => ({ ...parts, body: signed }) });
  const control = await calls.send(controlCall);
  const showing = { difference: said('signed-over-another-spelling', { difference }) };
  if (isSuccess(declined))
    broken('SIG-04', reason('refused'), rewrittenAccepted(signed, sent), [isSuccess(control) ? control : plainly, declined], showing);
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
  // Letters beyond ASCII may be refused for themselves.
  const isForeign = /[^\0-~]/.test(JSON.stringify(body));
  if (!(mayBeRefused || isForeign) || (!mayBeFiltered && refusedBy(contract, errorCodeOf(control)) === 'signature'))
    accepted('SIG-04', control, { difference: said('signed-over-itself', { difference }) }, [plainly]);
}

/** Every spelling against the plain one in both directions, and the pairs that a filter on the way turns into each other. */
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

/** Members that serialisers write differently from how they read them, or drop: unknown ones, which a provider may refuse. */
const awkwardMembers = Object.entries({
  [said('member-named-like-number')]: '"10":1,"2":2',
  [said('nested-member-named-like-number')]: '"extra":{"10":1,"2":2}',
  [said('member-named-proto')]: '"__proto__":{"extra":1}',
  [said('member-without-name')]: '"":1.0',
  [said('members-by-letter-case')]: '"extra":1.0,"Extra":2,"EXTRA":3',
  [said('member-given-twice')]: '"extra":1,"extra":2',
  [said('numbers-in-other-forms')]: '"extra":[1E2,1.0,-0,0.10e+1,1e-7,0.1e1,12345678901234567890,1.7976931348623157e308,5e-324]',
});

/** Judges bodies that serialisers change: right with their own hash, wrong with the hash of what a serialiser makes of them. */
async function awkwardBytesCount(contract: Contract, run: ClauseRun, calls: ValidCalls, plainly: Exchange): Promise<void> {
  await inGroups(run, awkwardMembers, async ([difference, members]) => {
    run.countCases(1);
    const body = calls.depositBody();
    const sent = encodeUtf8(behind(asUtf8(plain(body)), members));
    const written = encodeUtf8(JSON.stringify(JSON.parse(asUtf8(sent))));
    // What this serialiser keeps, another one drops.
    const signed = Buffer.compare(written, sent) === 0 ? plain(body) : written;
    await bytesCount(contract, calls, plainly, { body, sent, signed, difference, mayBeRefused: true });
  });
  await inGroups(run, readings, async ({ kind, sent: made, read }) => {
    run.countCases(1);
    const body = calls.depositBody();
    const sent = made(asUtf8(plain(body)));
    const difference = said('body-that-is', { kind });
    await bytesCount(contract, calls, plainly, {
      body,
      sent: encodeUtf8(sent),
      signed: encodeUtf8(read(sent)),
      difference,
      mayBeRefused: true,
    });
  });
  // A member that the documents name, twice: it may be refused, but not for its signature.
  run.countCases(1);
  const body = calls.depositBody();
  const sent = encodeUtf8(behind(asUtf8(plain(body)), asUtf8(plain(Object.fromEntries(Object.entries(body).slice(0, 2)))).slice(1, -1)));
  await bytesCount(contract, calls, plainly, {
    body,
    sent,
    signed: plain(body),
    difference: said('member-given-twice'),
    mayBeRefused: true,
  });
}

/** What a program makes of a body when it reads it into its own form and writes that back: each is signed, and the body itself is sent. */
const readings: readonly {
  readonly kind: string;
  /** The body that is sent, of its plain spelling. */
  readonly sent: (text: string) => string;
  readonly read: (text: string) => string;
}[] = [
  { kind: said('read-without-unknown-members'), sent: (text) => behind(text, '"extra":1'), read: (text) => text.replace(',"extra":1', '') },
  {
    kind: said('read-without-unknown-nested-members'),
    sent: (text) => text.replace('":{', '":{"extra":1,'),
    read: (text) => text.replace('":{"extra":1,', '":{'),
  },
  { kind: said('read-without-nulls'), sent: (text) => behind(text, '"extra":null'), read: (text) => text.replace(',"extra":null', '') },
  { kind: said('read-without-empty-texts'), sent: (text) => behind(text, '"extra":""'), read: (text) => text.replace(',"extra":""', '') },
  {
    kind: said('read-with-null-for-empty-texts'),
    sent: (text) => behind(text, '"extra":""'),
    read: (text) => text.replace('""}', 'null}'),
  },
  {
    kind: said('read-with-nested-nulls-left-out'),
    sent: (text) => behind(text, '"extra":{"a":null}'),
    read: (text) => text.replace('"a":null', ''),
  },
  { kind: said('read-with-texts-trimmed'), sent: (text) => behind(text, '"extra":" a "'), read: (text) => text.replace('" a "', '"a"') },
  { kind: said('read-without-emoji'), sent: (text) => behind(text, '"extra":"a\u{1f600}"'), read: (text) => text.replace('\u{1f600}', '') },
  {
    kind: said('read-with-question-marks-for-emoji'),
    sent: (text) => behind(text, '"extra":"a\u{1f600}"'),
    read: (text) => text.replace('\u{1f600}', '??'),
  },
  {
    kind: said('read-with-a-replacement-for-emoji'),
    sent: (text) => behind(text, '"extra":"a\u{1f600}"'),
    read: (text) => text.replace('\u{1f600}', '\ufffd'),
  },
  {
    kind: said('read-with-texts-cut'),
    sent: (text) => behind(text, `"extra":"${'a'.repeat(300)}"`),
    read: (text) => text.replace('a'.repeat(300), 'a'.repeat(255)),
  },
  {
    kind: said('read-with-texts-for-numbers'),
    sent: (text) => behind(text, '"extra":1'),
    read: (text) => text.replace('"extra":1', '"extra":"1"'),
  },
  { kind: said('read-with-decimals'), sent: (text) => behind(text, '"extra":1'), read: (text) => text.replace('"extra":1', '"extra":1.0') },
  { kind: said('read-with-cents'), sent: (text) => behind(text, '"extra":1'), read: (text) => text.replace('"extra":1', '"extra":1.00') },
  {
    kind: said('read-with-the-first-of-two-members'),
    sent: (text) => behind(text, '"extra":1,"extra":2'),
    read: (text) => text.replace(',"extra":2', ''),
  },
  {
    kind: said('read-with-camel-case-names'),
    sent: (text) => behind(text, '"extra_text":1'),
    read: (text) => text.replace(/"[a-z_]+":/g, (name) => name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase())),
  },
  { kind: said('in-lower-case'), sent: (text) => behind(text, '"extra":"A"'), read: (text) => text.toLowerCase() },
];

/** The text of an object with further members at its end. */
function behind(text: string, members: string): string {
  return `${text.slice(0, -1)},${members}}`;
}

/** Two byte strings that a filter on the way treats as one. */
const lookAlikes: readonly {
  readonly kind: string;
  readonly of: (body: JsonObject) => Uint8Array;
  readonly turned: (body: JsonObject) => Uint8Array;
}[] = [
  { kind: said('byte-order-mark'), of: plain, turned: (body) => joined(Uint8Array.of(0xef, 0xbb, 0xbf), plain(body)) },
  { kind: said('decomposed-letters-nfd'), of: plain, turned: (body) => encodeUtf8(JSON.stringify(body).normalize('NFD')) },
  {
    kind: said('compatibility-letters-nfkc'),
    of: plain,
    turned: (body) => encodeUtf8(JSON.stringify(body).replace('\u00c5', '\u212b')),
  },
  { kind: said('nul-behind'), of: plain, turned: (body) => joined(plain(body), bytes('\0')) },
  { kind: said('a-duplicate-member'), of: plain, turned: (body) => joined(bytes('{"test":true,'), plain(body).subarray(1)) },
];

/**
 * Judges the spellings of refunds, whose handler may have its own filter: none is accepted under the hash of another, and each is right with its own.
 * A call with the hash of another is a refund of the whole, so a valid one afterwards shows that nothing happened.
 */
async function refundBytesCount(env: ProviderTestEnvironment, run: ClauseRun, calls: ValidCalls): Promise<void> {
  const refunds = calls.signed.filter((operation) => operation.traits.includes('reverses'));
  const respelledBy = ({ write }: HabitualSpelling, body: Uint8Array) => write(JSON.parse(Buffer.from(body).toString('utf8')) as JsonValue);
  const differing = habitualSpellings.slice(1).flatMap((habit): readonly NegativeCase[] => [
    {
      difference: said('signed-over-another-spelling-kind', { kind: habit.kind }),
      from: (control) => signedOver(control, respelledBy(habit, control.body)),
    },
    {
      difference: said('sent-in-another-spelling-than-signed', { kind: habit.kind }),
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
        const difference = said('signed-over-itself-id', { id: operation.id, kind: habit.kind });
        accepted('SIG-04', await calls.send({ ...call, body: respelledBy(habit, call.body) }), { difference }, [plainly]);
      },
    );
  }
}

/** A call with the hash of other body bytes. Where the bytes are the same (nothing is spelled differently), it has a wrong hash. */
function signedOver(call: Call, body: Uint8Array): Call {
  if (Buffer.compare(call.body, body) === 0) return { ...call, hashAs: backwards };
  return { ...call, signedAs: (parts) => ({ ...parts, body }) };
}

/** A body with something in it for each rewriting. Only its description changes the JSON. */
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

/** Changes that gateways, frameworks and filters are known to make to a body before it is verified. */
const rewritings: readonly { readonly kind: string; readonly of: (body: Uint8Array) => Uint8Array }[] = Object.entries<
  (text: string) => string
>({
  'percent-decoded': percentDecoded,
  'percent-encoded': (text) => encodeURIComponent(text),
  [said('with-blanks-for-plus-signs')]: (text) => text.replaceAll('+', ' '),
  [said('with-entities-decoded')]: (text) => text.replaceAll('&amp;', '&'),
  [said('with-entities-for-markup')]: (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
  [said('without-markup')]: (text) => text.replace(/<[^>]*>/g, ''),
  [said('with-blanks-collapsed')]: (text) => text.replace(/\s+/g, ' '),
  [said('without-blanks')]: (text) => text.replace(/\s+/g, ''),
  [said('without-line-ends')]: (text) => text.replace(/[\r\n]/g, ''),
  [said('with-line-feeds-alone')]: (text) => text.replaceAll('\r\n', '\n'),
  [said('with-tabs-expanded')]: (text) => text.replaceAll('\t', '    '),
  trimmed: (text) => text.trim(),
  [said('with-quotes-escaped')]: (text) => text.replaceAll("'", "\\'"),
  [said('in-lower-case')]: (text) => text.toLowerCase(),
  [said('without-letters-beyond-ascii')]: (text) => text.replace(/[^\0-~]/g, ''),
  [said('with-question-marks-for-letters-beyond-ascii')]: (text) => text.replace(/[^\0-~]/g, '?'),
  [said('encoded-twice')]: (text) => Buffer.from(text, 'utf8').toString('latin1'),
  [said('decomposed-nfd')]: (text) => text.normalize('NFD'),
  [said('in-base64')]: (text) => Buffer.from(text, 'utf8').toString('base64'),
  [said('as-hash-of-itself')]: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
}).map(([kind, of]) => ({ kind, of: (body) => encodeUtf8(of(asUtf8(body))) }));

const sig04: ProviderTest = {
  clause: 'SIG-04',
  needs: ['signed'],
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
    const anew = withOwnReference(calls, payment(env.contract).members.reference);
    for (const numbers of ['kept', 'varied'] as const) {
      const difference = numbers === 'kept' ? said('blanks-member-order-or-escapes') : said('blanks-member-order-escapes-or-forms');
      await forAll(run, spellingsOf(numbers), 60, (respelling) =>
        bytesCount(env.contract, calls, plainly, { ...anew(respelling), difference, mayBeRefused: numbers === 'varied' }),
      );
    }
    const pairs = habitPairs();
    run.countCases(pairs.length);
    await inGroups(run, pairs, async ([sent, signed]) => {
      const body = calls.depositBody({ description: 'A&B <x> / José' });
      const mayBeRefused = sent.numbers === 'varied';
      const difference = said('under-hash-of', { kind: sent.kind, kind2: signed.kind });
      await bytesCount(env.contract, calls, plainly, {
        body,
        sent: sent.write(body),
        signed: signed.write(body),
        difference,
        mayBeRefused,
      });
    });
    // Texts that look alike, and may be refused for themselves (C39, C41).
    await inGroups(run, lookAlikes, async ({ kind, of, turned }) => {
      for (const [sent, signed] of [
        [turned, of],
        [of, turned],
      ] as const) {
        run.countCases(1);
        const body = calls.depositBody({ description: 'Jos\u00e9 \u00c5' });
        const difference = said('changed-on-one-side', { kind, side: sent === of ? 'signed' : 'sent' });
        await bytesCount(env.contract, calls, plainly, {
          body,
          sent: sent(body),
          signed: signed(body),
          difference,
          mayBeRefused: true,
          mayBeFiltered: true,
        });
      }
    });
    // Bytes that a layer before the check could produce: with only those signed, the call is wrong; signed as sent, it is right.
    await inGroups(run, rewritings, async ({ kind, of }) => {
      for (const rightly of [false, true]) {
        const control = calls.depositCall();
        const body = encodeUtf8(materialOf(control.body));
        if (Buffer.compare(of(body), body) === 0) continue;
        run.countCases(1);
        if (!rightly) {
          const difference = said('signed-over-body', { kind });
          const negative: Call = { ...control, body, signedAs: (parts) => ({ ...parts, body: of(body) }) };
          await declinedWithoutEffect('SIG-04', env, calls, control, negative, difference);
          continue;
        }
        const exchange = await calls.send({ ...control, body: of(body) });
        if (refusedBy(env.contract, errorCodeOf(exchange)) === 'signature')
          broken('SIG-04', reason('accepted'), seen(exchange), [plainly, exchange], { difference: said('body-rightly-signed', { kind }) });
      }
    });
    await awkwardBytesCount(env.contract, run, calls, plainly);
    const rewritten = habitualSpellings.slice(1).map(
      (habit): NegativeCase => ({
        difference: said('signed-over-another-spelling-kind', { kind: habit.kind }),
        from: (control) => signedOver(control, habit.write(JSON.parse(asUtf8(control.body)) as JsonValue)),
      }),
    );
    await refusedAlongAxes('SIG-04', env, run, calls, writesOf(calls.signed).slice(0, 1), rewritten);
    await refundBytesCount(env, run, calls);
  },
};

const emptyForms = ['null', '{}', '[]', '""', 'undefined', ' ', '\n', '0', 'false'];

const sig05: ProviderTest = {
  clause: 'SIG-05',
  needs: ['signed'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const reads = calls.signed.filter((operation) => operation.requestBody === undefined);
    if (reads.length === 0) throw new Lacking('signed-reads');
    const wrongs = emptyForms.map((form) =>
      wrong(said('signed-over-for-no-body', { form: JSON.stringify(form) }), () => ({
        signedAs: (parts) => ({ ...parts, body: encodeUtf8(form) }),
      })),
    );
    for (const operation of reads)
      accepted('SIG-05', await calls.send(await calls.call(operation)), {
        difference: said('signed-over-empty-string', { id: operation.id }),
      });
    await eachDeclined('SIG-05', env, run, wrongs, reads);
    await allDeclined('SIG-05', env, run, fc.constantFrom(...wrongs), 80, reads);
    await refusedAlongAxes(
      'SIG-05',
      env,
      run,
      calls,
      reads.slice(0, 1),
      plainestOf(
        wrongs,
        emptyForms.slice(0, 4).map((form) => said('signed-over-for-no-body', { form: JSON.stringify(form) })),
      ),
      {
        inTurn: asNegativeCases(wrongs),
      },
    );
  },
};

export const signedMessageTests: readonly ProviderTest[] = [sig03, sig04, sig05];
