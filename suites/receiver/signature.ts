import fc from 'fast-check';
import { habitualSpellings, spelled } from '../../arbitraries/json-spelling.ts';
import { mutated, type WrongHash, wrongHash, wrongHashes, wrongSchemes } from '../../arbitraries/mutation.ts';
import { awkwardText } from '../../arbitraries/text.ts';
import type { NotificationInterpretation } from '../../core/contract/notification.ts';
import { dateHeader } from '../../core/contract/scheme.ts';
import { type Exchange, type HeaderLine, withHeader, withoutHeader } from '../../core/exchange.ts';
import type { JsonValue } from '../../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ReceiverTest, ReceiverTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { answerText, broken, isSuccess, rewrittenAccepted, seen } from '../judgement.ts';
import { namesOf } from '../names.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import {
  type After,
  acknowledged,
  causedBySending,
  control,
  heldBack,
  inGroups,
  noProbe,
  type PlacedOrder,
  type ReceiverDriver,
  receiverDriver,
  released,
} from './driver.ts';
import { type Notice, noticeBody, withQuery } from './notice.ts';
import { refundNotice, refundWithoutEffect } from './refunds.ts';

/** The one thing in which a notification differs from a valid one, so that its signature does not verify. */
export interface Forgery {
  readonly difference: string;
  readonly from: (valid: Notice, env: ReceiverTestEnvironment) => Partial<Notice>;
}

/** The body that is sent, where another one is signed. */
const sending =
  (body: (signed: Uint8Array) => Uint8Array): Forgery['from'] =>
  (valid) => ({
    body: body(valid.body),
    signedAs: (sent) => ({ ...sent, body: valid.body }),
  });

const text = (bytes: Uint8Array): string => decodeUtf8(bytes) ?? '';

/** A member that says it is paid is put at a brace of the body that is sent. */
const claiming =
  (brace: '{' | '}', put: (claim: string) => string): Forgery['from'] =>
  (valid, env) => {
    const { status, completed } = namesOf(env.contract);
    const claim = `"${status}":"${completed}"`;
    return sending((body) => encodeUtf8(text(body).replace(brace, () => put(claim))))(valid, env);
  };

/** Lines end by CR LF, and were signed with LF. */
const rewrittenLines: Forgery['from'] = (valid) => ({
  body: encodeUtf8(`${text(valid.body)}\r\n`),
  signedAs: (sent) => ({ ...sent, body: encodeUtf8(`${text(valid.body)}\n`) }),
});

/** The id behind that of a notification. */
function nextId({ body }: Notice): string {
  return `${Number(text(body).replace(/\D/g, '')) + 1}`;
}

/** The fields of a notification that has no signature. */
const unsigned =
  ({ form }: Notice): NonNullable<Notice['headersAs']> =>
  (lines) =>
    withoutHeader(lines, form.by.signature?.header ?? '');

const dateHeaderOf = ({ form }: Notice): string => dateHeader(form.by) ?? '';

const loginHeaderOf = ({ form }: Notice): string => form.by.login?.header ?? '';

/** Keys that a program takes by mistake when its secret is not set. */
const unsetSecrets: readonly string[] = ['', 'undefined', 'null', 'None', 'false', '0', '[object Object]', 'secret', 'changeme'];

/** A notification with a text beside the id. */
function withNote(body: Uint8Array, note: readonly number[]): Uint8Array {
  return Uint8Array.from([...encodeUtf8(text(body).replace('}', ',"note":"')), ...note, ...encodeUtf8('"}')]);
}

/** Texts that become one where a program decodes or normalizes the body before it hashes: one is signed and the other sent. */
const rewrittenTexts: readonly (readonly [difference: string, signed: readonly number[], sent: readonly number[]])[] = [
  [said('ill-formed-byte-for-replacement-character'), [0xef, 0xbf, 0xbd], [0xff]],
  [said('ill-formed-byte-for-question-mark'), [0x3f], [0xff]],
  [said('ill-formed-byte-added'), [], [0xff]],
  [said('latin-1-letter-for-utf-8'), [0xc3, 0xa9], [0xe9]],
  [said('decomposed-letter-for-composed'), [0xc3, 0xa9], [0x65, 0xcc, 0x81]],
];

