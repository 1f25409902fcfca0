import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountKeys } from '../core/contract/credentials.ts';
import { bearerValue, signedRightly } from '../core/contract/scheme.ts';
import { type HeaderLine, noBody, type WireRequest } from '../core/exchange.ts';
import { direct } from '../mock/direct.ts';
import { mockProvider } from '../mock/provider.ts';
import { type Contract, readContract } from '../schemas/contract.ts';
import { auditAnswers } from './answers.ts';
import { auditRequests } from './requests.ts';

const clauses = ['AUT-01', 'AUT-07', 'ENV-05', 'SIG-09', 'SIG-11', 'CLK-06', 'HDR-07', 'IDM-19'];

const shared = `
openapi: 3.1.0
info: { title: Other, version: "1" }
paths:
  /ping:
    get:
      operationId: ping
      x-countersign-traits: [signed]
      responses: { "200": { description: ok, content: { application/json: { schema: { type: object }, example: {} } } } }
  /convert:
    post:
      operationId: convert
      x-countersign-traits: [signed]
      requestBody: { content: { application/json: { schema: { type: object }, example: {} } } }
      responses: { "200": { description: ok, content: { application/json: { schema: { type: object }, example: {} } } } }
`;

/** A contract with a signature over the body in a header of its own: no login, no date, no idempotency key, no read-only key. */
function contractOf(scheme: string, more = ''): Contract {
  const files: Readonly<Record<string, string>> = {
    'openapi.yaml': `${shared}${more}`,
    'scheme.yaml': scheme,
    'clauses.yaml': `clauses:\n${clauses.map((id) => `  ${id}: { level: must, basis: { kind: docs, sentence: "It is stated." } }`).join('\n')}\n`,
  };
  return readContract('other', { text: (path) => files[path], names: () => [] });
}

const signature =
  '{ message: "{body}", mac: HMAC-SHA-256, key: { encoding: utf8 }, hash: upper-hex, header: Signature, template: "{hash}" }';
const bare = contractOf(`
keys: { secret: { name: secret, secret: true, set: signing, carrier: signature, variable: SECRET } }
signature: ${signature}
`);
const withGlance = contractOf(
  `
keys:
  secret: { name: secret, secret: true, set: signing, carrier: signature, variable: SECRET }
  glance: { name: glance key, secret: true, set: read-only, carrier: bearer, variable: GLANCE }
signature: ${signature}
bearer: { header: Glance, template: "Token {key}" }
`,
  `
  /banks:
    get:
      operationId: banks
      x-countersign-traits: [bearer]
      responses: { "200": { description: ok, content: { application/json: { schema: { type: object }, example: {} } } } }
`,
);

const credentials = { apiKey: '', apiSignature: 'secretOfTheTest', readOnlyKey: '' };

function signed(target: string, method = 'GET'): WireRequest {
  const body = method === 'GET' ? noBody : Buffer.from('{}');
  const headers = signedRightly(bare.scheme, '', { date: '', login: '', body }, credentials.apiSignature);
  return { method, target, headers: [...headers, ['Content-Type', 'application/json']], body };
}

const seen = (request: WireRequest, status = 200) => {
  const response = { status, headers: [] as readonly HeaderLine[], body: Buffer.from('{}') };
  return {
    number: 1,
    request,
    startedAt: 0,
    endedAt: 1,
    answer: { kind: 'response', response } as const,
    secure: true,
    readable: true,
    where: 'configured',
  } as const;
};

test('a contract without date, login, idempotency key and read-only key is judged by what it has', () => {
  const law = { contract: bare, profile: bare.profiles[0], credentials };
  const requests = [signed('/ping'), signed('/convert', 'POST')];
  const findings = auditRequests(
    law,
    requests.map((request) => seen(request)),
  ).findings();
  assert.deepEqual(Object.fromEntries(findings.map(({ clause, verdict }) => [clause, verdict])), {
    'AUT-07': 'pass',
    'ENV-05': 'pass',
    'HDR-07': 'pass',
    'SIG-09': 'pass',
    'SIG-11': 'pass',
    'CLK-06': 'not-applicable',
    'IDM-19': 'not-applicable',
  });
  assert.match(findings.find(({ clause }) => clause === 'CLK-06')?.note ?? '', /no operation carries a date/);
  assert.deepEqual(
    auditAnswers(
      law,
      requests.map((request) => seen(request)),
    )
      .findings()
      .map(({ clause, verdict }) => [clause, verdict]),
    [['AUT-01', 'not-observed']],
  );
});

test('a call whose one-segment path is another word is of no operation', () => {
  const law = { contract: bare, profile: bare.profiles[0], credentials };
  const stranger = { method: 'GET', target: '/nowhere', headers: [], body: noBody };
  const findings = auditRequests(law, [seen(stranger, 404)]).findings();
  assert.deepEqual(
    findings.filter(({ verdict }) => verdict === 'fail'),
    [],
  );
  const misspelled = { ...stranger, target: '/pimg' };
  assert.deepEqual(
    auditRequests(law, [seen(misspelled, 404)])
      .findings()
      .flatMap(({ clause, verdict }) => (verdict === 'fail' ? [clause] : [])),
    ['HDR-07', 'SIG-09'],
  );
});

test('a key in a header of its own authenticates, and its answer is not one without authorization', async () => {
  const [profile] = withGlance.profiles;
  const keys = { ...credentials, readOnlyKey: 'glanceOfTheTest' };
  const accounts = [{ merchant: 'm', ...accountKeys([keys]), addresses: ['::1'] }];
  const ask = direct(mockProvider({ contract: withGlance, profile, now: () => 0, accounts }));
  const lookup = (headers: readonly HeaderLine[]): WireRequest => ({ method: 'GET', target: '/banks', headers, body: noBody });
  const right = lookup([['Glance', bearerValue(withGlance.scheme, keys.readOnlyKey)]]);
  const statusOf = async (request: WireRequest): Promise<number | undefined> => {
    const answer = await ask(request, { peer: '::1', secure: true, environment: 'first' });
    return answer.kind === 'response' ? answer.response.status : undefined;
  };
  assert.equal(await statusOf(right), 200);
  assert.equal(await statusOf(lookup([['Glance', 'Token another']])), 401);
  const law = { contract: withGlance, profile, credentials: keys };
  const verdictOf = (request: WireRequest) =>
    auditAnswers(law, [seen(request)])
      .findings()
      .find(({ clause }) => clause === 'AUT-01')?.verdict;
  assert.equal(verdictOf(right), 'not-observed');
  assert.equal(verdictOf(lookup([])), 'fail');
});
