import fc from 'fast-check';
import { type Refused, rowFor } from '../../core/contract/error-codes.ts';
import type { StatusStep } from '../../core/contract/status-script.ts';
import type { Exchange } from '../../core/exchange.ts';
import type { JsonValue } from '../../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import { type Reason, reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { type Contract, mainResource, payment, unpaidStatuses, walksOf } from '../../schemas/contract.ts';
import { errorBody } from '../../schemas/error-form.ts';
import type { ReceiverTest } from '../clause-test.ts';
import { drawn, forAll } from '../for-all.ts';
import { answerText, broken, isSuccess, seen } from '../judgement.ts';
import type { Names } from '../names.ts';
import { ForReview, Indeterminate, Untestable } from '../violation.ts';
import {
  acknowledged,
  causedBySending,
  control,
  heldBack,
  inGroups,
  isGone,
  noProbe,
  notReleased,
  type PlacedOrder,
  type ReceiverDriver,
  receiverDriver,
  released,
} from './driver.ts';
import { keptNotice, type Notice, noticeBody, withQuery } from './notice.ts';
import { refundNotice, refundWithoutEffect } from './refunds.ts';

const needsEffect = ['registersOrders', 'countsReleases'] as const;

/** Members beside the id that say the payment is made, to a receiver that trusts it. */
const falseClaimsOf = ({ resource, completed, status }: Names): readonly Readonly<Record<string, JsonValue>>[] => [
  { [status]: completed },
  { [status]: completed, amount: 100.5, currency: 'BRL' },
  { [`${resource}_status`]: completed, state: completed, type: completed, event: `${resource}.completed` },
  { paid: true, completed: true, success: true, approved: true },
  { data: { [status]: completed } },
];

/** Statuses without a payment, documented and not. */
const withoutPayment = (contract: Contract, { completed }: Names): readonly string[] => [
  ...unpaidStatuses(payment(contract)),
  'PAID',
  'SUCCESS',
  'CONFIRMED',
  'A_NEW_STATUS',
  `NOT_${completed}`,
  `${completed}_PARTIALLY`,
];

function withoutStatus({ status }: Names, body: string): string {
  return JSON.stringify(JSON.parse(body), (name, value: unknown) => (name === status ? undefined : value));
}

/** An error of the API, with the code of the contract for what it refuses. */
function refusing(contract: Contract, status: number, what: Refused, description: string): StatusStep {
  return {
    kind: 'answer',
    status,
    body: JSON.stringify(
      errorBody(contract, mainResource(contract)?.read.id, { status, code: rowFor(contract, what)?.code ?? status, description }),
    ),
  };
}

/** Answers of the API that say nothing of a payment of this deposit, while the body of the notification says that it is made. */
const unpaidAnswersOf = (contract: Contract, names: Names): readonly { readonly difference: string; readonly act: StatusStep }[] => [
  {
    difference: said('status-pending-and-other-members-of-answer'),
    act: {
      kind: 'state',
      members: {
        payment_info: { [names.status]: names.completed, result: 'SUCCESS' },
        history: [{ [names.status]: names.completed }],
        last: names.completed,
      },
    },
  },
  { difference: said('status-null'), act: { kind: 'state', members: { [names.status]: null } } },
  { difference: said('status-empty'), act: { kind: 'state', members: { [names.status]: '' } } },
  { difference: said('status-missing'), act: { kind: 'state', spelled: (body) => withoutStatus(names, body) } },
  { difference: said('api-does-not-know-deposit'), act: refusing(contract, 404, 'path', 'Not found') },
  { difference: said('api-answers-400'), act: refusing(contract, 400, 'body', 'Invalid id') },
  { difference: said('api-answers-403'), act: refusing(contract, 403, 'address', 'Invalid address') },
  { difference: said('api-answers-500'), act: refusing(contract, 500, 'failure', 'Internal error') },
  { difference: said('api-answers-200-with-empty-object'), act: { kind: 'answer', status: 200, body: '{}' } },
  { difference: said('api-answers-200-with-null'), act: { kind: 'answer', status: 200, body: 'null' } },
  { difference: said('api-closes-connection'), act: { kind: 'closed' } },
];

const text = (bytes: Uint8Array): string => decodeUtf8(bytes) ?? '';

function besideId(name: string, depositId: string, members: Readonly<Record<string, JsonValue>>, place: 'before' | 'behind'): Uint8Array {
  const rest = JSON.stringify(members).slice(1, -1);
  const id = `"${name}":${depositId}`;
  return encodeUtf8(`{${rest === '' ? id : place === 'before' ? `${rest},${id}` : `${id},${rest}`}}`);
}

