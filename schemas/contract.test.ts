import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { type Contract, type JsonSchema, type JsonValue, match, readContract, target, unknownPath } from './contract.ts';
import { ContractFault } from './contract-fault.ts';
import { contractFrom, contractOf, shippedContracts } from './contracts.ts';
import { isRecord } from './extensions.ts';
import { compile } from './validate.ts';

const folder = new URL('../specs/contracts/deposits-v3/', import.meta.url);
const { files } = contractOf('deposits-v3');
const text = files.text('openapi.yaml') ?? '';
const contract = contractOf('deposits-v3');

/** The contract with one passage of a file replaced. It fails when the passage is missing, so that a test cannot pass without its change. */
function edited(from: string, to: string, file = 'openapi.yaml', others: Readonly<Record<string, string>> = {}): Contract {
  const original = files.text(file) ?? '';
  assert.ok(original.includes(from), `${file} has no ${from}`);
  return readContract('edited', {
    ...files,
    text: (path) => others[path] ?? (path === file ? original.replace(from, () => to) : files.text(path)),
  });
}

/** Every schema of a contract with a name for messages. */
function schemas(of: Contract): [string, JsonSchema, readonly JsonValue[]][] {
  const found: [string, JsonSchema, readonly JsonValue[]][] = [];
  const add = (name: string, schema: JsonSchema | undefined, examples: readonly JsonValue[]) => {
    if (schema !== undefined) found.push([name, schema, examples]);
  };
  for (const { id, requestBody, requestExamples, responses } of [...of.operations, ...of.webhooks]) {
    add(`${id} request`, requestBody, requestExamples);
    for (const [status, { schema, examples }] of responses) add(`${id} ${status}`, schema, examples);
  }
  for (const { id, parameters } of of.operations) {
    for (const { name, schema, example } of parameters) add(`${id} ${name}`, schema, example === undefined ? [] : [example]);
  }
  return found;
}

test('the contract has the nine operations, each with its traits', () => {
  const rows = contract.operations.map((operation) =>
    [operation.id, operation.method, operation.path, operation.traits.join(','), operation.creates ?? '-'].join(' '),
  );
  assert.deepEqual(rows, [
    'createDeposit POST /v3/deposits signed,dated,idempotent,creates deposit',
    'depositStatus GET /v3/deposits/{deposit_id} signed,dated -',
    'createRefund POST /v3/refunds signed,dated,idempotent,creates,reverses refund',
    'refundStatus GET /v3/refunds/{refund_id} signed,dated -',
    'paymentMethods GET /v3/payment_methods bearer,lists -',
    'exchangeRates GET /v3/exchange_rates bearer -',
    'cryptoExchangeRates GET /v3/exchange_rates/crypto bearer -',
    'states GET /v3/states bearer,lists -',
    'banks GET /v3/banks bearer,lists -',
  ]);
});

test('signed operations have a date window of 5 s, read-only ones none', () => {
  for (const { id, authentication, dateToleranceMs } of contract.operations) {
    assert.equal(dateToleranceMs, authentication === 'signed' ? 5000 : undefined, id);
  }
});

test('the contract has both webhooks with their retry gaps', () => {
  assert.deepEqual(
    contract.webhooks.map(({ id, method, ports, retry }) => [id, method, ports, retry?.gapsMinutes, retry?.repeats]),
    ['depositNotification', 'refundNotification'].map((id) => [id, 'POST', [80, 443], [5, 25, 125, 625], 5]),
  );
});

test('every example fits its schema', () => {
  let examples = 0;
  for (const [name, schema, values] of schemas(contract)) {
    for (const value of values) {
      assert.deepEqual(compile(schema)(value), [], name);
      examples++;
    }
  }
  assert.ok(examples > 30, `only ${examples} examples`);
});

