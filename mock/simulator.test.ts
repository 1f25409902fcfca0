import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { signedMessage } from '../core/contract/canonical.ts';
import { sign } from '../core/contract/signature.ts';
import { type Override, overridden } from '../core/decisions/override.ts';
import type { ProviderDecisions } from '../core/decisions/provider.ts';
import { type Answer, headerValue, type WireRequest, withHeader, withoutHeader } from '../core/exchange.ts';
import type { JsonValue } from '../core/json.ts';
import { readContract, target } from '../schemas/contract.ts';
import { contractOf } from '../schemas/contracts.ts';
import { compile } from '../schemas/validate.ts';
import type { Interpretations } from '../specs/types/ambiguities.ts';
import {
  accountOf,
  address,
  caller,
  creation,
  depositOf,
  noon,
  otherCaller,
  read,
  readOnly,
  responseOf,
  signed,
  testProvider,
} from './caller.ts';
import { conformingProvider } from './conforming-provider.ts';
import { type DirectSending, direct } from './direct.ts';
import { memoryLedger } from './ledger-memory.ts';
import { sqliteLedger } from './ledger-sqlite.ts';
import type { MockProvider, MockProviderOptions } from './provider.ts';

const [onekey] = contractOf('deposits-v3').profiles;

const how: DirectSending = { peer: address, secure: true, environment: 'first' };

function asked(mock: MockProvider, request: WireRequest, more: Partial<DirectSending> = {}): Promise<Answer> {
  return direct(mock)(request, { ...how, ...more });
}

function interpreting(interpretations: Partial<Interpretations>, more: Partial<MockProviderOptions> = {}): MockProvider {
  return testProvider({ profile: { ...onekey, interpretations: { ...onekey.interpretations, ...interpretations } }, ...more });
}

function overriding(override: Override<ProviderDecisions>): MockProvider {
  return testProvider({
    decisions: overridden(conformingProvider(contractOf('deposits-v3'), onekey.interpretations, onekey.scheme), override),
  });
}

async function created(mock: MockProvider, invoiceId: string): Promise<number> {
  const { status, body } = read(await asked(mock, creation(invoiceId)));
  assert.equal(status, 201);
  return Number(body.deposit_id);
}

async function completed(mock: MockProvider, invoiceId: string): Promise<number> {
  const depositId = await created(mock, invoiceId);
  assert.equal(mock.controls.moveStatus(depositId, 'COMPLETED'), 'moved');
  return depositId;
}

const refundOf = (depositId: number, amount: number, key?: string): WireRequest =>
  signed({ target: '/v3/refunds', body: { deposit_id: depositId, invoice_id: 'R', amount }, ...(key === undefined ? {} : { key }) });

describe('every operation of the contract', () => {
  for (const operation of contractOf('deposits-v3').operations) {
    test(`${operation.id} answers its known-good request as documented`, async () => {
      const mock = testProvider();
      const depositId = await completed(mock, 'BEFORE');
      const refundId = Number(read(await asked(mock, refundOf(depositId, 1))).body.refund_id);
      const values = { ...Object.fromEntries(operation.parameters.map(({ name, example }) => [name, `${example}`])) };
      if ('deposit_id' in values) values.deposit_id = `${depositId}`;
      if ('refund_id' in values) values.refund_id = `${refundId}`;
      const example = operation.requestExamples[0];
      const body = operation.id === 'createRefund' ? { ...Object(example), deposit_id: depositId } : example;
      const path = target(operation, values);
      const request =
        operation.authentication === 'bearer' ? readOnly(path) : signed({ target: path, ...(body === undefined ? {} : { body }) });
      const response = responseOf(await asked(mock, request));
      const schema = operation.responses.get(`${response.status}`)?.schema;
      assert.ok(schema, `${response.status} is documented`);
      assert.deepEqual(compile(schema)(JSON.parse(Buffer.from(response.body).toString())), []);
      assert.equal(headerValue(response.headers, 'Content-Type'), 'application/json');
      assert.equal(headerValue(response.headers, 'Date'), 'Sun, 21 Jun 2020 12:33:20 GMT');
    });
  }

  test('one that has no handler answers with its documented example, under the same checks', async () => {
    const document = `
openapi: 3.1.1
info: { title: Wallet, version: v1 }
paths:
  /v1/wallet/transaction:
    post:
      operationId: walletTransaction
      x-countersign-traits: [signed, dated, idempotent]
      x-countersign-headers: headers.json#/$defs/signedRequest
      requestBody: { content: { application/json: { schema: { type: object, required: [amount], properties: { amount: { type: number } } } } } }
      responses:
        '200': { description: Done, content: { application/json: { schema: { type: object }, examples: { done: { value: { balance: 12 } } } } } }
`;
    const shipped = ['headers.json', 'scheme.yaml', 'errors.yaml'];
    const { files } = contractOf('deposits-v3');
    const contract = readContract('wallet', {
      text: (path) => (path === 'openapi.yaml' ? document : shipped.includes(path) ? files.text(path) : undefined),
      names: () => [],
    });
    const mock = testProvider({ contract });
    const request = signed({ target: '/v1/wallet/transaction', body: { amount: 1 }, key: 'k' });
    assert.deepEqual(read(await asked(mock, request)), { status: 200, body: { balance: 12 } });
    assert.equal(read(await asked(mock, { ...request, headers: [] })).status, 400);
    assert.equal(read(await asked(mock, signed({ target: '/v1/wallet/transaction', body: {} }))).body.code, 201);
  });
});