const statusTest: ReceiverTest = {
  clause: 'RCV-06',
  needs: ['registersOrders'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { receiver } = env;
    const { id: named, reference, resource, completed, pending, statuses } = driver.names;
    const givenUp = statuses.cancelled ?? pending;
    const [unpaid, falseClaims, unpaidAnswers] = [
      withoutPayment(env.contract, driver.names),
      falseClaimsOf(driver.names),
      unpaidAnswersOf(env.contract, driver.names),
    ];
    const withMembers = (depositId: string, members: Readonly<Record<string, JsonValue>>, place: 'before' | 'behind'): Uint8Array =>
      besideId(named, depositId, members, place);

    const asked = async (order: PlacedOrder, exchange: Exchange, difference: string): Promise<void> => {
      if (!isSuccess(exchange)) return;
      if (!(await driver.asked(order)))
        broken('RCV-06', reason('status-asked'), reason('status-calls-counted', { count: 0 }), [exchange], { difference });
    };

    /** Not released while the API does not tell of a payment, however often it is notified. */
    const unreleased = async (order: PlacedOrder, body: Uint8Array, difference: string, deliver = driver.deliver): Promise<void> => {
      const exchange = await deliver(driver.notice(order.depositId, { body }));
      await asked(order, exchange, difference);
      if (!driver.counts) return;
      const again = await deliver(driver.notice(order.depositId, { body, dateAs: (now) => now + 1000 }));
      await driver.settle();
      await notReleased('RCV-06', driver, order, [exchange, again], { difference });
    };

    const notPaid = async (at: string, members: Readonly<Record<string, JsonValue>>, place: 'before' | 'behind'): Promise<void> => {
      const claim = Object.keys(members).length === 0 ? '' : said('and-body-says', { members: JSON.stringify(members) });
      const order = await driver.order({ status: at });
      await unreleased(order, withMembers(order.depositId, members, place), said('status-and-claim', { at, claim }));
    };

    /** Something of the API's answer says that it is paid, and the status of the deposit does not; or the API knows no such deposit. */
    const notPaidByAnswer = async (difference: string, act: StatusStep): Promise<void> => {
      const order = await driver.order({ status: driver.names.pending });
      receiver.status.script(order.depositId, act);
      // That it fails is ours, and several in a row may open a circuit breaker.
      await unreleased(order, withMembers(order.depositId, { [driver.names.status]: completed }, 'behind'), difference, driver.send);
      receiver.status.script(order.depositId, undefined);
    };

    /** Released because the API tells of the payment, whatever stands beside the id. */
    const paid = async (members: Readonly<Record<string, JsonValue>>, place: 'before' | 'behind'): Promise<void> => {
      const difference = said('status-completed-and-body-says', { members: JSON.stringify(members) });
      const order = await driver.order();
      const exchange = await driver.deliver(driver.notice(order.depositId, { body: withMembers(order.depositId, members, place) }));
      if (!isSuccess(exchange)) {
        // The bare body goes out now: where it is accepted, the members were what was refused.
        await control(driver, order);
        acknowledged('RCV-06', exchange, { difference });
      }
      await asked(order, exchange, difference);
      if (driver.counts) await released('RCV-06', driver, order, [exchange], { difference });
    };

    /** Not released before the API has told the status, not even until it tells another one. */
    const untilTold = async (): Promise<void> => {
      if (!driver.counts) return;
      const order = await driver.order({ status: driver.names.pending });
      receiver.status.script(order.depositId, { kind: 'held' });
      const sent = driver.send(driver.notice(order.depositId));
      await driver.askedFor(order.depositId, receiver.patience.settleMs * 5);
      await receiver.pass(receiver.patience.settleMs);
      const count = await driver.releases(order);
      receiver.status.script(order.depositId, undefined);
      receiver.status.letGo(order.depositId);
      const exchange = await sent;
      const difference = said('status-not-answered-yet');
      if (count > 0) broken('RCV-06', reason('not-released'), reason('releases-counted', { count }), [exchange], { difference });
    };

    /** A deposit that is named beside the id is not the one that was notified. */
    const beside = async (difference: string, from: (id: string, other: string) => Partial<Notice>): Promise<void> => {
      const [order, other] = [await driver.order(), await driver.order()];
      const exchange = await driver.deliver(driver.notice(order.depositId, from(order.depositId, other.depositId)));
      if (!driver.counts) return;
      await driver.settle();
      await heldBack('RCV-06', driver, other, [exchange], { difference });
      await control(driver, order);
    };
    const besides: readonly (readonly [string, Parameters<typeof beside>[1]])[] = [
      ...['depositId', 'id']
        .filter((name) => name !== named)
        .map(
          (name) =>
            [
              said('another-deposit-as', { name }),
              (id: string, other: string) => ({ body: encodeUtf8(`{"${name}":${other},"${named}":${id}}`) }),
            ] as const,
        ),
      ...['data', resource].map(
        (name) =>
          [
            said('another-deposit-inside-of', { name }),
            (id: string, other: string) => ({ body: encodeUtf8(`{"${name}":{"${named}":${other},"id":${other}},"${named}":${id}}`) }),
          ] as const,
      ),
      [said('another-deposit-in-query'), (_id, other) => ({ targetAs: withQuery(receiver.target, `${named}=${other}`) })],
    ];

    /** The status is asked of the API, and not of an address in the body: there it says that it is paid. */
    const addressed = async (): Promise<void> => {
      const difference = said('body-names-address-of-status');
      const paidOne = await driver.order();
      await control(driver, paidOne);
      const path = receiver.status.seen().findLast(({ request }) => request.target.includes(paidOne.depositId))?.request.target;
      if (path === undefined) return;
      const [open, other] = [await driver.order({ status: driver.names.pending }), await driver.order({ registered: false })];
      receiver.status.script(other.depositId, {
        kind: 'state',
        members: { [named]: Number(open.depositId), ...(reference === undefined ? {} : { [reference]: open.invoiceId }) },
      });
      const url = `${receiver.statusUrl}${path.replace(paidOne.depositId, other.depositId)}`;
      const names = ['status_url', 'statusUrl', 'url', 'href', 'callback_url', 'resource', 'api_url'];
      const members = { ...Object.fromEntries(names.map((name) => [name, url])), links: { self: url } };
      const body = withMembers(open.depositId, members, 'behind');
      await unreleased(open, body, difference);
      const count = driver.calls(other);
      if (count === 0) return;
      const exchange = await driver.send(driver.notice(open.depositId, { body }));
      broken('RCV-06', reason('status-not-asked-there'), reason('status-calls-counted', { count }), [exchange], { difference });
    };

    /** Two deposits in one body: whichever member counts, the one that is not paid is not released for the other. */
    const twoIds = async (first: 'paid' | 'unpaid'): Promise<void> => {
      const [paidOne, open] = [await driver.order(), await driver.order({ status: driver.names.pending })];
      const ids = first === 'paid' ? [paidOne, open] : [open, paidOne];
      const members = ids.map(({ depositId }) => text(noticeBody(depositId, named)).slice(1, -1));
      const body = encodeUtf8(`{${members.join(',')}}`);
      const exchanges = [
        await driver.send(driver.notice(open.depositId, { body })),
        await driver.send(driver.notice(open.depositId, { body })),
      ];
      if (!driver.counts) return;
      await driver.settle();
      await notReleased('RCV-06', driver, open, exchanges, {
        difference: said(first === 'paid' ? 'paid-id-then-unpaid' : 'unpaid-id-then-paid'),
      });
    };

    /** The payer comes back and has not paid. */
    const returned = async (at: string): Promise<void> => {
      const { openReturnPage } = receiver.controls;
      if (!openReturnPage || !driver.counts) return;
      const order = await driver.order({ status: at });
      await openReturnPage(order);
      await driver.settle();
      await notReleased('RCV-06', driver, order, [], { difference: said('payer-returns-and-status-is', { at }) });
    };

    const corrected: readonly Readonly<Record<string, JsonValue>>[] = [
      { [driver.names.status]: givenUp },
      { [driver.names.status]: pending, amount: 1, currency: 'USD', ...(reference === undefined ? {} : { [reference]: 'another' }) },
      { paid: false, [resource]: null, error: 'failed' },
    ];
    run.countCases(falseClaims.length * 2 + unpaid.length + corrected.length + besides.length + unpaidAnswers.length + 4);
    await control(driver, await driver.order());
    await inGroups(driver, unpaid, (at) => notPaid(at, {}, 'behind'));
    await inGroups(driver, falseClaims, (members) => notPaid(pending, members, 'behind'));
    await inGroups(driver, falseClaims, (members) => notPaid(givenUp, members, 'before'));
    await inGroups(driver, corrected, (members) => paid(members, 'behind'));
    // One by one: a worker that stays with a failing one asks nothing else meanwhile (RCV-05).
    await inGroups(driver, unpaidAnswers, ({ difference, act }) => notPaidByAnswer(difference, act), 1);
    await untilTold();
    await addressed();
    await inGroups(driver, walksOf(statuses, [['pending'], ['cancelled'], ['review']]).flat(), returned);
    await twoIds('paid');
    await twoIds('unpaid');
    await inGroups(driver, besides, ([difference, from]) => beside(difference, from));
    const extras = fc.dictionary(
      fc.stringMatching(/^[a-z_]{1,12}$/),
      fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null)),
      { maxKeys: 5 },
    );
    const cases = drawn(() =>
      fc.tuple(extras, fc.constantFrom('before' as const, 'behind' as const), fc.constantFrom(...unpaid, completed)),
    );
    await forAll(run, cases, 30, async ([drawnMembers, place, at]) => {
      const { [named]: _, ...members } = drawnMembers;
      if (at === completed) await paid(members, place);
      else await notPaid(at, { ...members, [driver.names.status]: completed }, place);
    });
    if (!driver.counts) throw new Untestable(noProbe);
  },
};