test('every body has an example, and every operation a documented 2XX with one', () => {
  for (const { id, requestBody, requestExamples } of [...contract.operations, ...contract.webhooks]) {
    if (requestBody !== undefined) assert.ok(requestExamples.length > 0, `${id} request`);
  }
  for (const { id, responses, parameters } of contract.operations) {
    const successes = [...responses].filter(([status]) => status.startsWith('2'));
    assert.ok(successes.length > 0, id);
    for (const [status, { examples }] of successes) assert.ok(examples.length > 0, `${id} ${status}`);
    for (const { name, example } of parameters) assert.notEqual(example, undefined, `${id} ${name}`);
  }
});

test('every schema compiles and has no $ref left', () => {
  for (const [name, schema] of schemas(contract)) {
    compile(schema);
    assert.ok(!JSON.stringify(schema).includes('$ref'), name);
  }
  for (const { id, headers: schema } of [...contract.operations, ...contract.webhooks]) {
    compile(schema);
    assert.ok(!JSON.stringify(schema).includes('$ref'), id);
  }
});

test('the schemas keep to the keywords from which inputs can be generated', () => {
  const known = new Set(
    'title description default type enum const pattern minLength maxLength minimum maximum multipleOf format properties required items minItems maxItems oneOf anyOf'.split(
      ' ',
    ),
  );
  const visit = (schema: JsonSchema, name: string): void => {
    for (const keyword of Object.keys(schema)) assert.ok(known.has(keyword) || keyword.startsWith('x-countersign-'), `${name}: ${keyword}`);
    for (const [member, inner] of Object.entries(schema.properties ?? {})) visit(inner, `${name}.${member}`);
    for (const inner of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) visit(inner, name);
    if (schema.items !== undefined) visit(schema.items, name);
  };
  for (const [name, schema] of schemas(contract)) visit(schema, name);
});

test('every member, parameter, response and operation carries its weight', () => {
  const visit = (schema: JsonSchema, name: string): void => {
    for (const [member, inner] of Object.entries(schema.properties ?? {})) {
      assert.ok(inner['x-countersign-basis'] !== undefined, `${name}.${member}`);
      visit(inner, `${name}.${member}`);
    }
    for (const inner of [...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]) visit(inner, name);
    if (schema.items !== undefined) visit(schema.items, name);
  };
  for (const [name, schema] of schemas(contract)) visit(schema, name);
  for (const { id, headers: schema } of [...contract.operations, ...contract.webhooks]) visit(schema, `${id} headers`);
  for (const { id, basis, parameters, responses } of contract.operations) {
    assert.ok(basis !== undefined, id);
    for (const parameter of parameters) assert.ok(parameter.basis !== undefined, `${id} ${parameter.name}`);
    for (const [status, response] of responses) assert.ok(response.basis !== undefined, `${id} ${status}`);
  }
});

test('the creation body has every documented member', () => {
  const members = `country amount currency invoice_id payer payment_method payment_type payment_types
    request_payer_data_on_validation_failure reported_info bank_account bank_accounts early_release fee_on_payer surcharge_on_payer
    bonus_amount bonus_relative strikethrough_price description client_ip device_id language back_url success_url error_url
    notification_url logo test mobile expiration crypto allow_installments`;
  const payer = 'id document document_type email first_name last_name phone birth_date registration_date address';
  const schema = contract.operation('createDeposit').requestBody;
  assert.deepEqual(Object.keys(schema?.properties ?? {}).sort(), members.split(/\s+/).sort());
  assert.deepEqual(Object.keys(schema?.properties?.payer?.properties ?? {}).sort(), payer.split(' ').sort());
  assert.deepEqual(Object.keys(schema?.properties?.payer?.properties?.address?.properties ?? {}), ['street', 'city', 'state', 'zip_code']);
});

test('only unambiguous members are required', () => {
  const required = (id: string) => {
    const schema = contract.operation(id).requestBody;
    const members = Object.entries(schema?.properties ?? {});
    const unambiguous = members.filter(([, member]) => member['x-countersign-unambiguous'] === true).map(([name]) => name);
    assert.deepEqual(unambiguous, schema?.required, id);
    return [schema?.required, schema?.['x-countersign-required-by-docs']];
  };
  assert.deepEqual(required('createDeposit'), [
    ['country', 'amount', 'currency'],
    ['country', 'amount', 'currency', 'invoice_id', 'payer', 'payment_method'],
  ]);
  assert.deepEqual(required('createRefund'), [['deposit_id'], ['deposit_id', 'invoice_id']]);
});