describe('creating', () => {
  const payer = { document: '72697858059', email: 'a@example.com', first_name: 'José 😀', last_name: 'Nuñez', id: '4-9934519' };

  test('is ONE_SHOT with all data that the method needs, HOSTED with less (C45)', async () => {
    const mock = testProvider();
    const ask = async (more: Parameters<typeof depositOf>[1]): Promise<unknown> =>
      read(await asked(mock, signed({ target: '/v3/deposits', body: depositOf(`I${Object.keys(more ?? {}).join('')}`, more) }))).body
        .checkout_type;
    assert.equal(await ask({ payment_method: 'IX', payer }), 'ONE_SHOT');
    assert.equal(await ask({ payer }), 'HOSTED');
    assert.equal(await ask({ payment_method: 'I', payer, description: 'without an address' }), 'HOSTED');
    assert.equal(await ask({ payment_method: 'IX', payer: { ...payer, email: null }, test: true }), 'HOSTED');
  });

  test('keeps text as it was sent and shows members with a value only', async () => {
    const mock = testProvider();
    const body = depositOf('TEXT', { payer: { ...payer, phone: null }, bonus_relative: false, description: null });
    const { deposit_id, user_id } = read(await asked(mock, signed({ target: '/v3/deposits', body }))).body;
    assert.equal(user_id, '4-9934519');
    const status = read(await asked(mock, signed({ target: `/v3/deposits/${deposit_id}` }))).body;
    const { id: _id, ...shown } = payer;
    assert.deepEqual(status.payer, shown);
    assert.equal(status.bonus_relative, false);
    assert.equal(status.refunded, false);
    assert.equal('payment_method' in status, false);
  });

  test('keeps amounts exactly, whether numbers or text (C15)', async () => {
    const mock = testProvider();
    for (const [sent, shown] of [
      ['29.95', '29.95'],
      ['"0.10"', '0.1'],
      ['100.50', '100.5'],
      ['999999999999999999', '999999999999999999'],
      ['999999999999999999.99', '999999999999999999.99'],
      ['"999999999999999999.99"', '999999999999999999.99'],
      ['"123456789012345678.99"', '123456789012345678.99'],
    ] as const) {
      const body = `{"invoice_id":"A${sent.replaceAll(/[."]/g, '-')}","amount":${sent},"country":"BR","currency":"BRL"}`;
      const { deposit_id } = read(await asked(mock, signed({ target: '/v3/deposits', body }))).body;
      const response = responseOf(await asked(mock, signed({ target: `/v3/deposits/${deposit_id}` })));
      assert.ok(Buffer.from(response.body).toString().includes(`"local_amount":${shown},`), sent);
    }
  });

  test('refuses what is beyond the greatest amount, by its exact bound, though a double is the same number', async () => {
    const mock = testProvider();
    for (const amount of ['1000000000000000000', '1e18', '1000000000000000000.00']) {
      const body = `{"invoice_id":"B","amount":${amount},"country":"BR","currency":"BRL"}`;
      const refused = read(await asked(mock, signed({ target: '/v3/deposits', body })));
      assert.deepEqual([refused.status, refused.body.code], [400, 201], amount);
      assert.deepEqual(refused.body.details, ['amount: must be <= 999999999999999999.99'], amount);
    }
  });

  test('shows a deposit in USD in USD, and refuses a numeric invoice_id (C55, C56)', async () => {
    const mock = testProvider();
    const create = (body: JsonValue) => asked(mock, signed({ target: '/v3/deposits', body }));
    const { deposit_id } = read(await create(depositOf('USD-1', { currency: 'USD' }))).body;
    const { currency, local_amount, usd_amount } = read(await asked(mock, signed({ target: `/v3/deposits/${deposit_id}` }))).body;
    assert.deepEqual([currency, local_amount, usd_amount], ['USD', 100, 100]);
    const refused = read(await create({ ...Object(depositOf('x')), invoice_id: 12345 }));
    assert.deepEqual([refused.status, refused.body.code], [400, 201]);
  });

  test('serves a right call however many wrong ones came before it (C57)', async () => {
    const mock = testProvider();
    const right = signed({ target: '/v3/deposits', body: depositOf('LOCK') });
    const wrong = { ...right, headers: withHeader(right.headers, 'Authorization', `D24 ${'0'.repeat(64)}`) };
    for (let count = 0; count < 50; count += 1) assert.equal(read(await asked(mock, wrong)).body.code, 102);
    assert.equal(read(await asked(mock, right)).status, 201);
  });

  test('refuses right calls by 403 for a quarter of a second after 16 wrong signatures (C57)', async () => {
    let now = noon;
    const mock = interpreting({ C57: 'for-a-time' }, { now: () => now });
    const right = signed({ target: '/v3/deposits', body: depositOf('LOCK') });
    const wrong = { ...right, headers: withHeader(right.headers, 'Authorization', `D24 ${'0'.repeat(64)}`) };
    for (let count = 0; count < 16; count += 1) assert.equal(read(await asked(mock, wrong)).body.code, 102);
    assert.equal(read(await asked(mock, right)).status, 403);
    now += 250;
    assert.equal(read(await asked(mock, right)).status, 201);
  });

  test('makes up the ids that the merchant left out', async () => {
    const mock = testProvider();
    const ask = async (): Promise<unknown> =>
      read(await asked(mock, signed({ target: '/v3/deposits', body: { amount: 100, country: 'BR', currency: 'BRL' } }))).body
        .merchant_invoice_id;
    const [one, two] = [await ask(), await ask()];
    assert.match(`${one}`, /^[A-Za-z0-9_-]+$/);
    assert.notEqual(one, two);
  });

  test('takes a trailing slash (C37)', async () => {
    assert.equal(read(await asked(testProvider(), creation('S', { target: '/v3/deposits/' }))).status, 201);
  });
});