/** Input that names no deposit as the documents do; `@ID` in its texts is the id, with a right signature unless it says otherwise. */
interface BadInput {
  readonly difference: string;
  readonly from: (depositId: string) => Partial<Notice>;
  /** Whether the deposit may be released all the same: a lenient reader can take it for a notification. */
  readonly ambiguous?: true;
}

const bytes = (depositId: string, ...parts: readonly (string | number)[]): Uint8Array =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'number' ? [part] : [...encodeUtf8(part.replaceAll('@ID', depositId))])));

function bad(difference: string, ...parts: readonly (string | number)[]): BadInput {
  return { difference, from: (depositId) => ({ body: bytes(depositId, ...parts) }) };
}

function ambiguous(difference: string, ...parts: readonly (string | number)[]): BadInput {
  return { ...bad(difference, ...parts), ambiguous: true };
}

const megabyte = 1024 * 1024;

function authorizationOf(difference: string, value: string): BadInput {
  return { difference, from: () => ({ authorizationAs: () => value }) };
}

/** The Authorization value of a hash, as the scheme of the contract carries it. */
const carrierOfHash =
  ({ scheme: { signature }, words }: Pick<Contract, 'scheme' | 'words'>) =>
  (hash: string): string =>
    (signature?.template ?? '')
      .replace('{scheme}', words.scheme ?? '')
      .replace('{hash}', () => hash)
      .trim();