const minimal = { country: 'BR', currency: 'BRL', amount: 100 };

test('the creation body accepts every interpretation', () => {
  const check = compile(contract.operation('createDeposit').requestBody ?? {});
  const members = Object.keys(contract.operation('createDeposit').requestBody?.properties ?? {});
  const unset = Object.fromEntries(members.filter((name) => !(name in minimal)).map((name) => [name, null]));
  for (const [interpretation, body] of Object.entries({
    'nulls for unset members': { ...unset, ...minimal },
    'an unknown member': { ...minimal, later: { anything: [1] } },
    'a payer id with a hyphen (C17)': { ...minimal, payer: { id: '4-9934519' } },
    'an invoice id with hyphen and underscore (C16)': { ...minimal, invoice_id: 'a-b_c' },
    'either account member (C21)': { ...minimal, bank_account: {}, bank_accounts: {} },
    'an IPv6 client': { ...minimal, client_ip: '2001:db8::1' },
  })) {
    assert.deepEqual(check(body), [], interpretation);
  }
});

test('an amount is a number or a numeric string of at most two decimals', () => {
  const check = compile(contract.operation('createDeposit').requestBody ?? {});
  for (const amount of [
    29.95,
    9.95,
    0.1,
    0.07,
    1.1,
    4.35,
    1e5,
    100,
    1234567890123.45,
    '999999999999999999.99',
    '29.95',
    '0.10',
    '100',
    '2333.71',
  ]) {
    assert.deepEqual(check({ ...minimal, amount }), [], String(amount));
  }
  for (const amount of [
    0,
    -1,
    29.955,
    1e19,
    '1000000000000000000',
    '0',
    '0.00',
    '-1',
    '1e3',
    '1,5',
    '29.955',
    '',
    ' 1',
    true,
    null,
    [1],
    {},
  ]) {
    assert.notDeepEqual(check({ ...minimal, amount }), [], JSON.stringify(amount));
  }
});

test('each limit of the creation body refuses what is just beyond it', () => {
  const check = compile(contract.operation('createDeposit').requestBody ?? {});
  const broken = (body: object) => check({ ...minimal, ...body }).map(({ pointer, keyword }) => `${pointer} ${keyword}`);
  assert.deepEqual(broken({ invoice_id: 'a'.repeat(128), device_id: 'a'.repeat(100) }), []);
  assert.deepEqual(broken({ invoice_id: 'a'.repeat(129) }), ['/invoice_id maxLength']);
  assert.deepEqual(broken({ invoice_id: 'a b' }), ['/invoice_id pattern']);
  assert.deepEqual(broken({ device_id: 'a'.repeat(101) }), ['/device_id maxLength']);
  assert.deepEqual(broken({ country: 'br' }), ['/country pattern']);
  assert.deepEqual(broken({ currency: 'BRLX' }), ['/currency pattern']);
  assert.deepEqual(broken({ payer: { first_name: 'a'.repeat(129) } }), ['/payer/first_name maxLength']);
  assert.deepEqual(broken({ payer: { birth_date: '1988-09-10' } }), ['/payer/birth_date pattern']);
  assert.deepEqual(broken({ back_url: 'http://merchant.example/' }), ['/back_url pattern']);
  assert.deepEqual(broken({ language: 'eng' }), ['/language pattern']);
});

test('answers may bring unknown members, unknown statuses, ids beyond 32 bits and ids as text (C18)', () => {
  const status = contract.operation('depositStatus').responses.get('200')?.schema ?? {};
  assert.deepEqual(compile(status)({ deposit_id: 2 ** 40, status: 'NEVER_SEEN', later: 1 }), []);
  assert.deepEqual(compile(status)({ deposit_id: '3000000001', status: 'PENDING' }), []);
  for (const wrong of ['3e9', 3.5, true, null]) assert.notDeepEqual(compile(status)({ deposit_id: wrong, status: 'PENDING' }), []);
  assert.notDeepEqual(compile(status)({ deposit_id: 3000000001 }), []);
});