describe('refusals', () => {
  const good = creation('GOOD');
  const status = signed({ target: '/v3/deposits/3000000001' });
  const wrongHash = sign(signedMessage('x', 'y', good.body), caller.apiSignature);
  const late = (ms: number): WireRequest => creation('LATE', { at: noon - ms });

  const table: readonly (readonly [what: string, request: WireRequest, status: number, code: number, more?: Partial<DirectSending>])[] = [
    ['unknown X-Login', creation('A', { as: { ...caller, apiKey: 'nobody' } }), 401, 100],
    ['read-only key as X-Login', creation('A', { as: { ...caller, apiKey: caller.readOnlyKey } }), 401, 100],
    ['no Authorization', { ...good, headers: withoutHeader(good.headers, 'Authorization') }, 400, 101],
    ['no X-Login', { ...good, headers: withoutHeader(good.headers, 'X-Login') }, 400, 101],
    ['no X-Date', { ...good, headers: withoutHeader(good.headers, 'X-Date') }, 400, 101],
    ['no Content-Type on a POST (C44)', { ...good, headers: withoutHeader(good.headers, 'Content-Type') }, 400, 101],
    [
      'another charset (C44)',
      { ...good, headers: withHeader(good.headers, 'Content-Type', 'application/json; charset=iso-8859-1') },
      400,
      101,
    ],
    ['X-Date twice (C51)', { ...good, headers: [...good.headers, ['x-date', '2020-06-21T12:33:20Z']] }, 400, 101],
    ['ill-formed X-Date', { ...good, headers: withHeader(good.headers, 'X-Date', '2020-06-31T12:33:20Z') }, 400, 101],
    ['lower-case scheme', { ...good, headers: withHeader(good.headers, 'Authorization', `d24 ${wrongHash}`) }, 400, 101],
    ['Bearer on a POST', { ...good, headers: withHeader(good.headers, 'Authorization', `Bearer ${caller.readOnlyKey}`) }, 400, 101],
    ['Basic', { ...good, headers: withHeader(good.headers, 'Authorization', `Basic ${btoa(`${caller.apiKey}:`)}`) }, 400, 101],
    ['wrong signature', { ...good, headers: withHeader(good.headers, 'Authorization', `D24 ${wrongHash}`) }, 400, 102],
    ['6 s behind', creation('A', { at: noon - 6000 }), 400, 103],
    ['6 s ahead', creation('A', { at: noon + 6000 }), 400, 103],
    ['blank idempotency key', creation('A', { key: '' }), 400, 105],
    ['blank idempotency key of spaces', creation('A', { key: '  ' }), 400, 105],
    ['undocumented method', { ...good, method: 'PUT' }, 405, 200],
    ['unknown path', { ...good, target: '/v3/nothing' }, 404, 208],
    ['not JSON', signed({ target: '/v3/deposits', body: '{"amount":' }), 400, 201],
    ['no body', signed({ method: 'POST', target: '/v3/deposits' }), 400, 201],
    ['not an object', signed({ target: '/v3/deposits', body: [1] }), 400, 201],
    [
      'duplicate members (C41)',
      signed({ target: '/v3/deposits', body: '{"amount":1,"amount":2,"country":"BR","currency":"BRL"}' }),
      400,
      201,
    ],
    ['not UTF-8 (C40)', signed({ target: '/v3/deposits', body: Uint8Array.of(0x7b, 0x22, 0xe9, 0x22, 0x7d) }), 400, 201],
    ['country missing', signed({ target: '/v3/deposits', body: { amount: 1, currency: 'BRL' } }), 400, 201],
    ['currency null', signed({ target: '/v3/deposits', body: { amount: 1, country: 'BR', currency: null } }), 400, 201],
    ['unlisted address', good, 401, 202, { peer: '127.0.0.2' }],
    ['unlisted address, forwarded', { ...good, headers: [...good.headers, ['X-Forwarded-For', address]] }, 401, 202, { peer: '127.0.0.2' }],
    ['unknown deposit', status, 404, 208],
    ['id that is none', signed({ target: '/v3/deposits/abc' }), 400, 201],
    ['wrong read-only key', readOnly('/v3/states?country=BR', { ...caller, readOnlyKey: 'no' }), 401, 100],
    ['deposit key as Bearer (C28)', readOnly('/v3/states?country=BR', { ...caller, readOnlyKey: caller.apiKey }), 401, 100],
    ['read-only without Authorization (C54)', { ...readOnly('/v3/banks?country=BR'), headers: [] }, 400, 101],
    ['country missing in the query', readOnly('/v3/states'), 400, 201],
    ['wrong country', readOnly('/v3/states?country=Brasil'), 400, 201],
    ['country without a rate', readOnly('/v3/exchange_rates?country=XX'), 400, 201],
  ];
  for (const [what, request, httpStatus, code, more] of table) {
    test(`${what}: ${httpStatus}, code ${code}, and no effect`, async () => {
      const mock = testProvider();
      const { status: seen, body } = read(await asked(mock, request, more));
      assert.deepEqual([seen, body.code], [httpStatus, code]);
      const row = contractOf('deposits-v3').errorCodes.find((each) => each.code === code);
      assert.equal(body.type, row?.type);
      assert.equal(mock.controls.countDeposits('first', 'GOOD') + mock.controls.countDeposits('first', 'A'), 0);
    });
  }

  test('exactly 5 s passes, a millisecond more does not (C4)', async () => {
    assert.equal(read(await asked(testProvider(), late(5000))).status, 201);
    assert.equal(read(await asked(testProvider({ now: () => noon + 1 }), late(5000))).body.code, 103);
  });

  test('details name the member in camelCase', async () => {
    const body = depositOf('no spaces please', { payer: { first_name: 1 } });
    const { details } = read(await asked(testProvider(), signed({ target: '/v3/deposits', body }))).body;
    assert.ok(Array.isArray(details));
    assert.deepEqual(
      details.map((detail) => `${detail}`.split(':')[0]),
      ['invoiceId', 'payer.firstName'],
    );
  });

  test('an invoice id is taken once (C42)', async () => {
    const mock = testProvider();
    await created(mock, 'ONCE');
    const { status: seen, body } = read(await asked(mock, creation('ONCE')));
    assert.deepEqual([seen, body.code], [409, 402]);
    await asked(mock, creation('ONCE', { as: otherCaller }));
    assert.equal(mock.controls.countDeposits('second', 'ONCE'), 1);
  });

  test('a used invoice id gets the answer of its deposit where that is the interpretation (C42)', async () => {
    const mock = interpreting({ C42: 'existing' });
    const first = read(await asked(mock, creation('ONCE', { key: 'a' })));
    const second = read(await asked(mock, creation('ONCE', { key: 'b' })));
    assert.deepEqual([second.status, second.body], [first.status, first.body]);
    assert.equal(mock.controls.countDeposits('first', 'ONCE'), 1);
  });

  test('a wrong signature is answered without the right one or a secret (SIG-08)', async () => {
    const request = { ...good, headers: withHeader(good.headers, 'Authorization', `D24 ${wrongHash}`) };
    const right = headerValue(good.headers, 'Authorization')?.slice(4) ?? '';
    const { body, headers } = responseOf(await asked(testProvider(), request));
    const all = `${Buffer.from(body)}${JSON.stringify(headers)}`;
    for (const secret of [right, caller.apiSignature, caller.readOnlyKey]) assert.equal(all.includes(secret), false);
  });

  test("another merchant's deposit is not found, nor refunded (AUT-06)", async () => {
    const mock = testProvider();
    const depositId = await completed(mock, 'MINE');
    assert.equal(read(await asked(mock, signed({ target: `/v3/deposits/${depositId}`, as: otherCaller }))).status, 404);
    const refund = signed({ target: '/v3/refunds', body: { deposit_id: depositId, invoice_id: 'R' }, as: otherCaller });
    assert.equal(read(await asked(mock, refund)).status, 404);
  });

  test('plain HTTP is closed without an answer, and has no effect (TLS-01)', async () => {
    const mock = testProvider();
    const answer = await asked(mock, good, { secure: false });
    assert.equal(answer.kind === 'none' && answer.reason, 'closed');
    assert.equal(mock.controls.countDeposits('first', 'GOOD'), 0);
  });

  test('what HTTP cannot carry is refused as a parser would refuse it', async () => {
    const request = { ...good, headers: withHeader(good.headers, 'X-Idempotency-Key', 'a\r\nb') };
    assert.equal(read(await asked(testProvider(), request)).status, 400);
  });
});