const badInputsOf = ({ resource, id, reversalId }: Names, carried: (hash: string) => string): readonly BadInput[] => [
  bad(said('body-missing')),
  bad(said('blank-body'), ' '),
  bad(said('no-json-digits-of-id-in-sentence'), `${resource} @ID is paid`),
  bad(said('no-json-form'), `${id}=@ID`),
  bad(said('no-json-xml'), `<${resource}><${id}>@ID</${id}></${resource}>`),
  bad(said('no-json-single-quotes'), `{'${id}':@ID}`),
  bad(said('no-json-name-without-quotes'), `{${id}:@ID}`),
  bad(said('no-json-cut-before-last-brace'), `{"${id}":@ID`),
  bad(said('no-json-cut-in-id'), `{"${id}":`),
  bad(said('no-json-comma-behind'), `{"${id}":@ID,}`),
  bad(said('no-json-something-behind'), `{"${id}":@ID}x`),
  bad(said('no-json-two-of-them'), `{"${id}":@ID}{"${id}":@ID}`),
  bad(said('ill-formed-utf-8-in-string'), `{"${id}":@ID,"note":"`, 0xff, '"}'),
  bad(said('lone-continuation-byte-in-string'), `{"${id}":@ID,"note":"`, 0x80, '"}'),
  bad(said('letter-of-latin-1-in-string'), `{"${id}":@ID,"note":"Jos`, 0xe9, '"}'),
  bad(said('overlong-encoding'), `{"${id}":@ID,"note":"`, 0xc0, 0xaf, '"}'),
  bad(said('surrogate-in-utf-8'), `{"${id}":@ID,"note":"`, 0xed, 0xa0, 0x80, '"}'),
  bad('UTF-16', 0xff, 0xfe, '{', 0, '}', 0),
  bad(said('zero-byte-behind'), `{"${id}":@ID}`, 0),
  bad('null', 'null'),
  bad('true', 'true'),
  bad(said('a-number'), '@ID'),
  bad(said('a-string'), '"@ID"'),
  bad(said('empty-array'), '[]'),
  bad(said('array-of-id'), '[@ID]'),
  bad(said('array-of-notification'), `[{"${id}":@ID}]`),
  bad(said('empty-object'), '{}'),
  ...(id === 'id' ? [] : [bad(said('another-member-alone'), '{"id":@ID}')]),
  bad(said('notification-inside-another-object'), `{"data":{"${id}":@ID}}`),
  ...(reversalId === id ? [] : [bad(said('id-of-refund'), `{"${reversalId}":@ID}`)]),
  bad(said('id-in-array'), `{"${id}":[@ID]}`),
  bad(said('id-in-object'), `{"${id}":{"id":@ID}}`),
  bad(said('id-null'), `{"${id}":null}`),
  bad(said('id-true'), `{"${id}":true}`),
  bad(said('id-negative'), `{"${id}":-@ID}`),
  bad(said('id-0'), `{"${id}":0}`),
  bad(said('id-api-does-not-know'), `{"${id}":2999999999}`),
  bad(said('id-with-fraction'), `{"${id}":@ID.5}`),
  bad(said('id-beyond-all-numbers'), `{"${id}":1e400}`),
  bad(said('id-of-400-digits'), `{"${id}":${'9'.repeat(400)}}`),
  bad(said('id-as-string-with-letters-behind'), `{"${id}":"@IDabc"}`),
  bad(said('id-as-string-with-path'), `{"${id}":"@ID/../@ID"}`),
  bad(said('id-as-string-with-query'), `{"${id}":"@ID?x=1"}`),
  bad(said('id-as-empty-string'), `{"${id}":""}`),
  ambiguous(said('byte-order-mark'), 0xef, 0xbb, 0xbf, `{"${id}":@ID}`),
  ambiguous(said('id-as-string'), `{"${id}":"@ID"}`),
  ambiguous(said('id-twice'), `{"${id}":@ID,"${id}":1}`),
  ambiguous(said('id-twice-other-way-round'), `{"${id}":1,"${id}":@ID}`),
  ambiguous(said('id-with-fraction-of-nothing'), `{"${id}":@ID.0}`),
  { difference: said('arrays-in-arrays-50-000-deep'), from: () => ({ body: encodeUtf8('['.repeat(50_000) + ']'.repeat(50_000)) }) },
  { difference: said('objects-in-objects-cut-off-50-000'), from: () => ({ body: encodeUtf8(`{"${id}":`.repeat(50_000)) }) },
  { difference: said('megabyte-not-json'), from: () => ({ body: new Uint8Array(megabyte).fill(0x61) }) },
  {
    difference: said('megabyte-of-notification'),
    from: (depositId) => ({ body: encodeUtf8(`{"${id}":${depositId},"note":"${'a'.repeat(megabyte)}"}`) }),
    ambiguous: true,
  },
  {
    difference: said('megabyte-of-notification-unsigned'),
    from: (depositId) => ({
      body: encodeUtf8(`{"${id}":${depositId},"note":"${'a'.repeat(megabyte)}"}`),
      headersAs: (lines) => lines.filter(([name]) => name !== 'Authorization'),
    }),
  },
  authorizationOf(said('empty-authorization'), ''),
  authorizationOf(said('scheme-alone'), carried('')),
  authorizationOf(said('hash-of-3-digits'), carried('abc')),
  authorizationOf(said('hash-of-63-digits'), carried('a'.repeat(63))),
  authorizationOf(said('hash-of-65-digits'), carried('a'.repeat(65))),
  authorizationOf(said('hash-of-64-letters-are-not-digits'), carried('z'.repeat(64))),
  authorizationOf(said('hash-of-4-000-digits'), carried('a'.repeat(4000))),
  authorizationOf(said('hash-of-latin-1-letters'), carried('\u00e9'.repeat(64))),
  authorizationOf(said('three-words'), `${carried('a'.repeat(64))} more`),
  {
    difference: said('content-encoding-body-does-not-have'),
    from: () => ({ headersAs: (lines) => [...lines, ['Content-Encoding', 'gzip']] }),
    ambiguous: true,
  },
  { difference: said('empty-x-date'), from: () => ({ dateAs: () => '' }), ambiguous: true },
  { difference: said('x-date-not-date'), from: () => ({ dateAs: () => 'yesterday' }), ambiguous: true },
  { difference: said('x-date-in-thirteenth-month'), from: () => ({ dateAs: () => '2026-13-45T99:99:99Z' }), ambiguous: true },
];