test('an error is flat or nested, and nothing else', () => {
  const check = compile(contract.operation('depositStatus').responses.get('400')?.schema ?? {});
  assert.deepEqual(check({ code: 102, description: 'no' }), []);
  assert.deepEqual(check({ error: { code: '102', message: 'no', details: null } }), []);
  for (const other of [{}, { code: '102', description: 'no' }, { message: 'no' }, [], null, 'no']) assert.notDeepEqual(check(other), []);
});

test('the error table has every known code once', () => {
  const codes = contract.errorCodes.flatMap(({ code }) => (code === undefined ? [] : [code]));
  const known = [100, 101, 102, 103, 104, 105, 200, 201, 202, 203, 208, 400, 401, 402, 404, 408, 410, 411, 412, 418, 500, 802, 804];
  assert.deepEqual(codes, known);
  assert.equal(contract.errorCodes.length, known.length + 2);
  const refusal = contract.errorCodes.find(({ code }) => code === 202);
  assert.deepEqual([refusal?.status, refusal?.unverified, refusal?.basis], [401, ['status'], 'sdk']);
});

test('the statuses, transitions and known values agree with each other', () => {
  const statuses = (contract.resources.deposit?.statuses ?? []).map(({ status }) => status);
  const schema = contract.operation('depositStatus').responses.get('200')?.schema;
  assert.deepEqual(schema?.properties?.status?.['x-countersign-known-values'], statuses);
  for (const { from, to } of contract.resources.deposit?.transitions ?? []) {
    for (const status of [...(from === undefined ? [] : [from]), ...to]) assert.ok(statuses.includes(status), status);
  }
  const refund = contract.operation('refundStatus').responses.get('200')?.schema;
  assert.deepEqual(
    refund?.properties?.status?.['x-countersign-known-values'],
    contract.resources.refund?.statuses.map(({ status }) => status),
  );
  const methods = contract.operation('createDeposit').requestBody?.properties?.payment_method?.['x-countersign-known-values'] ?? [];
  for (const country of contract.countries) for (const { code } of country.methods) assert.ok(methods.includes(code), code);
});

test('the headers of a signed request are held to their formats', () => {
  const check = compile(contract.operation('createDeposit').headers);
  const good = { authorization: `D24 ${'0'.repeat(64)}`, 'x-login': 'key', 'x-date': '2020-06-21T12:33:20Z' };
  assert.deepEqual(check({ ...good, 'content-type': 'application/json', host: 'localhost' }), []);
  assert.deepEqual(check({ ...good, 'content-type': 'application/json; charset=utf-8', 'x-idempotency-key': 'a b' }), []);
  for (const name of Object.keys(good)) {
    const without = Object.fromEntries(Object.entries(good).filter(([key]) => key !== name));
    assert.deepEqual(check(without), [{ pointer: '', keyword: 'required', message: `must have required property '${name}'` }]);
  }
  for (const [name, value] of [
    ['authorization', `D24 ${'A'.repeat(64)}`],
    ['authorization', `d24 ${'a'.repeat(64)}`],
    ['authorization', `D24  ${'a'.repeat(64)}`],
    ['authorization', `D24 ${'a'.repeat(63)}`],
    ['x-login', ''],
    ['x-date', '2020-06-21T12:33:20.000Z'],
    ['x-date', '2020-06-21T12:33:20+0000'],
    ['x-date', '2020-06-21T24:33:20Z'],
    ['x-idempotency-key', ' '],
    ['content-type', 'text/plain'],
  ] as const) {
    assert.deepEqual(
      check({ ...good, [name]: value }).map(({ pointer }) => pointer),
      [`/${name}`],
      value,
    );
  }
});

test('every header has a definition of its own', () => {
  const definitions = Object.keys(JSON.parse(files.text('headers.json') ?? '').$defs);
  const names = 'authorizationD24 xLogin xDate idempotencyKey contentType signedRequest readOnlyRequest notification';
  for (const name of names.split(' ')) assert.ok(definitions.includes(name), name);
});