describe('refunds', () => {
  test('only of completed deposits, parts up to the total, never beyond (END-07)', async () => {
    const mock = testProvider();
    const depositId = await created(mock, 'PARTS');
    const code = async (amount: number): Promise<unknown> => {
      const { status, body } = read(await asked(mock, refundOf(depositId, amount)));
      return status === 200 ? 'ok' : body.code;
    };
    assert.equal(await code(10), 802);
    mock.controls.moveStatus(depositId, 'COMPLETED');
    assert.deepEqual([await code(60), await code(40.01), await code(40), await code(0.01)], ['ok', 802, 'ok', 802]);
  });

  test('concurrent ones keep the sum', async () => {
    const mock = testProvider();
    const depositId = await completed(mock, 'RACE');
    const answers = await Promise.all(Array.from({ length: 8 }, () => asked(mock, refundOf(depositId, 30))));
    assert.equal(answers.filter((answer) => read(answer).status === 200).length, 3);
  });

  test('and do not where an override checks the sum apart from the writing', async () => {
    const mock = overriding({ refundsAtomically: () => () => false });
    const depositId = await completed(mock, 'RACE');
    const answers = await Promise.all(Array.from({ length: 8 }, () => asked(mock, refundOf(depositId, 30))));
    assert.equal(answers.filter((answer) => read(answer).status === 200).length, 8);
  });

  test('a refusal is replayed after its cause has healed (IDM-03)', async () => {
    const mock = testProvider();
    const depositId = await created(mock, 'HEAL');
    const first = responseOf(await asked(mock, refundOf(depositId, 10, 'k')));
    mock.controls.moveStatus(depositId, 'COMPLETED');
    assert.deepEqual(responseOf(await asked(mock, refundOf(depositId, 10, 'k'))), first);
    assert.equal(read(await asked(mock, refundOf(depositId, 10, 'other'))).status, 200);
  });

  test('a voucher comes when it is asked for', async () => {
    const mock = testProvider();
    const depositId = await completed(mock, 'VOUCHER');
    const { refund_id } = read(await asked(mock, refundOf(depositId, 10))).body;
    const without = read(await asked(mock, signed({ target: `/v3/refunds/${refund_id}` }))).body;
    const withIt = read(await asked(mock, signed({ target: `/v3/refunds/${refund_id}?voucher=true` }))).body;
    assert.deepEqual([typeof without.voucher, typeof withIt.voucher], ['undefined', 'string']);
  });
});

