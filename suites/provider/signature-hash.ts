import { createHash, createHmac } from 'node:crypto';
import fc from 'fast-check';
import { wrongHash, wrongHashes, wrongSchemes } from '../../arbitraries/mutation.ts';
import { dateText, hashValue } from '../../core/contract/scheme.ts';
import { type Exchange, noBody, type WireResponse, withoutHeader } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { Operation } from '../../schemas/contract.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { type Call, headerOf, rightHash, staleDate } from '../call.ts';
import type { ProviderTest } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { broken, isSuccess, responseOf, seen } from '../judgement.ts';
import { validCalls } from '../valid-calls.ts';
import { refusedAlongAxes } from './axes.ts';
import { inGroups } from './negative-case.ts';
import {
  allDeclined,
  asNegativeCases,
  backwards,
  bytes,
  eachDeclined,
  oneOfEach,
  operationFor,
  otherParts,
  plainestOf,
  type Wrong,
  wrong,
} from './wrong-signature.ts';

const sig06: ProviderTest = {
  clause: 'SIG-06',
  needs: ['signed'],
  async run(env, run) {
    // In a contract whose value is the bare hash, or has another word, one of them is right.
    const right = hashValue(env.contract.scheme, env.profile.scheme, '0', '');
    const wrongs = wrongSchemes(right.slice(0, right.lastIndexOf('0')))
      .filter(({ value }) => value('0').trim() !== right)
      .map(({ kind, value }) => wrong(kind, () => ({ authorizationAs: value })));
    await allDeclined('SIG-06', env, run, fc.constantFrom(...wrongs), 120);
    const calls = validCalls(env, run);
    await eachDeclined('SIG-06', env, run, wrongs, calls.signed);
    await refusedAlongAxes(
      'SIG-06',
      env,
      run,
      calls,
      oneOfEach(calls.signed),
      plainestOf(wrongs, [
        said('kind-no-scheme'),
        said('kind-lower-case-scheme'),
        said('kind-bearer-before-the-hash'),
        said('kind-the-scheme-twice'),
      ]),
      {
        inTurn: asNegativeCases(wrongs),
      },
    );
  },
};

const otherAlgorithms: readonly { readonly kind: string; readonly hash: (message: Uint8Array, secret: string) => string }[] = [
  { kind: 'HMAC-SHA-1', hash: (message, secret) => createHmac('sha1', secret).update(message).digest('hex') },
  { kind: 'HMAC-SHA-512', hash: (message, secret) => createHmac('sha512', secret).update(message).digest('hex') },
  { kind: 'HMAC-SHA-384', hash: (message, secret) => createHmac('sha384', secret).update(message).digest('hex') },
  { kind: 'HMAC-SHA-512/256', hash: (message, secret) => createHmac('sha512-256', secret).update(message).digest('hex') },
  { kind: 'HMAC-MD5', hash: (message, secret) => createHmac('md5', secret).update(message).digest('hex') },
  { kind: 'HMAC-SHA3-256', hash: (message, secret) => createHmac('sha3-256', secret).update(message).digest('hex') },
  { kind: said('sha-256-of-message'), hash: (message) => createHash('sha256').update(message).digest('hex') },
  {
    kind: said('sha-256-of-secret-and-message'),
    hash: (message, secret) => createHash('sha256').update(secret).update(message).digest('hex'),
  },
  {
    kind: said('sha-256-of-message-and-secret'),
    hash: (message, secret) => createHash('sha256').update(message).update(secret).digest('hex'),
  },
  { kind: said('key-and-message-swapped'), hash: (message, secret) => createHmac('sha256', message).update(secret).digest('hex') },
  { kind: said('base64-of-digest'), hash: (message, secret) => createHmac('sha256', secret).update(message).digest('base64') },
  { kind: said('base64url-of-digest'), hash: (message, secret) => createHmac('sha256', secret).update(message).digest('base64url') },
];

/** The right digest in forms that a contract in base64 does not name, and texts of other digests. */
const otherThanBase64: readonly WrongForm[] = [
  { kind: said('hex-of-digest'), hash: (right) => Buffer.from(right, 'base64').toString('hex') },
  { kind: said('upper-case-hex-of-digest'), hash: (right) => Buffer.from(right, 'base64').toString('hex').toUpperCase() },
  { kind: said('base64-in-lower-case'), hash: (right) => right.toLowerCase() },
  ...[8, 22, 42].map((length) => ({ kind: said('base64-cut', { length }), hash: (right: string) => right.slice(0, length) })),
  { kind: said('base64-extended'), hash: (right) => `${right}AAAA` },
];

