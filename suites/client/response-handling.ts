import { answering, type ClientExchange, changed, type Injection, type Script, served } from '../../core/contract/fault-injection.ts';
import type { ClientOperation } from '../../core/decisions/client.ts';
import { type JsonValue, member, tree } from '../../core/json.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { type Contract, payment, walksOf } from '../../schemas/contract.ts';
import type { ClientTest, ClientTestEnvironment } from '../clause-test.ts';
import { type Names, referenced } from '../names.ts';
import { Indeterminate } from '../violation.ts';
import { paysBack, readArguments, readsPayment, readsRefund } from './operations.ts';
import { requestsOf } from './questions.ts';
import {
  answered,
  bodyOf,
  brokenBy,
  creating,
  creations,
  idOf,
  inSession,
  isOfADeposit,
  noCreation,
  outcomeReason,
  respelledNumber,
  type Session,
  takenAsPaid,
  textOf,
} from './session.ts';

/** Ids that do not fit into 31, 32 and 53 bits. */
const ids = ['300000025', '3000000001', '4294967297', '9007199254740993', '12345678901234567890'];

const created = (name: string, id: string, more: Readonly<Record<string, JsonValue>> = {}): string =>
  JSON.stringify({
    checkout_type: 'ONE_SHOT',
    redirect_url: 'https://checkout.example/1',
    iframe: true,
    [name]: 0,
    user_id: '1',
    payment_info: { type: 'BANK_TRANSFER', payment_method: 'IX', amount: 100, currency: 'BRL', created_at: '2026-11-21 12:33:20' },
    ...more,
  }).replace(`"${name}":0`, () => `"${name}":${id}`);

/** Answers to a creation that an API of this version may give. */
const creationAnswersOf = ({ id: member }: Names): readonly (readonly [name: string, status: number, body: (id: string) => string])[] => [
  [said('documented-one'), 201, (id) => created(member, id)],
  [said('200-in-place-of-201'), 200, (id) => created(member, id)],
  [said('202-in-place-of-201'), 202, (id) => created(member, id)],
  [said('hosted-in-place-of-one-shot'), 201, (id) => created(member, id, { checkout_type: 'HOSTED' })],
  [said('checkout-type-of-later'), 201, (id) => created(member, id, { checkout_type: 'EMBEDDED' })],
  [said('members-of-later'), 201, (id) => created(member, id, { risk: { score: 0.5, flags: ['a', null] }, next_step: null, '': 1 })],
  [said('long-member-of-later'), 201, (id) => created(member, id, { instructions: 'ã'.repeat(15_000) })],
  [said('no-member-but-id'), 201, (id) => `{"${member}":${id}}`],
  [
    said('dates-in-iso-form'),
    201,
    (id) => created(member, id, { payment_info: { type: 'X', expiration_date: '2026-11-22T12:33:20.000Z', created_at: 'now' } }),
  ],
  [said('iframe-as-text-null-for-rest'), 201, (id) => created(member, id, { iframe: 'true', user_id: null, payment_info: null })],
  [said('white-space-and-escapes'), 201, (id) => ` {\n "${member}" : ${id} , "user_id":"\\u00e9\\/" } \n`],
];

/** Creations and status calls for a deposit have one injection each. Other calls are served. */
function answersOf(contract: Contract, creation: Injection, status: Injection): Script {
  return ({ method, target }) => (method === 'POST' ? creation : isOfADeposit(contract, target) ? status : served);
}

/** What a read of a deposit answers. */
const statusBody = (names: Names, status: string, id = '3000000001'): string =>
  JSON.stringify({
    [names.id]: 0,
    ...referenced(names, 'INV-1'),
    country: 'BR',
    ...(names.currency === undefined ? {} : { [names.currency]: 'BRL' }),
    ...(names.foreignAmount === undefined ? {} : { [names.foreignAmount]: 4.9 }),
    ...(names.amount === undefined ? {} : { [names.amount]: 100 }),
    [names.status]: status,
  }).replace(`"${names.id}":0`, () => `"${names.id}":${id}`);

/** What a read answers: of a deposit, or of a refund of one. */
export function shownBy(names: Names, operation: ClientOperation, status: string, id: string, ofDeposit = '3000000001'): string {
  return operation === readsPayment
    ? statusBody(names, status, id)
    : `{"${names.id}":${ofDeposit},"${names.reversalStatus}":"${status}","amount":1}`;
}

/** Ids that do not fit into 31, 32 and 53 bits, but into 64 bits. */
const longIds = ['3000000001', '4294967297', '9007199254740993'];