test('match finds operations, ignoring one trailing slash (C37) and the query', () => {
  const found = (method: string, path: string) => {
    const result = match(contract, method, path);
    return result.kind === 'operation' ? [result.operation.id, result.parameters] : result;
  };
  assert.deepEqual(found('POST', '/v3/deposits'), ['createDeposit', {}]);
  assert.deepEqual(found('POST', '/v3/deposits/'), ['createDeposit', {}]);
  assert.deepEqual(found('GET', '/v3/deposits/300000025'), ['depositStatus', { deposit_id: '300000025' }]);
  assert.deepEqual(found('GET', '/v3/deposits/a%2Fb%20c/?x=1/'), ['depositStatus', { deposit_id: 'a/b c' }]);
  assert.deepEqual(found('GET', '/v3/deposits/100%'), ['depositStatus', { deposit_id: '100%' }]);
  assert.deepEqual(found('GET', '/v3/exchange_rates?country=BR&amount=10'), ['exchangeRates', {}]);
  assert.deepEqual(found('GET', '/v3/exchange_rates/crypto?crypto=USDT'), ['cryptoExchangeRates', {}]);
  assert.deepEqual(found('DELETE', '/v3/deposits/1'), { kind: 'unknown-method', allowed: ['GET'] });
  assert.deepEqual(found('post', '/v3/deposits'), { kind: 'unknown-method', allowed: ['POST'] });
  for (const path of ['/', '', '/v3', '/v3/deposits//', '/v3//deposits', '/v3/deposits/1/2', '/V3/deposits', '/v3/deposits/1//', '*']) {
    assert.deepEqual(found('GET', path), { kind: 'unknown-path' }, path);
  }
});

test('a path of no operation is below what all paths share, and no parameter takes it', () => {
  const charges = contractOf('omise');
  assert.equal(unknownPath(contract, 'nobody'), '/v3/nobody');
  assert.equal(unknownPath(charges, 'nobody'), '/nobody');
  const taken = edited(
    'paths:\n',
    `paths:\n  /v3/{list}:\n    get:\n      operationId: listOf\n      x-countersign-traits: [bearer]\n      parameters: [{ name: list, in: path, required: true, schema: { type: string } }]\n      responses: { "200": { description: list } }\n`,
  );
  for (const each of [contract, charges, taken])
    assert.deepEqual(match(each, 'GET', unknownPath(each, 'nobody')), { kind: 'unknown-path' });
});

test('match puts literal segments before parameters, though the document has them the other way round', () => {
  const other = edited(
    'paths:\n',
    `paths:
  /v3/{list}:
    get:
      operationId: anyList
      x-countersign-traits: [bearer]
      x-countersign-headers: headers.json#/$defs/readOnlyRequest
      parameters: [{ name: list, in: path, required: true, schema: { type: string }, example: others }]
      responses: { '200': { description: A list } }
`,
  );
  const idAt = (path: string) => {
    const found = match(other, 'GET', path);
    return found.kind === 'operation' ? found.operation.id : found.kind;
  };
  assert.equal(idAt('/v3/others'), 'anyList');
  assert.equal(idAt('/v3/banks'), 'banks');
  assert.equal(idAt('/v3/deposits'), 'unknown-method');
});

test('target fills path and query, percent-encoded, and refuses what the operation does not know', () => {
  assert.equal(target(contract.operation('createDeposit'), {}), '/v3/deposits');
  assert.equal(target(contract.operation('depositStatus'), { deposit_id: 3000000001 }), '/v3/deposits/3000000001');
  assert.equal(target(contract.operation('depositStatus'), { deposit_id: 'a/b?c ñ' }), '/v3/deposits/a%2Fb%3Fc%20%C3%B1');
  assert.equal(target(contract.operation('refundStatus'), { voucher: 'true', refund_id: 1 }), '/v3/refunds/1?voucher=true');
  assert.equal(target(contract.operation('exchangeRates'), { amount: 10, country: 'BR' }), '/v3/exchange_rates?country=BR&amount=10');
  assert.equal(target(contract.operation('states'), {}), '/v3/states');
  assert.throws(() => target(contract.operation('depositStatus'), {}), /depositStatus needs the path parameter deposit_id/);
  assert.throws(() => target(contract.operation('states'), { contry: 'BR' }), /states has no parameter contry/);
});