const everywhere: readonly Forgery[] = [
  { difference: said('authorization-field-missing'), from: (valid) => ({ headersAs: unsigned(valid) }) },
  { difference: said('empty-authorization'), from: () => ({ authorizationAs: () => '' }) },
  { difference: said('scheme-alone'), from: ({ form }) => ({ authorizationAs: () => `${form.scheme} ` }) },
  { difference: said('scheme-and-abc'), from: ({ form }) => ({ authorizationAs: () => `${form.scheme} abc` }) },
  {
    difference: said('hash-of-letters-beyond-ascii'),
    from: ({ form }) => ({ authorizationAs: () => `${form.scheme} ${'\u00e9'.repeat(64)}` }),
  },
  {
    difference: said('authorization-field-missing-and-member-says-test'),
    from: (valid) => ({
      body: encodeUtf8(text(valid.body).replace('}', ',"test":true}')),
      headersAs: unsigned(valid),
    }),
  },
  { difference: 'Basic credentials', from: () => ({ authorizationAs: () => 'Basic dXNlcjpwYXNz' }) },
  { difference: said('bearer-token'), from: ({ keys }) => ({ authorizationAs: () => `Bearer ${keys.readOnlyKey}` }) },
  { difference: said('no-signature-and-no-scheme-64-zeros'), from: () => ({ authorizationAs: () => '0'.repeat(64) }) },
  ...unsetSecrets.map((secret) => ({
    difference: said('signed-with-key', { secret: JSON.stringify(secret) }),
    from: () => ({ secretAs: secret }),
  })),
  { difference: said('signed-with-api-key'), from: ({ keys }) => ({ secretAs: keys.apiKey }) },
  { difference: said('signed-with-read-only-key'), from: ({ keys }) => ({ secretAs: keys.readOnlyKey }) },
  {
    difference: said('signed-with-another-merchants-key'),
    from: (_valid, { receiver }) => ({ secretAs: receiver.otherMerchant.apiSignature }),
  },
  { difference: said('another-merchants-login-and-key'), from: (_valid, { receiver }) => ({ keys: receiver.otherMerchant }) },
  { difference: said('signed-with-key-lacks-its-last-letter'), from: ({ keys }) => ({ secretAs: keys.apiSignature.slice(0, -1) }) },
  { difference: said('signed-with-key-in-upper-case'), from: ({ keys }) => ({ secretAs: keys.apiSignature.toUpperCase() }) },
  {
    difference: said('signature-of-another-deposit'),
    from: (valid, { contract }) => ({ signedAs: (sent) => ({ ...sent, body: noticeBody(nextId(valid), namesOf(contract).id) }) }),
  },
  { difference: said('signature-of-empty-body'), from: () => ({ signedAs: (sent) => ({ ...sent, body: new Uint8Array(0) }) }) },
  { difference: said('space-behind-body'), from: sending((body) => Uint8Array.from([...body, 0x20])) },
  { difference: said('line-feed-behind-body'), from: sending((body) => Uint8Array.from([...body, 0x0a])) },
  { difference: said('space-behind-colon'), from: sending((body) => encodeUtf8(text(body).replace(':', ': '))) },
  { difference: said('byte-behind-body-not-utf-8'), from: sending((body) => Uint8Array.from([...body, 0xff])) },
  { difference: said('nul-behind-body'), from: sending((body) => Uint8Array.from([...body, 0x00])) },
  { difference: said('line-feed-for-carriage-return'), from: rewrittenLines },
  { difference: said('id-twice'), from: sending((body) => encodeUtf8(text(body).replace(/\{(.*)\}/, '{$1,$1}'))) },
  { difference: said('byte-order-mark-before-body'), from: sending((body) => Uint8Array.from([0xef, 0xbb, 0xbf, ...body])) },
  ...rewrittenTexts.map(
    ([difference, signed, sent]): Forgery => ({
      difference,
      from: (valid) => ({
        body: withNote(valid.body, sent),
        signedAs: (parts) => ({ ...parts, body: withNote(valid.body, signed) }),
      }),
    }),
  ),
  { difference: said('member-added'), from: claiming('}', (claim) => `,${claim}}`) },
  { difference: said('member-added-before'), from: claiming('{', (claim) => `{${claim},`) },
];

/** The date that was signed is not the one that is sent. */
const swappedDate: Partial<Notice> = {
  signedAs: (sent) => ({ ...sent, date: sent.date.replace(/\d(?=Z$)/, (digit) => String((Number(digit) + 9) % 10)) }),
};

/** A body whose id stands behind that many bytes: where only its beginning is under the hash, or a long one is not hashed, the id is free. */
function longBody(name: string, depositId: string, before: number): Uint8Array {
  return encodeUtf8(`{"note":"${'a'.repeat(before)}","${name}":${depositId}}`);
}

/** Where a check is left out for some: nothing of this makes a notification without a signature true. */
const excuses: readonly (readonly [name: string, value: string])[] = [
  ['Content-Type', 'text/plain'],
  ['Content-Type', 'application/x-www-form-urlencoded'],
  ['X-Forwarded-For', '127.0.0.1'],
  ['X-Test', 'true'],
];