interface WrongForm {
  readonly kind: string;
  readonly hash: (right: string, message: Uint8Array) => string;
}

/** What SIG-07 asks for sure, by the form of the hash in the contract. */
function wrongFormsOf({ signature }: Scheme, secret: string): readonly WrongForm[] {
  return [
    ...otherAlgorithms.map(({ kind, hash }) => ({ kind, hash: (_right: string, message: Uint8Array) => hash(message, secret) })),
    ...(signature?.hash === 'base64' ? otherThanBase64 : []),
  ];
}

/** Whether two texts are one digest: it is open whether a decoder takes base64 without padding, in the URL alphabet or with unused bits. */
function isSameDigest({ signature }: Scheme, one: string, other: string): boolean {
  const isBase64 = signature?.hash === 'base64' && [one, other].every((text) => /^[A-Za-z0-9+/_-]+={0,2}$/.test(text));
  return one === other || (isBase64 && Buffer.from(one, 'base64').equals(Buffer.from(other, 'base64')));
}

/** A hash in a wrong form, or any other one where that is the right digest of the contract. */
function otherThanRight(scheme: Scheme, change: WrongForm['hash']): NonNullable<Call['hashAs']> {
  return (right, message) => {
    const other = change(right, message);
    return isSameDigest(scheme, other, right) ? backwards(right) : other;
  };
}

const sig07: ProviderTest = {
  clause: 'SIG-07',
  needs: ['signed'],
  async run(env, run) {
    const { scheme } = env.contract;
    const forms = wrongFormsOf(scheme, env.provider.merchant.apiSignature);
    const wrongly = (kind: string, change: WrongForm['hash']): Wrong => wrong(kind, () => ({ hashAs: otherThanRight(scheme, change) }));
    const algorithms = fc.constantFrom(...forms).map(({ kind, hash }) => wrongly(kind, hash));
    const mutated = wrongHash().map(({ kind, change }) => wrongly(kind, change));
    await allDeclined('SIG-07', env, run, fc.oneof({ weight: 4, arbitrary: mutated }, { weight: 1, arbitrary: algorithms }), 320);
    const calls = validCalls(env, run);
    const fixed = [...forms.map(({ kind, hash }) => wrongly(kind, hash)), ...wrongHashes.map(({ kind, change }) => wrongly(kind, change))];
    await eachDeclined('SIG-07', env, run, fixed, calls.signed);
    await refusedAlongAxes(
      'SIG-07',
      env,
      run,
      calls,
      oneOfEach(calls.signed),
      plainestOf(fixed, [
        said('kind-cut-to-digits', { length: 32 }),
        said('kind-cut-to-digits', { length: 0 }),
        said('kind-2-hex-digits-added'),
        said('kind-last-digit-changed'),
        'HMAC-SHA-1',
      ]),
      {
        inTurn: asNegativeCases(fixed),
      },
    );
  },
};

/** Header fields and body in which a secret could appear, in one letter case and without what a dump puts between. */
function tellingTexts({ headers, body }: Pick<WireResponse, 'headers' | 'body'>): readonly string[] {
  const text = `${headers.map(([name, value]) => `${name}: ${value}`).join('\n')}\n${Buffer.from(body).toString('latin1')}`.toLowerCase();
  return [text, text.replaceAll('\\', ''), text.replace(/0x|\\x|[^0-9a-z]/g, ''), text.replace(/\s/g, '')];
}

/** Whether an answer contains a secret in one of the forms in which secrets leak. What the request contained itself is an echo, and shows nothing. */
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

/** The bytes of a right hash. */
function digestIn({ signature }: Scheme, hash: string): Uint8Array {
  return Buffer.from(hash, signature?.hash === 'base64' ? 'base64' : 'hex');
}

/** Sixteen digits of a hash do not occur by chance: a part that is shown is not an accident, and makes a guess easier each time. */
function quartersOf(hash: string): readonly string[] {
  return hash.match(/.{16}/g) ?? [];
}