test('a target made from the examples is matched to its own operation', () => {
  for (const operation of contract.operations) {
    const values = operation.parameters.map(({ name, example }) => [name, String(example)]);
    const result = match(contract, operation.method, target(operation, Object.fromEntries(values)));
    assert.equal(result.kind === 'operation' && result.operation, operation, operation.id);
  }
});

test('an operation whose headers are not described needs those of its traits', () => {
  const bare = edited(
    'paths:\n',
    `paths:
  /v3/signed:
    get: { operationId: signedRead, x-countersign-traits: [signed, dated], responses: { '200': { description: Fine } } }
  /v3/keyed:
    get: { operationId: keyedRead, x-countersign-traits: [bearer], responses: { '200': { description: Fine } } }
  /v3/open:
    get: { operationId: openRead, x-countersign-traits: [], responses: { '200': { description: Fine } } }
`,
  );
  const required = (id: string) => bare.operation(id).headers.required;
  assert.deepEqual(
    [required('signedRead'), required('keyedRead'), required('openRead')],
    [['authorization', 'x-login', 'x-date'], ['authorization'], []],
  );
});

test('a new operation in the document shows up without code', () => {
  const added = edited(
    '  /v3/banks:\n',
    `  /v3/wallets:
    post:
      operationId: createWallet
      x-countersign-traits: [signed, dated, idempotent, creates]
      x-countersign-headers: headers.json#/$defs/signedRequest
      requestBody:
        content:
          application/json:
            schema: { type: object, required: [name], properties: { name: { type: string, maxLength: 3 } } }
            example: { name: abc }
      responses:
        '204': { description: Made }
  /v3/banks:
`,
    'openapi.yaml',
    {
      'resources.yaml': `${files.text('resources.yaml')}wallet: { create: createWallet, read: states, members: { id: id }, statuses: [], transitions: [] }\n`,
    },
  );
  const wallet = added.operation('createWallet');
  assert.deepEqual([wallet.creates, wallet.dateToleranceMs, wallet.requestExamples], ['wallet', 5000, [{ name: 'abc' }]]);
  assert.deepEqual(wallet.responses.get('204')?.schema, undefined);
  assert.deepEqual(
    compile(wallet.requestBody ?? {})({ name: 'abcd' }).map(({ keyword }) => keyword),
    ['maxLength'],
  );
  assert.equal(match(added, 'POST', '/v3/wallets').kind, 'operation');
  assert.notEqual(added.digest, contract.digest);
});

test('the digest is the SHA-256 of the names and texts of the files', () => {
  const tiny = `openapi: 3.1.0\ninfo: { title: t, version: v }\n`;
  const keys =
    'keys: { key: { name: Key, secret: true, set: signing, carrier: basic, variable: KEY } }\nbasic: { header: Authorization }\n';
  const { digest, operations } = readContract('tiny', {
    text: (path) => ({ 'openapi.yaml': tiny, 'scheme.yaml': keys })[path],
    names: () => [],
  });
  assert.equal(digest, createHash('sha256').update(`openapi.yaml\n${tiny}scheme.yaml\n${keys}`).digest('hex'));
  assert.deepEqual(operations, []);
});