/** Where date and login are under the signature. */
const withParties: readonly Forgery[] = [
  { difference: said('x-date-another-second-than-signed-one'), from: () => swappedDate },
  { difference: said('x-date-missing'), from: (valid) => ({ headersAs: (lines) => withoutHeader(lines, dateHeaderOf(valid)) }) },
  { difference: said('empty-x-date'), from: (valid) => ({ headersAs: (lines) => withHeader(lines, dateHeaderOf(valid), '') }) },
  // Whether X-Login comes along is open (C26), so that a receiver may put its own API Key in its place: only a wrong hash shows one that checks nothing.
  ...(
    [
      [said('is-missing'), (lines, name) => withoutHeader(lines, name)],
      [said('is-empty'), (lines, name) => withHeader(lines, name, '')],
      [said('of-stranger'), (lines, name) => withHeader(lines, name, 'stranger')],
    ] satisfies readonly (readonly [string, (lines: readonly HeaderLine[], name: string) => readonly HeaderLine[]])[]
  ).map(
    ([how, change]): Forgery => ({
      difference: said('x-login-and-signature-of-another-deposit', { how }),
      from: (valid, { contract }) => ({
        headersAs: (lines) => change(lines, loginHeaderOf(valid)),
        signedAs: (sent) => ({ ...sent, body: noticeBody(nextId(valid), namesOf(contract).id) }),
      }),
    }),
  ),
  { difference: said('date-not-signed'), from: () => ({ signedAs: (sent) => ({ ...sent, date: '' }) }) },
  // As the cashout API signs.
  { difference: said('date-and-login-not-signed'), from: () => ({ signedAs: (sent) => ({ ...sent, date: '', login: '' }) }) },
  { difference: said('login-not-signed'), from: () => ({ signedAs: (sent) => ({ ...sent, login: '' }) }) },
];

const excused: readonly Forgery[] = excuses.map(([name, value]) => ({
  difference: said('authorization-field-missing-with', { name, value }),
  from: (valid) => ({ headersAs: (lines) => withHeader(unsigned(valid)(lines), name, value) }),
}));

const behindManyBytes = [9000, 60_000, 200_000].map(
  (size): Forgery => ({
    difference: said('signature-of-another-deposit-whose-id-stands', { size }),
    from: (valid, { contract }) => ({
      body: longBody(namesOf(contract).id, text(valid.body).replace(/\D/g, ''), size),
      signedAs: (sent) => ({ ...sent, body: longBody(namesOf(contract).id, '3999999999', size) }),
    }),
  }),
);

const zeros = '0'.repeat(64);

/** What a check reads as no signature of its own, and takes for one that it need not check. */
function unreadable({ contract: { scheme }, profile }: ReceiverTestEnvironment): readonly Forgery[] {
  const schemes = wrongSchemes(`${profile.scheme} `).map(
    ({ kind, value }): Forgery => ({
      difference: said('zeros-in-another-form', { kind }),
      from: () => ({ authorizationAs: () => value(zeros) }),
    }),
  );
  const words = ['undefined', 'null', 'None', 'true', 'NaN', '[object Object]'].map(
    (word): Forgery => ({
      difference: said('word-in-place-of-hash', { word }),
      from: ({ form }) => ({ authorizationAs: () => `${form.scheme} ${word}` }),
    }),
  );
  const header = dateHeader(scheme);
  if (header === undefined || profile.interpretations.C26 === 'body-only') return [...schemes, ...words];
  const dates = ['Invalid Date', 'null', '0', '2026-02-30T25:61:61Z'].map(
    (value): Forgery => ({
      difference: said('zeros-and-header', { header, value }),
      from: () => ({ hashAs: () => zeros, headersAs: (lines) => withHeader(lines, header, value) }),
    }),
  );
  return [...schemes, ...words, ...dates];
}

/** The plainest forgeries, for deposits that the receiver knows, and where it has nothing to do. */
const plainest: readonly Forgery[] = [
  { difference: said('authorization-field-missing'), from: (valid) => ({ headersAs: unsigned(valid) }) },
  { difference: said('hash-of-64-zeros'), from: () => ({ hashAs: () => '0'.repeat(64) }) },
];

function ofHash(wrong: WrongHash): Forgery {
  return { difference: said('hash-kind', { kind: wrong.kind }), from: () => ({ hashAs: (hash) => wrong.change(hash) }) };
}

/** Forgeries that every run sends. */
function forgeriesOf(interpretation: NotificationInterpretation): readonly Forgery[] {
  return [
    ...everywhere,
    ...excused,
    ...behindManyBytes,
    ...(interpretation === 'body-only' ? [] : withParties),
    ...wrongHashes.map(ofHash),
  ];
}

/** The keys of the merchant in places where they are not a signature. */
const credentials: readonly Forgery[] = [
  {
    difference: said('basic-with-api-key'),
    from: ({ keys }) => ({ authorizationAs: () => `Basic ${Buffer.from(`${keys.apiKey}:`).toString('base64')}` }),
  },
  {
    difference: said('basic-with-both-keys'),
    from: ({ keys }) => ({ authorizationAs: () => `Basic ${Buffer.from(`${keys.apiKey}:${keys.apiSignature}`).toString('base64')}` }),
  },
  { difference: said('api-key-as-bearer-token'), from: ({ keys }) => ({ authorizationAs: () => `Bearer ${keys.apiKey}` }) },
  { difference: said('secret-as-bearer'), from: ({ keys }) => ({ authorizationAs: () => `Bearer ${keys.apiSignature}` }) },
  {
    difference: said('secret-behind-scheme'),
    from: ({ form, keys }) => ({ authorizationAs: () => `${form.scheme} ${keys.apiSignature}` }),
  },
  { difference: said('api-key-behind-scheme'), from: ({ form, keys }) => ({ authorizationAs: () => `${form.scheme} ${keys.apiKey}` }) },
  { difference: said('api-key-alone'), from: ({ keys }) => ({ authorizationAs: () => keys.apiKey }) },
  {
    difference: said('api-key-in-field-of-its-own'),
    from: (valid) => ({ headersAs: (lines) => withHeader(unsigned(valid)(lines), 'X-Api-Key', valid.keys.apiKey) }),
  },
];