/** What is refused before its body may have been read, or after. The next notification of the sender may come over the same connection. */
const refusedBeforeOf = ({ id }: Names): readonly BadInput[] => [
  authorizationOf(said('empty-authorization'), ''),
  { difference: said('hash-of-64-zeros'), from: () => ({ hashAs: () => '0'.repeat(64) }) },
  bad(said('no-json-form'), `${id}=@ID`),
  { difference: said('in-place-of-post', { method: 'PUT' }), from: () => ({ methodAs: 'PUT' }) },
  {
    difference: said('megabyte-of-notification-unsigned'),
    from: (depositId) => ({ body: bytes(depositId, `{"${id}":@ID,"note":"`, 'a'.repeat(megabyte), '"}'), authorizationAs: () => '' }),
  },
];

/** How often something has to be amiss after the same input: a receiver may answer 500 now and then, and heals it by the repeat (RCV-05). */
const mostMoments = 4;

/** What came of an input: nothing amiss, or what was expected and seen in its stead. */
interface Amiss {
  readonly expected: 'answered-after-bad-input' | 'not-released';
  readonly actual: Reason;
  readonly exchanges: readonly Exchange[];
}

/** The order that a bad input names, and that of the valid notification behind it. Made before anything is sent: what ends the receiver may end what takes orders too. */
type Pair = readonly [order: PlacedOrder, next: PlacedOrder];