test('what is wrong in a document is named by its path', () => {
  const signed = '/paths/~1v3~1deposits/post';
  for (const [from, to, message] of [
    ['traits: [signed,', 'traits: [hashed,', `${signed}/x-countersign-traits/0 extension-not-of-schema`],
    ['      x-countersign-traits: [signed, dated, idempotent, creates]\n', '', `${signed}/x-countersign-traits not-a-list`],
    ['idempotent, creates]', 'idempotent]', 'openapi.yaml creates-without-resource {"operation":"createDeposit"}'],
    ['traits: [signed, dated]', 'traits: [basic]', '/x-countersign-traits trait-without-part {"trait":"basic","part":"basic"}'],
    ['x-countersign-traits: [signed', 'x-countersign-trait: [signed', `${signed}/x-countersign-trait extension-unknown`],
    [
      'headers.json#/$defs/signedRequest',
      'headers.json#/$defs/signed',
      `${signed}/x-countersign-headers reference-nowhere {"reference":"#/$defs/signed"}`,
    ],
    ['headers.json#/$defs/signedRequest', 'schemas/others.json#/a', `${signed}/x-countersign-headers headers-elsewhere`],
    [
      'x-countersign-ambiguity: C14',
      'x-countersign-ambiguity: 14',
      `${signed}/responses/201/x-countersign-ambiguity extension-not-of-schema {"rule":"must be string"}`,
    ],
    ['      operationId: createDeposit\n', '', `${signed}/operationId not-a-text`],
    [
      'operationId: createRefund',
      'operationId: createDeposit',
      '/paths/~1v3~1refunds/post/operationId operation-twice {"operation":"createDeposit"}',
    ],
    ['schemas/DepositRequest', 'schemas/DepositRequests', 'reference-nowhere {"reference":"#/components/schemas/DepositRequests"}'],
    ['#/components/schemas/DepositRequest', 'other.yaml#/a', 'reference-elsewhere {"reference":"other.yaml#/a"}'],
    [
      '    Country:\n',
      "    Country:\n      $ref: '#/components/schemas/Country'\n",
      'reference-to-itself {"reference":"#/components/schemas/Country"}',
    ],
    [
      'x-countersign-unambiguous: true',
      'x-countersign-unambiguous: false',
      '/country/x-countersign-unambiguous extension-not-of-schema {"rule":"must be equal to constant',
    ],
    [
      'required: [country, amount',
      'required: [contry, amount',
      '/components/schemas/DepositRequest/required not-a-property {"member":"contry"}',
    ],
    [
      'currency, invoice_id, payer, payment',
      'invoices, payer, payment',
      '/x-countersign-required-by-docs not-a-property {"member":"invoices"}',
    ],
    ['openapi: 3.1.1', 'openapi: 3.0.3', '/openapi version-unknown'],
    ['"201":\n', 'created:\n', `${signed}/responses/created not-a-status`],
    [
      '        - name: deposit_id\n          in: path',
      '        - name: deposit_id\n          in: header',
      'parameters/0/in parameter-elsewhere',
    ],
    ['        - name: deposit_id\n', '        - name: id\n', 'parameter-not-in-path {"name":"id","path":"/v3/deposits/{deposit_id}"}'],
    ['info:\n', 'info: {\n', 'openapi.yaml not-yaml'],
  ] as const) {
    assert.throws(
      () => edited(from, to),
      (error) => error instanceof ContractFault && error.message.includes(message),
      `${from} -> ${to} should say: ${message}`,
    );
  }
});