/** Something beside a notification that somebody may take for a reason to verify nothing. */
type Setting = readonly [place: 'header' | 'cookie' | 'query' | 'member', name: string, value: string];

/** Fields in which proxies tell an address. */
function addressFields(address: string): readonly Setting[] {
  const names = ['X-Forwarded-For', 'X-Real-IP', 'CF-Connecting-IP', 'True-Client-IP', 'X-Client-IP', 'X-Original-Forwarded-For'];
  const quoted = address.includes(':') ? `"[${address}]"` : address;
  return [...names.map((name): Setting => ['header', name, address]), ['header', 'Forwarded', `for=${quoted}`]];
}

const switchNames = ['test', 'debug', 'sandbox', 'skip_signature', 'skip_verification', 'internal', 'verified'];

const titled = (name: string): string =>
  `X-${name.replaceAll(/(?:^|_)([a-z])/g, (_, letter: string) => `-${letter.toUpperCase()}`).slice(1)}`;

function switchesAt(place: Setting[0], [on, off]: readonly [on: string, off: string]): readonly Setting[] {
  const named = (name: string): string => (place === 'header' ? titled(name) : name);
  return [
    ...switchNames.map((name): Setting => [place, named(name), on]),
    ...['verify', 'check_signature'].map((name): Setting => [place, named(name), off]),
    ...['environment', 'env', 'mode'].map((name): Setting => [place, named(name), 'test']),
  ];
}

/** Fields by which other schemes sign, and others that change how a request is read. */
const otherFields: readonly Setting[] = [
  ['header', 'X-Signature', '0'.repeat(64)],
  ['header', 'X-Hub-Signature-256', `sha256=${'0'.repeat(64)}`],
  ['header', 'X-HTTP-Method-Override', 'POST'],
  ['header', 'X-Requested-With', 'XMLHttpRequest'],
];

/** Settings that are sent together; where something happens, each is sent by itself. */
const settingGroups: readonly (readonly Setting[])[] = [
  otherFields,
  // By itself: where a host is not known, nothing else is read.
  [['header', 'Host', 'localhost']],
  ...(
    [
      ['1', '0'],
      ['true', 'false'],
    ] as const
  ).flatMap((values) => (['header', 'cookie', 'query', 'member'] as const).map((place) => switchesAt(place, values))),
];

/** A forgery with settings beside it. */
function withSettings(settings: readonly Setting[], base: Forgery): Forgery {
  const at = (place: Setting[0]): readonly (readonly [name: string, value: string])[] =>
    settings.flatMap(([where, name, value]) => (where === place ? [[name, value] as const] : []));
  const pairs = (place: Setting[0]): readonly string[] => at(place).map(([name, value]) => `${name}=${value}`);
  return {
    difference: said('forgery-with-settings', {
      difference: base.difference,
      settings: settings.map(([place, name, value]) => `${place} ${name}=${value}`).join(', '),
    }),
    from(valid, env) {
      const { headersAs = (lines) => lines, ...rest } = base.from(valid, env);
      const members = at('member').map(([name, value]) => `,${JSON.stringify(name)}:${value === 'test' ? '"test"' : value}`);
      return {
        ...rest,
        body: encodeUtf8(text(valid.body).replace('}', `${members.join('')}}`)),
        targetAs: pairs('query').reduce(withQuery, valid.target),
        headersAs: (lines) => [
          ...headersAs(lines),
          ...at('header'),
          ...(at('cookie').length === 0 ? [] : [['Cookie', pairs('cookie').join('; ')] as const]),
        ],
      };
    },
  };
}

/** Any byte of the body changed, cut or added, or any digit of the hash. */
function anyForgery(name: string): fc.Arbitrary<Forgery> {
  const sample = noticeBody('3000000001', name);
  const body = mutated(sample).map(
    ({ bytes, kind }): Forgery => ({
      difference: said('body-kind', { kind }),
      from: sending((signed) => applied(sample, bytes, signed)),
    }),
  );
  return fc.oneof(body, wrongHash().map(ofHash));
}

/** The same change to a body of the same form: bytes that the mutation left are those of the body. What happens to be the body itself gets a space behind. */
function applied(sample: Uint8Array, mutation: Uint8Array, body: Uint8Array): Uint8Array {
  const changed = mutation.map((byte, at) => (byte === sample[at] ? (body[at] ?? byte) : byte));
  return equal(changed, body) ? Uint8Array.from([...body, 0x20]) : changed;
}

interface Forged {
  readonly order: PlacedOrder;
  readonly exchange: Exchange;
  /** What the receiver knew of the order before. */
  readonly after: After;
  /** Status calls for the deposit before it. */
  readonly callsBefore: number;
}