for (const [name, ledger] of [
  ['memory', () => memoryLedger()],
  ['sqlite', () => sqliteLedger(':memory:')],
] as const) {
  describe(`idempotency on a ledger in ${name}`, () => {
    test('a replay has the first bytes, and one deposit exists (IDM-01, IDM-02)', async () => {
      const mock = testProvider({ ledger: ledger() });
      const first = responseOf(await asked(mock, creation('I', { key: 'k' })));
      const again = responseOf(await asked(mock, creation('I', { key: 'k', at: noon + 1000 })));
      assert.equal(again.status, first.status);
      assert.deepEqual(Buffer.from(again.body), Buffer.from(first.body));
      assert.equal(mock.controls.countDeposits('first', 'I'), 1);
    });

    test('a creation that asks to fail fails once under its invoice id, for each merchant', async () => {
      const mock = testProvider({ failsOnce: ({ description }) => description === 'fail, please' });
      const ask = async (invoice: string, more = {}) =>
        read(await asked(mock, signed({ target: '/v3/deposits', body: depositOf(invoice, { description: 'fail, please' }), ...more })))
          .status;
      assert.deepEqual([await ask('I', { key: 'k' }), await ask('I', { key: 'k' }), await ask('I', { key: 'other' })], [500, 500, 201]);
      assert.deepEqual([await ask('J'), await ask('J')], [500, 201]);
      assert.deepEqual([await ask('I', { as: otherCaller }), await ask('I', { as: otherCaller })], [500, 201]);
    });

    test('a provoked 500 is replayed, has no effect, and heals under another key (IDM-04)', async () => {
      const mock = testProvider({ ledger: ledger() });
      mock.controls.provoke500('I');
      const first = read(await asked(mock, creation('I', { key: 'k' })));
      assert.deepEqual([first.status, first.body.code, first.body.type], [500, 500, 'GENERIC_ERROR']);
      assert.deepEqual(read(await asked(mock, creation('I', { key: 'k' }))), first);
      assert.equal(mock.controls.countDeposits('first', 'I'), 0);
      assert.equal(read(await asked(mock, creation('I', { key: 'other' }))).status, 201);
    });

    test('concurrent requests with one key: one effect, the rest 104 (IDM-08, C7)', async () => {
      const mock = testProvider({ ledger: ledger() });
      const answers = (await Promise.all(Array.from({ length: 10 }, () => asked(mock, creation('I', { key: 'k' }))))).map(read);
      assert.equal(answers.filter(({ status }) => status === 201).length, 1);
      assert.equal(answers.filter(({ body }) => body.code === 104).length, 9);
      assert.equal(mock.controls.countDeposits('first', 'I'), 1);
    });

    test('by the other interpretation of C7 they wait and get the first answer', async () => {
      const mock = interpreting({ C7: 'wait' }, { ledger: ledger() });
      const answers = (await Promise.all(Array.from({ length: 10 }, () => asked(mock, creation('I', { key: 'k' }))))).map(read);
      for (const answer of answers) assert.deepEqual(answer, answers[0]);
      assert.equal(answers[0]?.status, 201);
    });

    test('an effect and its kept outcome are undone together when something throws inside', async () => {
      const log: unknown[] = [];
      const conforming = conformingProvider(contractOf('deposits-v3'), onekey.interpretations, onekey.scheme);
      let thrown = 0;
      const decisions: ProviderDecisions = {
        ...conforming,
        body(body, call) {
          thrown += 1;
          if (thrown === 1) throw new Error('after the effect');
          return conforming.body(body, call);
        },
      };
      const mock = testProvider({ ledger: ledger(), decisions, log: (failure) => log.push(failure) });
      assert.equal(read(await asked(mock, creation('I', { key: 'k' }))).status, 500);
      assert.equal(read(await asked(mock, creation('I', { key: 'k' }))).status, 500);
      assert.equal(mock.controls.countDeposits('first', 'I'), 0);
      assert.equal(read(await asked(mock, creation('I', { key: 'other' }))).status, 201);
      assert.equal(log.length, 1);
    });
  });
}