async function pair(driver: ReceiverDriver): Promise<Pair> {
  return [await driver.order(), await driver.order()];
}

async function amissAfter(driver: ReceiverDriver, { from, ambiguous: mayWork }: BadInput, [order, next]: Pair): Promise<Amiss | undefined> {
  const exchange = await driver.send(driver.notice(order.depositId, from(order.depositId)));
  const after = await driver.send(driver.notice(next.depositId));
  const exchanges = [exchange, after];
  if (!isSuccess(after)) return { expected: 'answered-after-bad-input', actual: seen(after), exchanges };
  if (!driver.counts) return undefined;
  const worked = await driver.awaitRelease(next);
  if (worked === 0) return { expected: 'answered-after-bad-input', actual: reason('releases-counted', { count: worked }), exchanges };
  if (mayWork) return undefined;
  await driver.settle();
  const count = await driver.releases(order);
  return count === 0 ? undefined : { expected: 'not-released', actual: reason('releases-counted', { count }), exchanges: [exchange] };
}

const badInputTest: ReceiverTest = {
  clause: 'RCV-09',
  needs: ['registersOrders'],
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { controls } = env.receiver;
    let alone: Promise<unknown> = Promise.resolve();
    let underWay = 0;
    let whenNone: (() => void)[] = [];

    /** An input that something was amiss after is sent once more when nothing else is under way: an input beside it, or a hand from outside, may have done it. */
    const again = async (input: BadInput, first: Amiss): Promise<void> => {
      // One that answers may have ended inside: it is started again too.
      const canRestart = controls.kill !== undefined && controls.start !== undefined;
      const restart = async (): Promise<void> => {
        await controls.kill?.();
        await controls.start?.();
      };
      if (canRestart) await restart();
      else if (first.exchanges.some(isGone)) {
        // What cannot be started again cannot be asked again, and somebody's hand may have ended it.
        throw new ForReview(said('receiver-ended-after', { difference: input.difference }), first.exchanges);
      }
      try {
        await control(driver, await driver.order());
      } catch (error) {
        // It took valid notifications before the input, and takes none any more, a new start or not.
        if (error instanceof Indeterminate)
          broken('RCV-09', reason(first.expected), first.actual, first.exchanges, { difference: input.difference });
        throw error;
      }
      // What does not come each time was a bad moment of the machine.
      let amiss: Amiss | undefined;
      for (let time = 0; time < mostMoments; time += 1) {
        amiss = await amissAfter(driver, input, await pair(driver));
        if (amiss?.expected !== 'answered-after-bad-input') break;
        if (canRestart) await restart();
      }
      if (amiss) broken('RCV-09', reason(amiss.expected), amiss.actual, amiss.exchanges, { difference: input.difference });
      run.observe({
        subject: said('receiver-silent-once', { difference: input.difference }),
        seen: first.exchanges.slice(-1).map(answerText).join(''),
      });
    };
    const judge = async (input: BadInput, orders: Pair): Promise<void> => {
      underWay += 1;
      const amiss = await amissAfter(driver, input, orders).finally(() => {
        underWay -= 1;
        if (underWay > 0) return;
        for (const go of whenNone) go();
        whenNone = [];
      });
      if (!amiss) return;
      if (amiss.expected === 'not-released') {
        await causedBySending(driver, amiss.exchanges);
        broken('RCV-09', reason('not-released'), amiss.actual, amiss.exchanges, { difference: input.difference });
      }
      // Nobody starts the receiver anew before all that went out together has been seen through: the one that ended it would go unnoticed.
      if (underWay > 0) await new Promise<void>((resolve) => whenNone.push(resolve));
      const turn = alone.then(() => again(input, amiss));
      alone = turn.catch(() => undefined);
      await turn;
    };

    await control(driver, await driver.order());
    const [badInputs, refusedBefore] = [badInputsOf(driver.names, carrierOfHash(env.contract)), refusedBeforeOf(driver.names)];
    run.countCases(badInputs.length + refusedBefore.length);
    for (let at = 0; at < badInputs.length; at += 8) {
      const group = await Promise.all(badInputs.slice(at, at + 8).map(async (input) => ({ input, orders: await pair(driver) })));
      await inGroups(driver, group, ({ input, orders }) => judge(input, orders));
    }
    // A refused one leaves the connection as it was, or closed.
    await inGroups(driver, refusedBefore, async ({ difference: input, from }) => {
      const kept: Exchange[] = [];
      // What does not come each time was a bad moment of the machine.
      for (let time = 0; time < mostMoments; time += 1) {
        const [refused, next] = await pair(driver);
        const before = [driver.notice(refused.depositId, from(refused.depositId))];
        const exchange = await driver.send(keptNotice(driver.notice(next.depositId), before, env.receiver.now()));
        if (isSuccess(exchange) || (exchange.answer.kind === 'none' && exchange.answer.reason !== 'timeout')) return;
        // Over a connection of its own the same notification is taken: the one before is what was amiss.
        await control(driver, next);
        kept.push(exchange);
      }
      const [exchange] = kept.slice(-1);
      const difference = said('next-on-same-connection', { difference: input });
      if (exchange) broken('RCV-09', reason('answered-after-bad-input'), seen(exchange), kept, { difference });
    });
    const any = fc.uint8Array({ maxLength: 200 }).filter((garbage) => !garbage.includes(0x7b));
    await forAll(run, any, 30, async (garbage) =>
      judge({ difference: said('drawn-bytes'), from: () => ({ body: garbage }) }, await pair(driver)),
    );
    if (!driver.counts) throw new Untestable(noProbe);
  },
};