async function forge(env: ReceiverTestEnvironment, driver: ReceiverDriver, forgery: Forgery, of?: PlacedOrder): Promise<Forged> {
  const order = of ?? (await driver.order());
  const valid = driver.notice(order.depositId);
  const callsBefore = driver.calls(order);
  const exchange = await driver.send({ ...valid, ...forgery.from(valid, env) });
  return { order, exchange, callsBefore, after: of ? 'pending' : 'nothing' };
}

/** A deposit that the receiver knows already: its valid notification came before the payment, and it has been paid since. None where that released it (RCV-06). */
async function known({ receiver }: ReceiverTestEnvironment, driver: ReceiverDriver): Promise<PlacedOrder | undefined> {
  await driver.watch('pending');
  const order = await driver.order({ status: driver.names.pending });
  const exchange = await driver.deliver(driver.notice(order.depositId));
  if (isSuccess(exchange)) await driver.asked(order);
  await driver.settle();
  receiver.status.move(order.depositId, driver.names.completed);
  return driver.counts && (await driver.releases(order)) > 0 ? undefined : order;
}

/** Whether the plainest forgeries all take effect: then nothing is verified. Where no release can be counted, that is not known here. */
export async function takesUnsigned(env: ReceiverTestEnvironment, driver: ReceiverDriver): Promise<boolean> {
  if (!driver.counts) return false;
  for (const forgery of plainest) {
    const { order } = await forge(env, driver, forgery);
    await driver.settle();
    if ((await driver.releases(order)) === 0) return false;
  }
  return !(await driver.looksByItself('nothing'));
}

/** Judges forgeries from a list and from a draw; `judge` sees each when it has had time to show its effect, and an accepted control of another deposit comes after it. */
function forging(cases: number, judge: (driver: ReceiverDriver, forged: Forged, difference: string) => Promise<void>): ReceiverTest['run'] {
  return async (env, run) => {
    const driver = receiverDriver(env, run);
    const one = async (forgery: Forgery, of?: PlacedOrder): Promise<void> => {
      const forged = await forge(env, driver, forgery, of);
      await driver.settle();
      await judge(driver, forged, forgery.difference);
      // A deposit of its own: what the receiver remembers of the forged one does not hide a breach.
      await control(driver, await driver.order());
    };
    // What was accepted once vouches for nothing else: the fields of a valid notification come again above another body.
    const at = env.receiver.now();
    const first = await driver.order();
    const dateAs = (): number => at;
    await driver.deliver(driver.notice(first.depositId, { dateAs }));
    await one({
      difference: said('fields-of-notification-just-accepted-above'),
      from: () => ({ dateAs, signedAs: (sent) => ({ ...sent, body: noticeBody(first.depositId, driver.names.id) }) }),
    });
    // Nor does a valid one vouch for those that follow of its deposit.
    await inGroups(driver, plainest, async ({ difference, from }) => {
      const order = await known(env, driver);
      if (order) await one({ difference: said('of-deposit-rightly-notified-before', { difference }), from }, order);
    });
    const list = forgeriesOf(env.profile.interpretations.C26);
    run.countCases(list.length + plainest.length);
    await inGroups(driver, list, (forgery) => one(forgery));
    await forAll(run, anyForgery(driver.names.id), cases, (forgery) => one(forgery));
  };
}

const needsEffect = ['registersOrders', 'countsReleases'] as const;

const forgedTest: ReceiverTest = {
  clause: 'RCV-01',
  needs: needsEffect,
  async run(env, run) {
    await forging(60, async (driver, { order, exchange, after }, difference) => {
      await heldBack('RCV-01', driver, order, [exchange], { difference, after });
    })(env, run);
    const driver = receiverDriver(env, run);
    const alone = [...credentials, ...unreadable(env)];
    run.countCases(plainest.length * (2 + settingGroups.length + env.receiver.senderAddresses.length) + alone.length);
    const without = async (forgery: Forgery, eachAlone: () => Promise<void> = async () => undefined): Promise<void> => {
      const { order, exchange } = await forge(env, driver, forgery);
      await driver.settle();
      if ((await driver.releases(order)) > 0) await eachAlone();
      await heldBack('RCV-01', driver, order, [exchange], { difference: forgery.difference });
    };
    await inGroups(driver, alone, (forgery) => without(forgery));
    // That of this machine, and those of the sender, are on the list of a receiver that has one.
    const allGroups = [...['127.0.0.1', ...env.receiver.senderAddresses].map(addressFields), ...settingGroups];
    const groups = plainest.flatMap((base) => allGroups.map((settings) => ({ base, settings })));
    await inGroups(driver, groups, ({ base, settings }) =>
      without(withSettings(settings, base), async () => {
        for (const setting of settings) await without(withSettings([setting], base));
      }),
    );
    // The notification of a refund has to be verified too.
    if (env.receiver.controls.countRefunds) {
      await inGroups(driver, plainest, async ({ difference, from }) => {
        const order = await driver.order();
        await control(driver, order);
        const refundId = env.receiver.status.placeRefund({
          depositId: order.depositId,
          amount: order.amount,
          status: driver.names.completed,
        });
        const valid = refundNotice(env, driver, refundId);
        const exchange = await driver.send({ ...valid, ...from(valid, env) });
        await refundWithoutEffect('RCV-01', env, driver, order, [exchange], said('refund-forged', { difference }));
      });
    }
    // To be remembered is an effect, too: the valid notification of the same deposit still counts.
    for (const forgery of plainest) {
      const { order, exchange } = await forge(env, driver, forgery);
      const valid = await driver.deliverUntilAcknowledged(driver.notice(order.depositId));
      const last = valid.at(-1);
      if (!last || !isSuccess(last))
        throw new Indeterminate(
          said('valid-notification-not-acknowledged-after', { answer: last ? answerText(last) : '' }),
          'implementation',
          [exchange, ...valid],
        );
      await released('RCV-01', driver, order, [exchange, ...valid], {
        difference: said('and-valid-notification-of-same-deposit-follows', { difference: forgery.difference }),
      });
    }
  },
};

