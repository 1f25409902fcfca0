import { answering, type ClientExchange, changed, type Injection, type Script, served } from '../../core/contract/fault-injection.ts';
import { type JsonValue, member, tree } from '../../core/json.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClientTest, ClientTestEnvironment } from '../clause-test.ts';
import { Indeterminate } from '../violation.ts';
import { paysBack, readArguments, readsPayment, readsRefund } from './operations.ts';
import { requestsOf } from './questions.ts';
import {
  accepted,
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

const created = (id: string, more: Readonly<Record<string, JsonValue>> = {}): string =>
  JSON.stringify({
    checkout_type: 'ONE_SHOT',
    redirect_url: 'https://checkout.example/1',
    iframe: true,
    deposit_id: 0,
    user_id: '1',
    payment_info: { type: 'BANK_TRANSFER', payment_method: 'IX', amount: 100, currency: 'BRL', created_at: '2026-11-21 12:33:20' },
    ...more,
  }).replace('"deposit_id":0', `"deposit_id":${id}`);

/** Answers to a creation that an API of this version may give. */
const creationAnswers: readonly (readonly [name: string, status: number, body: (id: string) => string])[] = [
  [said('documented-one'), 201, (id) => created(id)],
  [said('200-in-place-of-201'), 200, (id) => created(id)],
  [said('202-in-place-of-201'), 202, (id) => created(id)],
  [said('hosted-in-place-of-one-shot'), 201, (id) => created(id, { checkout_type: 'HOSTED' })],
  [said('checkout-type-of-later'), 201, (id) => created(id, { checkout_type: 'EMBEDDED' })],
  [said('members-of-later'), 201, (id) => created(id, { risk: { score: 0.5, flags: ['a', null] }, next_step: null, '': 1 })],
  [said('long-member-of-later'), 201, (id) => created(id, { instructions: 'ã'.repeat(15_000) })],
  [said('no-member-but-id'), 201, (id) => `{"deposit_id":${id}}`],
  [
    said('dates-in-iso-form'),
    201,
    (id) => created(id, { payment_info: { type: 'X', expiration_date: '2026-11-22T12:33:20.000Z', created_at: 'now' } }),
  ],
  [said('iframe-as-text-null-for-rest'), 201, (id) => created(id, { iframe: 'true', user_id: null, payment_info: null })],
  [said('white-space-and-escapes'), 201, (id) => ` {\n "deposit_id" : ${id} , "user_id":"\\u00e9\\/" } \n`],
];

/** Creations and status calls for a deposit have one injection each. Other calls are served. */
function answersOf(creation: Injection, status: Injection): Script {
  return ({ method, target }) => (method === 'POST' ? creation : isOfADeposit(target) ? status : served);
}

/** What a read of a deposit answers. */
export const statusBody = (status: string, id = '3000000001'): string =>
  JSON.stringify({
    deposit_id: 0,
    invoice_id: 'INV-1',
    country: 'BR',
    currency: 'BRL',
    usd_amount: 4.9,
    local_amount: 100,
    status,
  }).replace('"deposit_id":0', `"deposit_id":${id}`);

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
      const body = operation === readsPayment ? statusBody('PENDING', id) : `{"deposit_id":3000000001,"status":"PENDING","amount":1}`;
      session.script((request) => (request.method === 'GET' ? answering(200, body) : served));
      const since = session.seen().length;
      answered(await session.ask(operation, readArguments(operation, id)));
      const requests = session.seen().slice(since);
      if (requests.length > 0 && !requests.some(({ request }) => request.target.split(/[?#]/, 1)[0]?.endsWith(`/${id}`)))
        broken(id, requests, requests.at(-1)?.request.target ?? '');
    }
    if (!can.has('createsRefunds')) continue;
    session.script(creations(accepted(paysBack)));
    const { requests } = await requestsOf(session, respelledNumber(session.creation(paysBack), 'deposit_id', id), paysBack);
    const last = requests.at(-1);
    const arrived = last && member(bodyOf(last) ?? tree({}), 'deposit_id');
    const text = arrived?.kind === 'number' ? arrived.text : arrived?.kind === 'string' ? arrived.value : '';
    if (last && text !== id) broken(id, [last], text);
  }
}

/** Whether the invoice id of a creation arrives whole. A shop may put something before it, or use ids of its own. */
async function invoicesArrive(env: ClientTestEnvironment, session: Session): Promise<void> {
  for (const operation of creating(env)) {
    session.script(creations(accepted(operation)));
    // The documented length is 128 characters, which leaves room for what a shop puts before it.
    const id = `inv${session.action().replaceAll('-', '')}`.padEnd(100, '0123456789');
    // It may contain a shop's own number by chance.
    const isPart = (value: string): boolean => value !== id && (id.startsWith(value) || (value.length >= 16 && id.includes(value)));
    const { requests } = await requestsOf(session, session.creation(operation, { invoice_id: id }), operation);
    for (const request of requests) {
      const sent = member(bodyOf(request) ?? tree({}), 'invoice_id');
      if (sent?.kind === 'string' && sent.value !== '' && isPart(sent.value))
        brokenBy('CLT-03', reason('id-kept', { id }), reason('value-seen', { value: sent.value }), [request]);
    }
  }
}

/** A refund that is read again is reported as it is now. */
async function refundsAreReadAgain({ client }: ClientTestEnvironment, session: Session): Promise<void> {
  if (!client.can.has('asksRefunds')) return;
  for (const status of ['PENDING', 'COMPLETED']) {
    const body = `{"deposit_id":3000000001,"status":"${status}","amount":1}`;
    session.script(({ method }) => (method === 'GET' ? answering(200, body) : served));
    const outcome = answered(await session.ask(readsRefund, readArguments(readsRefund, '168285')));
    const shown = textOf(outcome, 'status');
    if (outcome.kind !== 'ok' || shown !== 'PENDING' || shown === status) continue;
    const expected = reason('success-reported', { what: said('status-shown', { status }) });
    brokenBy('CLT-03', expected, reason('client-reported', { what: said('status-shown', { status: shown }) }), session.seen().slice(-1));
  }
}

/** Statuses that are not COMPLETED, documented and not. */
const unpaid = [
  'CREATED',
  'PENDING',
  'CANCELLED',
  'EXPIRED',
  'DECLINED',
  'EARLY_RELEASED',
  'FOR_REVIEW',
  'REFUNDED',
  'CHARGEBACK',
  'APPROVED',
  'SUCCESS',
  'PAID',
  'COMPLETE',
  'NOT_COMPLETED',
  'COMPLETED_PARTIALLY',
  '',
];

/** Members of a status answer that mention payments and are not one. */
const besideCompleted: readonly (readonly [name: string, value: string])[] = [
  ['completed_payment_method_code', '"IX"'],
  ['card_detail', '{"transaction_result":"SUCCESS","masked_card":"411111******1111"}'],
  ['refunded', 'false'],
  ['payer', '{"document":"1","status":"COMPLETED"}'],
  ['completed', 'true'],
];

/** What the client makes of answers. */
export const responseHandlingTests: readonly ClientTest[] = [
  {
    clause: 'CLT-03',
    needs: ['createsDeposits'],
    async run(env, run) {
      await inSession(env, run, async (session) => {
        for (const [name, status, body] of creationAnswers) {
          for (const id of name === said('documented-one') ? ids : ['3000000001']) {
            session.script(answersOf(answering(status, body(id)), answering(200, statusBody('PENDING', id))));
            const outcome = answered(await session.pay(session.deposit()));
            const expected = reason('success-reported', { what: `${name}, deposit_id ${id}` });
            const posts = session.posts();
            if (posts.length === 0) throw noCreation(session);
            if (outcome.kind !== 'ok') brokenBy('CLT-03', expected, outcomeReason(outcome), posts.slice(-1));
            const got = idOf(outcome, 'deposit_id');
            if (got !== id)
              brokenBy('CLT-03', expected, reason('client-reported', { what: `deposit_id ${got ?? 'none'}` }), posts.slice(-1));
          }
        }
        await idsArrive(env, session);
        await invoicesArrive(env, session);
        await refundsAreReadAgain(env, session);
        if (!env.client.can.has('asksStatus')) return;
        // A client may remember a status that is final, so that one comes last.
        for (const status of ['PENDING', 'SETTLING', 'EARLY_RELEASED', 'COMPLETED']) {
          session.script(answersOf(served, answering(200, statusBody(status).replace('}', ',"later":[{}]}'))));
          const outcome = answered(await session.ask(readsPayment, tree({ deposit_id: '3000000001' })));
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
        // Each answer is about a deposit of its own: a client may remember that one was paid.
        let id = '3000000001';
        const status = () => session.ask(readsPayment, tree({ deposit_id: id }));
        session.script(answersOf(served, answering(200, statusBody('COMPLETED', id))));
        const paid = answered(await status());
        const last = () => session.seen().slice(-1);
        if (paid.kind !== 'ok' || !takenAsPaid(paid)) throw new Indeterminate(said('completed-not-read'), 'implementation', last());
        const others: readonly (readonly [string, () => Injection])[] = [
          ...unpaid.map((word) => [said('status-shown', { status: word }), () => answering(200, statusBody(word, id))] as const),
          [said('a-page'), () => answering(200, '<html>Payment successful. COMPLETED</html>', [['Content-Type', 'text/html']])],
          [said('redirect-to-success-url'), () => answering(302, '', [['Location', 'https://merchant.example/success?status=COMPLETED']])],
          [said('failure-names-completed'), () => answering(404, '{"code":208,"description":"COMPLETED","status":"COMPLETED"}')],
          [
            said('inner-status'),
            () =>
              answering(
                200,
                `{"deposit_id":${id},"status":"PENDING","refund":{"status":"COMPLETED"},"payment_info":{"status":"COMPLETED"}}`,
              ),
          ],
          [said('no-status'), () => answering(200, `{"deposit_id":${id}}`)],
          ...besideCompleted.map(
            ([name, value]) =>
              [
                said('status-pending-with', { name }),
                () => answering(200, statusBody('PENDING', id).replace('}', `,"${name}":${value}}`)),
              ] as const,
          ),
        ];
        for (const [name, injection] of others) {
          id = String(Number(id) + 1);
          session.script(answersOf(served, injection()));
          const outcome = answered(await status());
          if (takenAsPaid(outcome)) brokenBy('CLT-04', expected, reason('client-reported', { what: said('paid-after', { name }) }), last());
        }
        if (!env.client.can.has('createsDeposits')) return;
        const unpaidCreations = [
          served,
          changed((response) => ({ ...response, status: 200 })),
          answering(201, '{"deposit_id":3000000001,"checkout_type":"ONE_SHOT","iframe":false,"payment_info":{"type":"BANK_TRANSFER"}}'),
          answering(303, '', [['Location', 'https://merchant.example/success']]),
        ];
        for (const injection of unpaidCreations) {
          session.script(creations(injection));
          const outcome = answered(await session.pay(session.deposit()));
          if (takenAsPaid(outcome)) brokenBy('CLT-04', expected, reason('client-reported', { what: said('paid-after-creation') }), last());
        }
      });
    },
  },
];