test('what is wrong in a table is named by its file and its path', () => {
  for (const [file, from, to, message] of [
    [
      'errors.yaml',
      'code: 100, status: 401',
      'code: 100, status: "401"',
      'errors.yaml/codes/0/status not-of-schema {"rule":"must be integer"}',
    ],
    [
      'errors.yaml',
      'code: 100, status: 401',
      'code: 100, http: 401',
      'errors.yaml/codes/0 not-of-schema {"rule":"must NOT have additional properties: ',
    ],
    ['countries.yaml', '^[0-9]{11}$', '^[0-9', 'countries.yaml/countries/0/documents/0/pattern not-of-schema {"rule":"must match format '],
    ['resources.yaml', 'create: createDeposit', 'create: createDeposits', 'resources.yaml/deposit/create operation-unknown'],
    [
      'resources.yaml',
      'members: { id: deposit_id, ',
      'members: { ',
      'resources.yaml/deposit/members not-of-schema {"rule":"must have required property \'id\'',
    ],
    ['notifications.yaml', 'webhook: dep', 'webhook: unde', 'notifications.yaml/notifications/0/webhook webhook-unknown'],
    ['notifications.yaml', 'resource: dep', 'resource: unde', 'notifications.yaml/notifications/0/resource resource-unknown'],
    ['scheme.yaml', 'toleranceMs: 5000', 'toleranceMs: 5s', 'scheme.yaml/date/toleranceMs not-of-schema {"rule":"must be integer"}'],
    ['scheme.yaml', '{date}{login}{body}', '{date}{login}', 'scheme.yaml/signature/message not-of-schema {"rule":"must match pattern'],
    [
      'scheme.yaml',
      '{date}{login}{body}',
      '{id}.{body}',
      'scheme.yaml/signature/message header-missing {"placeholder":"{id}","part":"id"}',
    ],
    ['scheme.yaml', 'login: { header: X-Login }\n', '', 'scheme.yaml/keys/apiKey/carrier carrier-missing {"carrier":"login"}'],
    ['words.yaml', 'api: Deposits API', 'api: 3', 'words.yaml/api not-of-schema {"rule":"must be string"}'],
  ] as const) {
    assert.throws(
      () => edited(from, to, file),
      (error) => error instanceof ContractFault && error.message.includes(message),
      `${from} -> ${to} should say: ${message}`,
    );
  }
});

test('an unknown operation is said with the known ones', () => {
  assert.throws(() => contract.operation('createdDeposit'), /no operation createdDeposit; it has createDeposit, depositStatus/);
});

test('every reference in the document leads to an object', () => {
  const document: unknown = parse(text);
  const references: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    else if (isRecord(node)) {
      if (typeof node.$ref === 'string') references.push(node.$ref);
      Object.values(node).forEach(visit);
    }
  };
  visit(document);
  assert.ok(references.length > 100, `only ${references.length} references`);
  for (const reference of new Set(references)) {
    const found = reference
      .slice(2)
      .split('/')
      .reduce<unknown>((node, name) => (isRecord(node) ? node[name] : undefined), document);
    assert.ok(isRecord(found), reference);
  }
});

test('a contract is named by its id or its folder, and what is neither is refused with the ids there are', () => {
  for (const id of shippedContracts) assert.equal(contractFrom(id), contractOf(id));
  const loaded = contractFrom(fileURLToPath(folder));
  assert.deepEqual([loaded.id, loaded.digest], [contract.id, contract.digest]);
  assert.throws(() => contractFrom('deposits-v4'), { message: 'deposits-v4 contract-unknown {"shipped":"deposits-v3, omise"}' });
  assert.throws(() => readContract('empty', { text: () => undefined, names: () => [] }), {
    message: 'openapi.yaml file-missing {"contract":"empty"}',
  });
});

test('a file of a folder that cannot be read is named', () => {
  const wrong = mkdtempSync(join(tmpdir(), 'countersign-wrong-'));
  try {
    cpSync(fileURLToPath(folder), wrong, { recursive: true });
    rmSync(join(wrong, 'resources.yaml'));
    mkdirSync(join(wrong, 'resources.yaml'));
    assert.throws(() => contractFrom(wrong), { message: 'resources.yaml file-unreadable {"why":"EISDIR"}' });
  } finally {
    rmSync(wrong, { recursive: true });
  }
});

test('the document is read once, so that its schemas keep their identity', () => {
  assert.equal(contractOf('deposits-v3'), contract);
  const [first, second] = [contract.operation('states'), contract.operation('banks')];
  assert.equal(first.responses.get('400')?.schema, second.responses.get('400')?.schema);
});

test('words.yaml of a shipped contract repeats no name that its other files have', () => {
  for (const id of shippedContracts) {
    const { files, words } = contractOf(id);
    const without = readContract(id, { ...files, text: (path) => (path === 'words.yaml' ? '{}' : files.text(path)) }).words;
    const own = Object.keys(parse(files.text('words.yaml') ?? '{}'));
    assert.deepEqual(
      own.filter((name) => without[name] === words[name]),
      [],
      id,
    );
  }
});