const foreignTest: ReceiverTest = {
  clause: 'RCV-10',
  needs: needsEffect,
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const noServerError = (exchange: Exchange, difference: string): void => {
      const { answer } = exchange;
      if (answer.kind === 'response' && answer.response.status >= 500)
        broken('RCV-10', reason('no-server-error'), seen(exchange), [exchange], { difference });
    };
    const judge = async (order: PlacedOrder, difference: string): Promise<void> => {
      const exchange = await driver.deliver(driver.notice(order.depositId));
      noServerError(exchange, difference);
      await driver.settle();
      await notReleased('RCV-10', driver, order, [exchange], { difference });
    };
    const unknown = (depositId: string): PlacedOrder => ({ depositId, invoiceId: 'none', amount: '1', currency: 'BRL', status: 'unknown' });
    run.countCases(7);
    const known = await driver.order();
    await control(driver, known);
    await judge(await driver.order({ registered: false }), said('deposit-belongs-to-no-order'));
    await judge(await driver.order({ registered: false, of: 'another' }), said('another-merchants-deposit'));
    for (const depositId of ['1', '42', '2147483648', '9007199254740991', '2999999999'])
      await judge(unknown(depositId), said('id-which-api-does-not-know', { depositId }));
    // A refund of what is not the shop's has no effect.
    for (const of of env.receiver.controls.countRefunds ? (['another', undefined] as const) : []) {
      const order = await driver.order({ registered: false, ...(of ? { of } : {}) });
      const refundId = env.receiver.status.placeRefund({
        depositId: order.depositId,
        amount: order.amount,
        status: driver.names.completed,
      });
      const exchange = await driver.deliver(refundNotice(env, driver, refundId));
      const difference = said(of ? 'refund-of-another-merchant' : 'refund-of-no-order');
      noServerError(exchange, difference);
      await refundWithoutEffect('RCV-10', env, driver, order, [exchange], difference);
    }
    // An order whose deposit turns out to be another merchant's: the API does not know it for this one.
    const taken = await driver.order({ of: 'another' });
    const exchange = await driver.send(driver.notice(taken.depositId));
    await driver.settle();
    await notReleased('RCV-10', driver, taken, [exchange], { difference: said('order-with-another-merchants-deposit') });
  },
};

interface Mismatch {
  readonly difference: string;
  readonly members: Readonly<Record<string, JsonValue>>;
  /** The amount of the order, where it is not 100.50. */
  readonly amount?: string;
}