const sig08: ProviderTest = {
  clause: 'SIG-08',
  needs: ['signed'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const { merchant } = env.provider;
    const wrongs = fc.oneof(
      wrongHash().map(({ kind, change }) => wrong(kind, () => ({ hashAs: change }))),
      otherParts,
      fc.constantFrom(
        wrong(said('stale-date'), (call) => ({ dateAs: staleDate(call) })),
        wrong(said('garbage-date'), () => ({ dateAs: () => 'yesterday' })),
        wrong(said('unknown-login'), (call) => ({ loginAs: `${call.credentials.apiKey}x` })),
        wrong(said('no-scheme'), () => ({ authorizationAs: (hash: string) => hash.slice(0, 10) })),
      ),
    );
    const judged = async (operation: Operation, { kind, change }: Wrong) => {
      const control = await calls.call(operation);
      const exchange = await calls.send({ ...control, ...change(control) });
      // A closed connection showed nothing; 429, 502 and similar do not come from the implementation.
      if (exchange.answer.kind === 'response') responseOf(exchange);
      const right = rightHash(env.contract.scheme, exchange.request, merchant);
      const shown = [
        { what: said('expected-hash'), secret: right, raw: digestIn(env.contract.scheme, right), parts: quartersOf(right) },
        { what: said('api-signature'), secret: merchant.apiSignature, raw: Buffer.from(merchant.apiSignature, 'utf8'), parts: [] },
        { what: said('the-read-only-key-itself'), secret: merchant.readOnlyKey, raw: Buffer.from(merchant.readOnlyKey, 'utf8'), parts: [] },
      ].find(({ secret, raw, parts }) => secret !== '' && toldIn(exchange, secret, raw, parts));
      if (shown)
        broken('SIG-08', reason('secret-kept'), reason('secret-shown', { what: shown.what }), [exchange], {
          difference: `${operation.id}: ${kind}`,
        });
    };
    await forAll(run, fc.record({ operation: operationFor(calls), wrong: wrongs }), 160, async ({ operation, wrong: drawnWrong }) =>
      judged(operation, drawnWrong),
    );
    // Each operation writes its own refusals, so each is asked at least once.
    const plainWrongs = [
      wrong(said('unrelated-hash'), () => ({ hashAs: backwards })),
      wrong(said('hash-cut-short'), () => ({ hashAs: (hash) => hash.slice(0, 32) })),
      wrong(said('signed-without-body-and-date'), () => ({ signedAs: (parts) => ({ ...parts, xDate: '', body: noBody }) })),
      wrong(said('stale-date-and-unrelated-hash'), (call) => ({ dateAs: staleDate(call), hashAs: backwards })),
      wrong(said('a-garbage-date'), () => ({ dateAs: () => 'yesterday' })),
      wrong(said('no-scheme'), () => ({ authorizationAs: (hash) => hash.slice(0, 10) })),
      wrong(said('no-authorization'), (call) => ({ headersAs: (lines) => withoutHeader(lines, headerOf(call, 'carrier')) })),
      wrong(said('an-unknown-login'), (call) => ({ loginAs: `${call.credentials.apiKey}x` })),
      wrong(said('body-no-json'), (call) => (call.body.length === 0 ? { hashAs: backwards } : { body: bytes('{') })),
      wrong(said('body-not-object'), (call) => (call.body.length === 0 ? { hashAs: backwards } : { body: bytes('[]') })),
      wrong(said('blank-idempotency-key'), () => ({ idempotencyKey: '' })),
      wrong(said('method-not-documented'), () => ({ methodAs: 'PATCH' })),
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
  needs: ['signed'],
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
        date = dateText(env.contract.scheme, now);
        return date;
      },
    });
    const again = await calls.send({ ...calls.statusCall(other.depositId), dateAs: () => date, hashAs: () => hash });
    run.observe({
      subject: said('signature-on-other-path'),
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
      subject: said('character-moved-to-body'),
      seen: isSuccess(shifted) ? 'accepted' : 'refused',
    });
    const body = calls.depositBody();
    const once = await calls.send(calls.depositCall(body));
    const twice = await calls.send(calls.depositCall(body));
    run.observe({
      ambiguity: 'C42',
      subject: said('reference-again-without-key'),
      seen:
        !isSuccess(once) || !isSuccess(twice)
          ? 'refused'
          : said(calls.idOf(once) === calls.idOf(twice) ? 'the-existing-one' : 'accepted-again'),
    });
  },
};

const sig13: ProviderTest = {
  clause: 'SIG-13',
  needs: ['signed'],
  async run(env, run) {
    const calls = validCalls(env, run);
    const made = await calls.deposit();
    const call = calls.statusCall(made.depositId);
    const upper = await calls.send({ ...call, hashAs: (hash) => hash.toUpperCase() });
    run.observe({ ambiguity: 'C43', subject: said('upper-case-hash'), seen: isSuccess(upper) ? 'accepted' : 'refused' });
    for (const scheme of new Set(env.contract.profiles.map((profile) => profile.scheme))) {
      const answer = await calls.send({ ...call, scheme });
      run.observe({ ambiguity: 'C2', subject: `scheme ${scheme}`, seen: isSuccess(answer) ? 'accepted' : 'refused' });
    }
  },
};

export const hashTests: readonly ProviderTest[] = [sig06, sig07, sig08, sig12, sig13];