describe('idempotency', () => {
  test('failures before authentication are not kept (C8)', async () => {
    const mock = testProvider();
    assert.equal(read(await asked(mock, creation('I', { key: 'k', at: noon - 60_000 }))).body.code, 103);
    assert.equal(read(await asked(mock, creation('I', { key: 'k' }))).status, 201);
    const keeping = interpreting({ C8: 'kept' });
    await asked(keeping, creation('I', { key: 'k', at: noon - 60_000 }));
    assert.equal(read(await asked(keeping, creation('I', { key: 'k' }))).body.code, 103);
  });

  test('another body under the key is replayed, or refused by the other interpretation (C6)', async () => {
    const other = creation('J', { key: 'k' });
    const mock = testProvider();
    const first = read(await asked(mock, creation('I', { key: 'k' })));
    assert.deepEqual(read(await asked(mock, other)), first);
    const strict = interpreting({ C6: 'refuse' });
    await asked(strict, creation('I', { key: 'k' }));
    assert.equal(read(await asked(strict, other)).body.code, 104);
    for (const each of [mock, strict]) assert.equal(each.controls.countDeposits('first', 'J'), 0);
  });

  test('keys are of one merchant, and their spelling counts (IDM-10, IDM-14)', async () => {
    const mock = testProvider();
    const long = 'x'.repeat(64);
    for (const [index, key] of ['k', 'K', 'k k', 'k  k', `${long}a`, `${long}b`].entries()) {
      assert.equal(read(await asked(mock, creation(`I${index}`, { key }))).body.merchant_invoice_id, `I${index}`);
    }
    assert.equal(read(await asked(mock, creation('I0', { key: 'k', as: otherCaller }))).status, 201);
    assert.equal(mock.controls.countDeposits('second', 'I0'), 1);
  });

  test('a key is of the account, over all paths, or of one path by the other interpretation (C9)', async () => {
    const ask = async (mock: MockProvider): Promise<unknown> => {
      const depositId = await completed(mock, 'D');
      await asked(mock, creation('I', { key: 'k' }));
      return read(await asked(mock, refundOf(depositId, 1, 'k'))).body;
    };
    assert.ok('deposit_id' in Object(await ask(testProvider())));
    assert.ok('refund_id' in Object(await ask(interpreting({ C9: 'account-and-path' }))));
  });

  test('a key lives a day', async () => {
    let now = noon;
    const mock = interpreting({ C42: 'accept' }, { now: () => now });
    await asked(mock, creation('I', { key: 'k' }));
    now += 24 * 60 * 60 * 1000 - 1;
    await asked(mock, creation('I', { key: 'k', at: now }));
    assert.equal(mock.controls.countDeposits('first', 'I'), 1);
    now += 1;
    await asked(mock, creation('I', { key: 'k', at: now }));
    assert.equal(mock.controls.countDeposits('first', 'I'), 2);
  });

  test('on GET a key has no effect (IDM-06)', async () => {
    const mock = testProvider();
    const depositId = await created(mock, 'I');
    const status = signed({ target: `/v3/deposits/${depositId}`, key: 'k' });
    assert.equal(read(await asked(mock, status)).body.status, 'CREATED');
    mock.controls.moveStatus(depositId, 'COMPLETED');
    assert.equal(read(await asked(mock, status)).body.status, 'COMPLETED');
  });

  test('a lost answer is there for the retry, and one deposit exists (IDM-07)', async () => {
    const mock = testProvider();
    const lost = await asked(mock, creation('I', { key: 'k' }), { abandon: 'after-upload' });
    assert.equal(lost.kind === 'none' && lost.reason, 'abandoned');
    assert.equal(read(await asked(mock, creation('I', { key: 'k' }))).status, 201);
    assert.equal(mock.controls.countDeposits('first', 'I'), 1);
  });

  test('a request whose last byte never came has done nothing', async () => {
    const mock = testProvider();
    await asked(mock, creation('I', { key: 'k' }), { abandon: 'before-last-byte' });
    assert.equal(mock.controls.countDeposits('first', 'I'), 0);
  });

  test('one override releases a held key, another holds it for ever', async () => {
    for (const [becomes, status, count] of [
      ['release', 201, 1],
      ['hold', 400, 0],
    ] as const) {
      const mock = overriding({ onAbandoned: () => () => becomes });
      await asked(mock, creation('I', { key: 'k' }), { abandon: 'after-upload' });
      assert.equal(read(await asked(mock, creation('I', { key: 'k' }))).status, status);
      assert.equal(mock.controls.countDeposits('first', 'I'), count);
    }
  });

  test('waiting for a key that is held for ever ends in silence, not in a hang', async () => {
    const interpretations = { ...onekey.interpretations, C7: 'wait' as const };
    const decisions: ProviderDecisions = {
      ...conformingProvider(contractOf('deposits-v3'), interpretations, onekey.scheme),
      onAbandoned: () => 'hold',
    };
    const mock = testProvider({ decisions });
    await asked(mock, creation('I', { key: 'k' }), { abandon: 'after-upload' });
    const answer = await asked(mock, creation('I', { key: 'k' }));
    assert.equal(answer.kind === 'none' && answer.reason, 'timeout');
  });
});