/** In what the status answer differs from the order of 100.50 BRL. */
const mismatchesOf = ({ reference, amount: sum = 'amount', foreignAmount, currency = 'currency' }: Names): readonly Mismatch[] => [
  { difference: said('amount-hundredth-less'), members: { [sum]: 100.49 } },
  { difference: said('amount-hundredth-more'), members: { [sum]: 100.51 } },
  // A number of 32 bits holds seven digits.
  { difference: said('amount-of-nine-digits-hundredth-more'), amount: '1234567.89', members: { [sum]: 1234567.9 } },
  { difference: said('amount-hundredth-part'), members: { [sum]: 1.01 } },
  { difference: said('amount-hundred-times-as-much'), members: { [sum]: 10050 } },
  { difference: said('amount-tenth'), members: { [sum]: 10.05 } },
  { difference: said('amount-0'), members: { [sum]: 0 } },
  { difference: said('amount-negative'), members: { [sum]: -100.5 } },
  { difference: said('amount-cut-to-its-whole-part'), members: { [sum]: 100 } },
  // The documents have the amount in dollars beside that of the order.
  ...(foreignAmount === undefined
    ? []
    : [{ difference: said('amount-in-dollars-is-orders'), members: { [sum]: 10.05, [foreignAmount]: 100.5 } }]),
  { difference: said('currency-another'), members: { [currency]: 'MXN' } },
  { difference: said('currency-another-and-nothing-else'), members: { [currency]: 'USD' } },
  ...(reference === undefined ? [] : [{ difference: said('invoice-another'), members: { [reference]: 'another' } }]),
  // What is not told is not that of the order.
  { difference: said('amount-null'), members: { [sum]: null } },
  { difference: said('currency-null'), members: { [currency]: null } },
  ...(reference === undefined ? [] : [{ difference: said('invoice-null'), members: { [reference]: null } }]),
];

const mismatchTest: ReceiverTest = {
  clause: 'RCV-11',
  needs: needsEffect,
  async run(env, run) {
    const driver = receiverDriver(env, run);
    const { receiver } = env;
    const { reference, amount: amountShown = 'amount' } = driver.names;
    const mismatches = mismatchesOf(driver.names);
    run.countCases(mismatches.length + (reference === undefined ? 0 : 4));
    await control(driver, await driver.order());
    const judge = async ({ difference, members, amount }: Mismatch): Promise<void> => {
      const order = await driver.order(amount === undefined ? {} : { amount });
      receiver.status.script(order.depositId, { kind: 'state', members });
      // It comes twice: a mismatch that was noted is not a match.
      const exchanges = [await driver.send(driver.notice(order.depositId)), await driver.send(driver.notice(order.depositId))];
      await driver.settle();
      await notReleased('RCV-11', driver, order, exchanges, { difference });
    };
    await inGroups(driver, mismatches, judge);
    // Another order of the same merchant, which waits for its own payment.
    if (reference === undefined) return;
    for (const sum of ['100.50', '250.00']) {
      const [order, other] = [await driver.order(), await driver.order({ status: driver.names.pending, amount: sum })];
      const before = await driver.deliver(driver.notice(other.depositId));
      await driver.settle();
      // One that its own notification released shows nothing here (RCV-06).
      const waits = (await driver.releases(other)) === 0;
      receiver.status.script(order.depositId, {
        kind: 'state',
        members: { [reference]: other.invoiceId, ...(sum === order.amount ? {} : { [amountShown]: Number(sum) }) },
      });
      const exchanges = [before, await driver.send(driver.notice(order.depositId))];
      await driver.settle();
      const difference = said(sum === order.amount ? 'invoice-of-another-order' : 'invoice-and-amount-of-another-order');
      for (const one of waits ? [order, other] : [order]) await notReleased('RCV-11', driver, one, exchanges, { difference });
    }
    for (const [difference, before, behind] of [
      [said('invoice-begins-as-orders'), '', '1'],
      [said('invoice-ends-as-orders'), '1', ''],
    ] as const) {
      const longer = await driver.order();
      receiver.status.script(longer.depositId, { kind: 'state', members: { [reference]: `${before}${longer.invoiceId}${behind}` } });
      const exchange = await driver.send(driver.notice(longer.depositId));
      await driver.settle();
      await notReleased('RCV-11', driver, longer, [exchange], { difference });
    }
  },
};

export const inputTests: readonly ReceiverTest[] = [statusTest, badInputTest, foreignTest, mismatchTest];