const forgedAcknowledgedTest: ReceiverTest = {
  clause: 'RCV-16',
  needs: ['registersOrders'],
  async run(env, run) {
    const refused = (exchange: Exchange, difference: string): void => {
      if (isSuccess(exchange)) broken('RCV-16', reason('not-acknowledged'), seen(exchange), [exchange], { difference });
    };
    await forging(30, async (_counter, { exchange }, difference) => refused(exchange, difference))(env, run);
    // Where a valid one would find nothing to do, a forged one is forged all the same.
    const driver = receiverDriver(env, run);
    const released = await driver.order();
    await control(driver, released);
    const idle = [
      { order: released, whose: said('of-deposit-whose-valid-notification-came-before') },
      { order: await driver.order({ registered: false }), whose: said('of-deposit-belongs-to-no-order') },
    ];
    run.countCases(idle.length * plainest.length);
    for (const { order, whose } of idle) {
      for (const forgery of plainest) {
        refused((await forge(env, driver, forgery, order)).exchange, `${forgery.difference}, ${whose}`);
      }
    }
  },
};

const forgedAsksTest: ReceiverTest = {
  clause: 'RCV-20',
  needs: ['registersOrders'],
  run: forging(30, async (driver, { order, exchange, callsBefore, after }, difference) => {
    const count = driver.calls(order) - callsBefore;
    if (count === 0) return;
    await causedBySending(driver, [exchange], after);
    broken('RCV-20', reason('status-not-asked'), reason('status-calls-counted', { count }), [exchange], { difference });
  }),
};

/** Bodies that name the deposit by the documents' member, with others beside it that a spelling can be odd in. */
function spelledBodies(name: string, depositId: string, note: string): readonly { readonly kind: string; readonly body: Uint8Array }[] {
  const value: JsonValue = { [name]: Number(depositId), note };
  const escaped = (digits: '5f' | '5F'): string => name.replace('_', () => `\\u00${digits}`);
  return [
    ...habitualSpellings.flatMap(({ kind, numbers, write }) => (numbers === 'varied' ? [] : [{ kind, body: write(value) }])),
    { kind: said('spaces-everywhere'), body: encodeUtf8(` { "${name}" :\t${depositId} ,\r\n"note": ${JSON.stringify(note)} } \n`) },
    { kind: said('thousands-of-spaces'), body: encodeUtf8(`{"${name}":${' '.repeat(3000)}${depositId}}`) },
    { kind: said('space-behind-colon'), body: encodeUtf8(`{"${name}": ${depositId}}`) },
    { kind: said('name-of-member-escaped-in-lower-case'), body: encodeUtf8(`{"${escaped('5f')}":${depositId},"note":"\\u00e9\\u001b"}`) },
    { kind: said('name-of-member-escaped-in-upper-case'), body: encodeUtf8(`{"${escaped('5F')}":${depositId},"note":"\\u00E9\\u001B"}`) },
    { kind: said('letters-beyond-ascii-as-they-are'), body: encodeUtf8(`{"note":"José Peñã €œ 😀","${name}":${depositId}}`) },
    { kind: said('line-separators-and-del-as-they-are'), body: encodeUtf8(`{"note":"a\u2028b\u2029c\u007f","${name}":${depositId}}`) },
    { kind: said('decomposed-letter'), body: encodeUtf8(`{"note":"Jose\u0301","${name}":${depositId}}`) },
    { kind: said('escaped-slash'), body: encodeUtf8(`{"note":"a\\/b","${name}":${depositId}}`) },
    { kind: said('number-with-zeros-behind-beside'), body: encodeUtf8(`{"amount":100.00,"${name}":${depositId}}`) },
    { kind: said('null-and-empty-object-beside'), body: encodeUtf8(`{"a":null,"b":{},"c":[],"${name}":${depositId}}`) },
    { kind: said('members-in-another-order'), body: encodeUtf8(`{"z":1,"${name}":${depositId},"a":2,"10":3,"2":4}`) },
  ];
}

/** The longest body for which every receiver has room, bytes. */
const usualLength = 1000;

/** A body as most programs would write it again. */
function compact(body: Uint8Array): Uint8Array {
  return encodeUtf8(JSON.stringify(JSON.parse(text(body))));
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}