describe('one override is enough', () => {
  test('to execute concurrent duplicates twice (I01)', async () => {
    const conforming = conformingProvider(contractOf('deposits-v3'), { ...onekey.interpretations, C42: 'accept' }, onekey.scheme);
    const mock = testProvider({ decisions: { ...conforming, reserves: () => false } });
    await Promise.all([asked(mock, creation('I', { key: 'k' })), asked(mock, creation('I', { key: 'k' }))]);
    assert.equal(mock.controls.countDeposits('first', 'I'), 2);
  });

  test('to work silently after a refusal', async () => {
    const mock = overriding({ afterRefusal: () => () => 'work-silently' });
    const request = { ...creation('I'), body: Buffer.from(JSON.stringify(depositOf('J'))) };
    assert.equal(read(await asked(mock, request)).body.code, 102);
    assert.equal(mock.controls.countDeposits('first', 'J'), 1);
    assert.equal(read(await asked(mock, signed({ target: '/v3/deposits', body: { invoice_id: 'K' } }))).body.code, 201);
    assert.equal(mock.controls.countDeposits('first', 'K'), 1);
  });

  test('to let a header be left out', async () => {
    for (const header of ['Authorization', 'X-Login', 'X-Date']) {
      const mock = overriding({ requiredHeaders: (conforming) => (call) => conforming(call).filter((name) => name !== header) });
      const request = creation('I');
      const headers = withoutHeader(request.headers, header);
      const message = signedMessage(headerValue(headers, 'X-Date') ?? '', headerValue(headers, 'X-Login') ?? '', request.body);
      const without =
        header === 'Authorization' ? headers : withHeader(headers, 'Authorization', `D24 ${sign(message, caller.apiSignature)}`);
      assert.equal(read(await asked(mock, { ...request, headers: without })).status, 201, header);
    }
  });

  test('to let the read-only key create', async () => {
    const mock = overriding({
      accountOfBearer: () => (token, accounts) => accounts.find(({ readOnlyKeys }) => readOnlyKeys.some(({ key }) => key === token)),
    });
    const request = creation('I');
    const headers = withHeader(request.headers, 'Authorization', `Bearer ${caller.readOnlyKey}`);
    assert.equal(read(await asked(mock, { ...request, headers })).status, 201);
  });

  test('to take an unknown X-Login for the first merchant', async () => {
    const mock = overriding({ accountOf: () => (_login, accounts) => accounts[0] });
    assert.equal(read(await asked(mock, creation('I', { as: { ...caller, apiKey: 'nobody' } }))).status, 201);
  });

  test('to give a kept answer before the checks (IDM-10)', async () => {
    const mock = overriding({ looksUp: () => () => 'before-checks' });
    await asked(mock, creation('I', { key: 'k' }));
    const request = creation('I', { key: 'k' });
    const headers = withHeader(request.headers, 'Authorization', 'D24 0');
    assert.equal(read(await asked(mock, { ...request, headers })).status, 201);
  });

  test('to make two deposits of one creation', async () => {
    const mock = overriding({ copies: () => () => 2 });
    await created(mock, 'I');
    assert.equal(mock.controls.countDeposits('first', 'I'), 2);
  });
});

describe('the judging clock', () => {
  test('stands still on request, judges X-Date, and is the Date of every answer (CLK-09)', async () => {
    const mock = testProvider({ now: () => noon + 3_600_000 });
    mock.controls.freezeClock(noon);
    assert.equal(read(await asked(mock, creation('I'))).status, 201);
    mock.controls.freezeClock(undefined);
    const refused = responseOf(await asked(mock, creation('J')));
    assert.equal(refused.status, 400);
    assert.equal(headerValue(refused.headers, 'Date'), 'Sun, 21 Jun 2020 13:33:20 GMT');
  });
});