/** Whether the id of the requested resource is the one that was given: in the path of a read, and in a refund. */
async function idsArrive(env: ClientTestEnvironment, session: Session): Promise<void> {
  const { can } = env.client;
  const broken = (id: string, requests: readonly ClientExchange[], seen: string): never =>
    brokenBy('CLT-03', reason('id-kept', { id }), reason('value-seen', { value: seen }), requests.slice(-1));
  const canRead = { [readsPayment]: can.has('asksStatus'), [readsRefund]: can.has('asksRefunds') };
  const reads = ([readsPayment, readsRefund] as const).filter((operation) => canRead[operation]);
  for (const id of longIds) {
    for (const operation of reads) {
      const body = shownBy(session.names, operation, session.names.pending, id);
      session.script((request) => (request.method === 'GET' ? answering(200, body) : served));
      const since = session.seen().length;
      answered(await session.ask(operation, readArguments(session.names, operation, id)));
      const requests = session.seen().slice(since);
      if (requests.length > 0 && !requests.some(({ request }) => request.target.split(/[?#]/, 1)[0]?.endsWith(`/${id}`)))
        broken(id, requests, requests.at(-1)?.request.target ?? '');
    }
    if (!can.has('createsRefunds')) continue;
    session.script(creations(session.accepted(paysBack)));
    const { requests } = await requestsOf(session, respelledNumber(session.creation(paysBack), session.names.id, id), paysBack);
    const last = requests.at(-1);
    const arrived = last && member(bodyOf(last) ?? tree({}), session.names.id);
    const text = arrived?.kind === 'number' ? arrived.text : arrived?.kind === 'string' ? arrived.value : '';
    if (last && text !== id) broken(id, [last], text);
  }
}

/** Whether the invoice id of a creation arrives whole. A shop may put something before it, or use ids of its own. */
async function invoicesArrive(env: ClientTestEnvironment, session: Session): Promise<void> {
  for (const operation of creating(env)) {
    session.script(creations(session.accepted(operation)));
    // The documented length is 128 characters, which leaves room for what a shop puts before it.
    const id = `inv${session.action().replaceAll('-', '')}`.padEnd(100, '0123456789');
    // It may contain a shop's own number by chance.
    const isPart = (value: string): boolean => value !== id && (id.startsWith(value) || (value.length >= 16 && id.includes(value)));
    const { requests } = await requestsOf(session, session.creation(operation, referenced(session.names, id)), operation);
    for (const request of requests) {
      const sent = member(bodyOf(request) ?? tree({}), session.names.reference ?? '');
      if (sent?.kind === 'string' && sent.value !== '' && isPart(sent.value))
        brokenBy('CLT-03', reason('id-kept', { id }), reason('value-seen', { value: sent.value }), [request]);
    }
  }
}

/** A refund that is read again is reported as it is now. */
async function refundsAreReadAgain({ client }: ClientTestEnvironment, session: Session): Promise<void> {
  if (!client.can.has('asksRefunds')) return;
  for (const status of [session.names.pending, session.names.completed]) {
    const body = shownBy(session.names, readsRefund, status, '168285');
    session.script(({ method }) => (method === 'GET' ? answering(200, body) : served));
    const outcome = answered(await session.ask(readsRefund, readArguments(session.names, readsRefund, '168285')));
    const shown = textOf(outcome, 'status');
    if (outcome.kind !== 'ok' || shown !== session.names.pending || shown === status) continue;
    const expected = reason('success-reported', { what: said('status-shown', { status }) });
    brokenBy('CLT-03', expected, reason('client-reported', { what: said('status-shown', { status: shown }) }), session.seen().slice(-1));
  }
}

/** Statuses that are not that of what is paid, documented and not. */
const withoutPayment = (contract: Contract, { completed }: Names): readonly string[] => [
  ...payment(contract)
    .statuses.map(({ status }) => status)
    .filter((status) => status !== completed),
  'REFUNDED',
  'CHARGEBACK',
  'SUCCESS',
  'PAID',
  'COMPLETE',
  `NOT_${completed}`,
  `${completed}_PARTIALLY`,
  '',
];

/** Members of a status answer that mention payments and are not one. */
const besideStatusOf = ({ completed, status }: Names): readonly (readonly [name: string, value: string])[] => [
  ['completed_payment_method_code', '"IX"'],
  ['card_detail', '{"transaction_result":"SUCCESS","masked_card":"411111******1111"}'],
  ['refunded', 'false'],
  ['payer', `{"document":"1","${status}":"${completed}"}`],
  ['completed', 'true'],
];

/** What the client makes of answers. */
export const responseHandlingTests: readonly ClientTest[] = [
  {
    clause: 'CLT-03',
    needs: ['createsDeposits'],
    async run(env, run) {
      await inSession(env, run, async (session) => {
        const { names } = session;
        for (const [name, status, body] of creationAnswersOf(names)) {
          for (const id of name === said('documented-one') ? ids : ['3000000001']) {
            session.script(answersOf(env.contract, answering(status, body(id)), answering(200, statusBody(names, names.pending, id))));
            const outcome = answered(await session.pay(session.deposit()));
            const expected = reason('success-reported', { what: `${name}, ${names.id} ${id}` });
            const posts = session.posts();
            if (posts.length === 0) throw noCreation(session);
            if (outcome.kind !== 'ok') brokenBy('CLT-03', expected, outcomeReason(outcome), posts.slice(-1));
            const got = idOf(outcome, names.id);
            if (got !== id)
              brokenBy('CLT-03', expected, reason('client-reported', { what: `${names.id} ${got ?? 'none'}` }), posts.slice(-1));
          }
        }
        await idsArrive(env, session);
        await invoicesArrive(env, session);
        await refundsAreReadAgain(env, session);
        if (!env.client.can.has('asksStatus')) return;
        // A client may remember a status that is final, so that one comes last.
        for (const status of [names.pending, 'SETTLING', ...walksOf(names.statuses, [['released']]).flat(), names.completed]) {
          session.script(answersOf(env.contract, served, answering(200, statusBody(names, status).replace('}', ',"later":[{}]}'))));
          const outcome = answered(await session.ask(readsPayment, tree({ [names.id]: '3000000001' })));
          const expected = reason('success-reported', { what: said('status-shown', { status }) });
          const last = session.seen().slice(-1);
          if (outcome.kind !== 'ok') brokenBy('CLT-03', expected, outcomeReason(outcome), last);
          if (textOf(outcome, 'status') !== status)
            brokenBy(
              'CLT-03',
              expected,
              reason('client-reported', { what: said('status-shown', { status: textOf(outcome, 'status') ?? 'none' }) }),
              last,
            );
        }
      });
    },
  },
  {
    clause: 'CLT-04',
    needs: ['asksStatus'],
    async run(env, run) {
      const expected = reason('paid-only-when-completed');
      await inSession(env, run, async (session) => {
        const { names } = session;
        const { completed } = names;
        // Each answer is about a deposit of its own: a client may remember that one was paid.
        let id = '3000000001';
        const status = () => session.ask(readsPayment, tree({ [names.id]: id }));
        session.script(answersOf(env.contract, served, answering(200, statusBody(names, completed, id))));
        const paid = answered(await status());
        const last = () => session.seen().slice(-1);
        if (paid.kind !== 'ok' || !takenAsPaid(names, paid)) throw new Indeterminate(said('completed-not-read'), 'implementation', last());
        const others: readonly (readonly [string, () => Injection])[] = [
          ...withoutPayment(env.contract, names).map(
            (word) => [said('status-shown', { status: word }), () => answering(200, statusBody(names, word, id))] as const,
          ),
          [said('a-page'), () => answering(200, `<html>Payment successful. ${completed}</html>`, [['Content-Type', 'text/html']])],
          [
            said('redirect-to-success-url'),
            () => answering(302, '', [['Location', `https://merchant.example/success?status=${completed}`]]),
          ],
          [
            said('failure-names-completed'),
            () => answering(404, `{"code":208,"description":"${completed}","${names.status}":"${completed}"}`),
          ],
          [
            said('inner-status'),
            () =>
              answering(
                200,
                `{"${names.id}":${id},"${names.status}":"${names.pending}","refund":{"${names.status}":"${completed}"},"payment_info":{"${names.status}":"${completed}"}}`,
              ),
          ],
          [said('no-status'), () => answering(200, `{"${names.id}":${id}}`)],
          ...besideStatusOf(names).map(
            ([name, value]) =>
              [
                said('status-pending-with', { name }),
                () => answering(200, statusBody(names, names.pending, id).replace('}', `,"${name}":${value}}`)),
              ] as const,
          ),
        ];
        for (const [name, injection] of others) {
          id = String(Number(id) + 1);
          session.script(answersOf(env.contract, served, injection()));
          const outcome = answered(await status());
          if (takenAsPaid(names, outcome))
            brokenBy('CLT-04', expected, reason('client-reported', { what: said('paid-after', { name }) }), last());
        }
        if (!env.client.can.has('createsDeposits')) return;
        const unpaidCreations = [
          served,
          changed((response) => ({ ...response, status: 200 })),
          answering(201, `{"${names.id}":3000000001,"checkout_type":"ONE_SHOT","iframe":false,"payment_info":{"type":"BANK_TRANSFER"}}`),
          answering(303, '', [['Location', 'https://merchant.example/success']]),
        ];
        for (const injection of unpaidCreations) {
          session.script(creations(injection));
          const outcome = answered(await session.pay(session.deposit()));
          if (takenAsPaid(names, outcome))
            brokenBy('CLT-04', expected, reason('client-reported', { what: said('paid-after-creation') }), last());
        }
      });
    },
  },
];