/**
 * A spelling is accepted under its own signature, and has no effect under that of the compact form.
 * @param bodyOf the spelled body of a deposit, which is another one for each of the two
 */
async function judgeSpelling(
  env: ReceiverTestEnvironment,
  driver: ReceiverDriver,
  difference: string,
  bodyOf: (depositId: string) => Uint8Array,
): Promise<void> {
  const { receiver } = env;
  const before: Exchange[] = [];
  const negative = await driver.order();
  const spelled = bodyOf(negative.depositId);
  const compacted = compact(spelled);
  if (!equal(compacted, spelled) && driver.counts) {
    const forged = await driver.send(
      driver.notice(negative.depositId, { body: spelled, signedAs: (sent) => ({ ...sent, body: compacted }) }),
    );
    before.push(forged);
    await driver.settle();
    await heldBack('RCV-08', driver, negative, [forged], {
      difference: said('spelling-of-body-sent', { difference }),
      actual: rewrittenAccepted(compacted, spelled),
    });
  }
  const order = await driver.order();
  const body = bodyOf(order.depositId);
  const exchange = await driver.deliver(driver.notice(order.depositId, { body }));
  // How long a body may be is open: a long one that is refused for its length is not judged.
  const { answer } = exchange;
  if (body.length > usualLength && answer.kind === 'response' && answer.response.status === 413) return;
  if (!isSuccess(exchange)) {
    // The plain body goes out now: where it is accepted, the spelling is what was refused.
    await control(driver, order);
    acknowledged('RCV-08', exchange, { difference }, before);
  }
  if (driver.counts) await released('RCV-08', driver, order, [...before, exchange], { difference });
  else await driver.askedFor(order.depositId, receiver.patience.settleMs);
}

/** Text that every JSON reader takes: what lone surrogates and NUL get is open (C39, C41), and some languages refuse them. */
function unambiguousText(): ReturnType<typeof awkwardText> {
  return awkwardText().filter(({ text: note }) => note.isWellFormed() && !note.includes('\0'));
}

const rawBytesTest: ReceiverTest = {
  clause: 'RCV-08',
  needs: ['registersOrders'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { id } = driver.names;
    const kinds = spelledBodies(id, '3000000001', 'é/ñ<b>&').map(({ kind }) => kind);
    run.countCases(kinds.length + 2);
    await control(driver, await driver.order());
    await inGroups(driver, [...kinds.keys()], async (at) => {
      const spelling = (depositId: string) => spelledBodies(id, depositId, 'é/ñ<b>&')[at];
      await judgeSpelling(env, driver, kinds[at] ?? '', (depositId) => spelling(depositId)?.body ?? noticeBody(depositId, id));
    });
    // A network cuts where it likes, inside a character too.
    for (const pieces of [1, 7]) {
      const order = await driver.order();
      const body = encodeUtf8(`{"note":"José Peñã €œ 😀 \u2028","${id}":${order.depositId}}`);
      const exchange = await driver.deliver(driver.notice(order.depositId, { body }), pieces);
      const difference = said('characters-cut-by-packets', { pieces });
      if (!isSuccess(exchange)) {
        // Whole it is accepted: what cuts it is what was refused.
        await control(driver, order);
        acknowledged('RCV-08', exchange, { difference });
      }
      if (driver.counts) await released('RCV-08', driver, order, [exchange], { difference });
    }
    // The id is known when the order is made; its place is kept by a number of the same length.
    const place = 3_999_999_999;
    const bodies = unambiguousText().chain(({ text: note }) => spelled({ [id]: place, note }, { numbers: 'kept' }));
    await forAll(run, bodies, 40, async (spelling) => {
      await judgeSpelling(env, driver, said('drawn-spelling'), (depositId) => encodeUtf8(text(spelling).replace(String(place), depositId)));
    });
    if (!driver.counts) throw new Untestable(noProbe);
  },
};

/** Methods beside POST; the body and its signature are those of a valid notification. */
const otherMethods = ['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

const methodTest: ReceiverTest = {
  clause: 'RCV-15',
  needs: needsEffect,
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { receiver } = env;
    const negativeCases: readonly { readonly difference: string; readonly from: (depositId: string) => Partial<Notice> }[] = [
      ...otherMethods.map((method) => ({ difference: said('in-place-of-post', { method }), from: () => ({ methodAs: method }) })),
      {
        difference: said('get-with-deposit-in-its-query'),
        from: (depositId) => ({
          methodAs: 'GET',
          body: new Uint8Array(0),
          targetAs: withQuery(receiver.target, `${driver.names.id}=${depositId}`),
        }),
      },
    ];
    run.countCases(negativeCases.length);
    await inGroups(driver, negativeCases, async ({ difference, from }) => {
      const order = await driver.order();
      const exchange = await driver.send(driver.notice(order.depositId, from(order.depositId)));
      await driver.settle();
      await heldBack('RCV-15', driver, order, [exchange], { difference });
      await control(driver, await driver.order());
    });
  },
};