describe('two environments', () => {
  test('share no credentials, deposits or addresses (ENV-02…04)', async () => {
    const mock = testProvider({ secondAccounts: [accountOf('first', otherCaller)] });
    const inSecond = { environment: 'second' } as const;
    assert.equal(read(await asked(mock, creation('I'), inSecond)).body.code, 100);
    const depositId = await created(mock, 'I');
    const status = signed({ target: `/v3/deposits/${depositId}`, as: otherCaller });
    assert.equal(read(await asked(mock, status, inSecond)).status, 404);
    const other = read(await asked(mock, creation('I', { as: otherCaller }), inSecond)).body;
    assert.notEqual(other.deposit_id, depositId);
    assert.equal(mock.controls.putAddresses('first', [], 'second'), true);
    assert.equal(read(await asked(mock, signed({ target: `/v3/deposits/${depositId}` }))).status, 200);
  });
});

describe('every profile', () => {
  for (const profile of contractOf('deposits-v3').profiles) {
    test(`${profile.id} accepts a right request under its scheme and refuses a wrong hash`, async () => {
      const mock = testProvider({ profile });
      const request = signed({
        target: '/v3/deposits',
        body: depositOf('I', { payer: { id: '1' }, payment_method: 'IX' }),
      });
      const value = `${profile.scheme} ${headerValue(request.headers, 'Authorization')?.slice(4)}`;
      const right = { ...request, headers: withHeader(request.headers, 'Authorization', value) };
      assert.equal(read(await asked(mock, right)).status, 201);
      const wrong = { ...right, headers: withHeader(right.headers, 'Authorization', `${value.slice(0, -1)}x`) };
      assert.equal(read(await asked(mock, wrong)).body.code, 102);
    });
  }

  const interpretationsOf = [
    ['C12', 'status-401', 'wrong hash', 401],
    ['C47', 'code-102', 'wrong scheme', 400],
    ['C43', 'accept', 'upper case', 201],
    ['C50', 'taken-too', 'basic', 201],
  ] as const;
  for (const [ambiguity, name, what, status] of interpretationsOf) {
    test(`${ambiguity} as ${name}: ${what} gets ${status}`, async () => {
      const mock = interpreting({ [ambiguity]: name });
      const request = creation('I');
      const hash = headerValue(request.headers, 'Authorization')?.slice(4) ?? '';
      const value = {
        'wrong hash': `D24 ${'0'.repeat(64)}`,
        'wrong scheme': `d24 ${hash}`,
        'upper case': `D24 ${hash.toUpperCase()}`,
        basic: `Basic ${btoa(`${caller.apiKey}:`)}`,
      }[what];
      assert.equal(read(await asked(mock, { ...request, headers: withHeader(request.headers, 'Authorization', value) })).status, status);
    });
  }

  test('C3 read widely takes offsets and milliseconds for the instant that they name', async () => {
    const mock = interpreting({ C3: 'offsets-and-milliseconds' });
    for (const xDate of ['2020-06-21T09:33:20-03:00', '2020-06-21T12:33:20.123Z', '2020-06-21T14:33:20+0200']) {
      const request = signed({ target: '/v3/deposits/3000000001' });
      const hash = sign(signedMessage(xDate, caller.apiKey, request.body), caller.apiSignature);
      const headers = withHeader(withHeader(request.headers, 'X-Date', xDate), 'Authorization', `D24 ${hash}`);
      assert.equal(read(await asked(mock, { ...request, headers })).status, 404, xDate);
    }
  });

  test('C18, C19, C31 and C32 change the shape of answers', async () => {
    const mock = interpreting({ C18: 'string', C19: 'string', C31: 'iso', C32: 'string' });
    const example = Object(contractOf('deposits-v3').operation('createDeposit').requestExamples[0]);
    const body = read(await asked(mock, signed({ target: '/v3/deposits', body: { ...example, bonus_relative: true } }))).body;
    assert.equal(body.deposit_id, '3000000001');
    assert.equal(Object(body.payment_info).created_at, '2020-06-21T12:33:20Z');
    const status = read(await asked(mock, signed({ target: '/v3/deposits/3000000001' }))).body;
    assert.equal(status.bonus_relative, 'true');
  });

  test('C20 nests errors of the status GETs and no others', async () => {
    const mock = interpreting({ C20: 'nested' });
    assert.deepEqual(read(await asked(mock, signed({ target: '/v3/deposits/1' }))).body, {
      error: { code: '208', message: 'Resource not found: deposit', details: null },
    });
    assert.equal(read(await asked(mock, signed({ target: '/v3/deposits', body: {} }))).body.code, 201);
  });

  test('C52 refuses the same signed bytes a second time', async () => {
    const mock = interpreting({ C52: 'refused', C42: 'accept' });
    assert.equal(read(await asked(mock, creation('I'))).status, 201);
    assert.equal(read(await asked(mock, creation('I'))).status, 400);
    assert.equal(mock.controls.countDeposits('first', 'I'), 1);
  });
});