const rotationTest: ReceiverTest = {
  clause: 'RCV-13',
  needs: [...needsEffect, 'receiverRotatesKeys'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { receiver } = env;
    await control(driver, await driver.order());
    run.countCases(4 + unsetSecrets.length);
    const keys = await receiver.beginRotation();
    // What the old key gets while both are in force is its reader's choice: it is recorded.
    const overlap = await driver.order();
    const early = await driver.send(driver.notice(overlap.depositId, { keys: keys.old }));
    run.observe({ subject: said('old-key-while-both'), seen: isSuccess(early) ? 'accepted' : 'refused' });
    for (const phase of ['while-both-are-in-force', 'when-old-key-has-ended'] as const) {
      if (phase !== 'while-both-are-in-force') await receiver.endRotation();
      const order = await driver.order();
      const exchange = await driver.deliver(driver.notice(order.depositId, { keys: keys.new }));
      const difference = said('signed-with-new-key', { phase: said(phase) });
      acknowledged('RCV-13', exchange, { difference });
      await released('RCV-13', driver, order, [exchange], { difference });
    }
    const order = await driver.order();
    const late = await driver.send(driver.notice(order.depositId, { keys: keys.old }));
    const mixed = await driver.order();
    const half = await driver.send(driver.notice(mixed.depositId, { secretAs: keys.old.apiSignature }));
    await driver.settle();
    await heldBack('RCV-13', driver, order, [late], { difference: said('signed-with-old-key-when-has-ended') });
    await heldBack('RCV-13', driver, mixed, [half], { difference: said('new-login-signed-with-old-key') });
    await control(driver, await driver.order());
    // The place of the old key is empty now, and what is empty is not a key.
    await inGroups(driver, unsetSecrets, async (secret) => {
      const open = await driver.order();
      const unset = await driver.send(driver.notice(open.depositId, { secretAs: secret }));
      await driver.settle();
      const difference = said('signed-with-key-when-old-key', { secret: JSON.stringify(secret) });
      await heldBack('RCV-13', driver, open, [unset], { difference });
    });
  },
};

const merchantsTest: ReceiverTest = {
  clause: 'RCV-26',
  needs: [...needsEffect, 'severalMerchants'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { merchant, furtherMerchant } = env.receiver;
    if (!furtherMerchant) return;
    run.countCases(4);
    await control(driver, await driver.order());
    const further = await driver.order({ of: 'further' });
    const exchange = await driver.deliver(driver.notice(further.depositId, { keys: furtherMerchant }));
    const difference = said('of-further-merchant');
    acknowledged('RCV-26', exchange, { difference });
    await released('RCV-26', driver, further, [exchange], { difference });
    // Rightly signed, by the wrong one of the two.
    const crossed = [
      { of: undefined, keys: furtherMerchant, own: merchant, said: said('of-first-merchant-signed-by-further') },
      { of: 'further', keys: merchant, own: furtherMerchant, said: said('of-further-merchant-signed-by-first') },
    ] as const;
    for (const { of, keys, own, said: what } of crossed) {
      const order = await driver.order(of ? { of } : {});
      const wrong = await driver.send(driver.notice(order.depositId, { keys }));
      await driver.settle();
      await heldBack('RCV-26', driver, order, [wrong], { difference: what });
      const right = await driver.deliverUntilAcknowledged(driver.notice(order.depositId, { keys: own }));
      if ((await driver.awaitRelease(order)) === 0)
        throw new Indeterminate(said('no-release', { answer: right.map(answerText).at(-1) ?? '' }), 'implementation', [wrong, ...right]);
    }
  },
};

/** How old or how far ahead a date is, ms. */
const ages: readonly (readonly [name: string, ms: number])[] = [
  [said('6-seconds-old'), 6000],
  [said('10-minutes-old'), 600_000],
  [said('13-hours-old'), 46_800_000],
  [said('3-days-old'), 259_200_000],
  [said('10-minutes-ahead'), -600_000],
];

const freshnessTest: ReceiverTest = {
  clause: 'RCV-18',
  needs: ['registersOrders'],
  async run(env: ReceiverTestEnvironment, run: ClauseRun) {
    const driver = receiverDriver(env, run);
    await control(driver, await driver.order());
    if (env.profile.interpretations.C26 === 'body-only') {
      run.observe({ ambiguity: 'C26', subject: dateHeader(env.contract.scheme) ?? '', seen: said('not-sent-by-this-interpretation') });
      return;
    }
    run.countCases(ages.length);
    for (const [subject, ms] of ages) {
      const order = await driver.order();
      const exchange = await driver.send(driver.notice(order.depositId, { dateAs: (now) => now - ms }));
      if (exchange.answer.kind === 'none' && exchange.answer.reason === 'refused') {
        throw new Indeterminate(said('receiver-gone'), 'environment', [exchange]);
      }
      run.observe({ ambiguity: 'C26', subject: `X-Date ${subject}`, seen: isSuccess(exchange) ? 'acknowledged' : 'refused' });
    }
  },
};

export const signatureTests: readonly ReceiverTest[] = [
  forgedTest,
  rawBytesTest,
  rotationTest,
  merchantsTest,
  methodTest,
  forgedAcknowledgedTest,
  freshnessTest,
  forgedAsksTest,
];
