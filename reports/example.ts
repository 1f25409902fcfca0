import { signedMessage } from '../core/contract/canonical.ts';
import { sign } from '../core/contract/signature.ts';
import type { Answer, Exchange, HeaderLine } from '../core/exchange.ts';
import { noBody } from '../core/exchange.ts';
import { type Secret, secrets } from '../core/redaction/redaction.ts';
import { encodeUtf8 } from '../core/utf8.ts';
import { reason } from '../core/verdict/reason.ts';
import type { Outcome } from '../core/verdict/verdict.ts';
import { contractOf } from '../schemas/contracts.ts';
import { clauses } from '../specs/clauses/catalogue.ts';
import { type Facts, type ShownOutcome, shown } from './report.ts';
import { signedBy } from './reproduction.ts';

const contract = contractOf();

/** An invented run with an outcome of every kind and hostile data, for the tests of this room. Nothing in it was ever sent. */

/** Invented keys; none may be found in anything that is written. */
export const exampleKeys = {
  apiKey: 'stgDemoLogin01',
  apiSignature: 'stgDemoSignature_0123456789abcdef/+é',
  readOnlyKey: 'stgDemoReadOnly+Key/77',
  panelToken: 'panel-token-9f8e7d6c',
} as const;

export const exampleSecrets: readonly Secret[] = [
  { role: 'API Signature', value: exampleKeys.apiSignature },
  { role: 'read-only API Key', value: exampleKeys.readOnlyKey },
  { role: 'panel token', value: exampleKeys.panelToken },
];

/** A payer whose name is markup, ends a CDATA section, and is not ASCII. */
const hostileName = `<script>alert("1")</script> ]]> Núñez 😀 \u202etxt`;

const start = Date.UTC(2020, 5, 21, 12, 33, 20);
const date = '2020-06-21T12:33:20Z';

function bytes(text: string): Uint8Array {
  return encodeUtf8(text);
}

function signedCall(
  body: Uint8Array,
  change: (hash: string) => string = (hash) => hash,
  more: readonly HeaderLine[] = [],
): Exchange['request'] {
  const hash = sign(signedMessage(date, exampleKeys.apiKey, body), exampleKeys.apiSignature);
  return {
    method: 'POST',
    target: '/v3/deposits',
    headers: [
      ['Host', '127.0.0.1:8443'],
      ['Authorization', `D24 ${change(hash)}`],
      ['X-Login', exampleKeys.apiKey],
      ['X-Date', date],
      ['Content-Type', 'application/json'],
      ...more,
      ['Content-Length', String(body.length)],
    ],
    body,
  };
}

function answered(status: number, body: string, more: readonly HeaderLine[] = []): Answer {
  return {
    kind: 'response',
    response: {
      status,
      headers: [['Content-Type', 'application/json'], ['Date', 'Sun, 21 Jun 2020 12:33:20 GMT'], ...more],
      body: bytes(body),
    },
  };
}

function exchange(number: number, request: Exchange['request'], answer: Answer): Exchange {
  return { number, request, startedAt: start + number * 40, endedAt: start + number * 40 + 12, answer };
}

const deposit = (invoice: string): Uint8Array =>
  bytes(
    `{"invoice_id":"${invoice}","amount":"100.50","currency":"BRL","country":"BR","payer":{"first_name":${JSON.stringify(hostileName)},"document":"84932568207"}}`,
  );

const created = `{"checkout_type":"HOSTED","deposit_id":3000000417,"redirect_url":"https://payment-stg.example/v1/checkout/eyJhbGciOiJIUzM4NCJ9.eyJqdGkiOiIzMDAwMDAwNDE3In0.c2lnbmF0dXJlLW9mLXRva2Vu/BR/PIX"}`;

const flipped = (hash: string): string => (hash.startsWith('0') ? '1' : '0') + hash.slice(1);

const illFormed = new Uint8Array([...bytes('{"invoice_id":"cs-0003","payer":{"first_name":"Jos'), 0xe9, 0xff, ...bytes('"}}')]);

const base = { observations: [], cases: 120, requests: 240, durationMs: 812.4, seed: 20240611 } as const;

/** Outcomes of every kind. */
const judgedOutcomes: readonly Outcome[] = [
  { ...base, clause: 'SIG-01', subject: 'createDeposit', verdict: 'pass' },
  { ...base, clause: 'SIG-01', subject: 'createRefund', verdict: 'pass', cases: 80 },
  {
    ...base,
    clause: 'SIG-02',
    subject: 'createDeposit',
    verdict: 'fail',
    blame: 'implementation',
    path: '17:0:3',
    violation: {
      clause: 'SIG-02',
      expected: reason('refused-without-effect'),
      actual: reason('answered', { status: 201 }),
      difference: 'the first hex digit of the hash',
      exchanges: [
        exchange(1, signedCall(deposit('cs-0001')), answered(201, created)),
        exchange(
          2,
          signedCall(deposit('cs-0002'), flipped, [['X-Idempotency-Key', '3f0c']]),
          answered(201, created, [['Set-Cookie', 'session=top']]),
        ),
      ],
      breaking: 1,
      signed: signedMessage(date, exampleKeys.apiKey, deposit('cs-0002')),
      counterexample: '[{"mutation":"flip","position":0}]',
    },
  },
  { ...base, clause: 'SIG-02', subject: 'createRefund', verdict: 'pass' },
  {
    ...base,
    clause: 'AUT-03',
    verdict: 'fail',
    blame: 'implementation',
    violation: {
      clause: 'AUT-03',
      expected: reason('refused'),
      actual: reason('answered-with-code', { status: 500, code: exampleKeys.panelToken }),
      difference: `read-only key ${exampleKeys.readOnlyKey} in the place of the API Key`,
      exchanges: [
        exchange(
          1,
          {
            method: 'POST',
            target: `/v3/deposits?key=${encodeURIComponent(exampleKeys.readOnlyKey)}`,
            headers: [
              ['Authorization', `Bearer ${exampleKeys.readOnlyKey}`],
              ['X-Login', exampleKeys.readOnlyKey],
            ],
            body: noBody,
          },
          answered(
            500,
            `{"error":"${Buffer.from(`:${exampleKeys.apiSignature}:`).toString('base64')} ${Buffer.from(exampleKeys.apiSignature).toString('hex')}"}`,
          ),
        ),
      ],
      breaking: 0,
    },
  },
  {
    ...base,
    clause: 'UTF-03',
    subject: 'createDeposit',
    verdict: 'fail',
    blame: 'implementation',
    violation: {
      clause: 'UTF-03',
      expected: reason('refused-by-4xx'),
      actual: reason('text-changed', { text: 'Jos\ufffd\n' }),
      exchanges: [exchange(3, signedCall(illFormed), { kind: 'none', reason: 'closed', detail: 'The connection ended after 0 bytes.' })],
      breaking: 0,
      signed: signedMessage(date, exampleKeys.apiKey, illFormed),
    },
  },
  {
    ...base,
    clause: 'IDM-20',
    verdict: 'warn',
    blame: 'implementation',
    violation: {
      clause: 'IDM-20',
      expected: reason('bytes-of-first-answer'),
      actual: reason('different-answers'),
      exchanges: [
        exchange(1, signedCall(deposit('cs-0009')), answered(201, '{"a":1}')),
        exchange(2, signedCall(deposit('cs-0009')), answered(201, '{ "a":1}')),
      ],
      breaking: 1,
    },
  },
  {
    ...base,
    clause: 'IDM-04',
    verdict: 'untestable',
    blame: 'configuration',
    note: 'provokes500: Give a recipe `provokes500` for the target: the members to put into a creation body so that it answers 500 once.',
    cases: 1,
    requests: 0,
  },
  {
    ...base,
    clause: 'IDM-07',
    verdict: 'indeterminate',
    blame: 'environment',
    note: 'No answer to request 4 (timeout): look at the target, then run again.',
    exchanges: [exchange(4, signedCall(deposit('cs-0010')), { kind: 'none', reason: 'timeout', detail: 'No answer in 10000 ms.' })],
  },
  {
    ...base,
    clause: 'TLS-01',
    verdict: 'review',
    blame: 'implementation',
    note: 'An API envelope over plain HTTP.',
    exchanges: [
      exchange(
        5,
        { method: 'GET', target: '/v3/banks', headers: [['Authorization', `Bearer ${exampleKeys.readOnlyKey}`]], body: noBody },
        answered(403, `{"code":"<i>${exampleKeys.panelToken}</i>"}`),
      ),
    ],
  },
  {
    ...base,
    clause: 'IPA-01',
    verdict: 'waived',
    blame: 'implementation',
    note: 'Waived by payments@example.test until 2027-01-01: the list is off on this host.',
  },
  { ...base, clause: 'AUT-06', verdict: 'not-applicable', blame: 'configuration', note: 'secondMerchant: not configured.' },
  {
    ...base,
    clause: 'CLK-03',
    verdict: 'pass',
    observations: [
      { ambiguity: 'C4', subject: 'createDeposit', seen: 'inclusive' },
      { ambiguity: 'C3', subject: 'createDeposit', seen: 'z-only' },
      { subject: 'accepted window, behind', seen: '5.0 s ± 0.2 s' },
    ],
  },
  { ...base, clause: 'END-01', subject: 'createDeposit', verdict: 'pass' },
  { ...base, clause: 'END-01', subject: 'getDeposit', verdict: 'pass' },
];

/** The same as they leave the judging process. */
export const exampleOutcomes: readonly ShownOutcome[] = judgedOutcomes.map((outcome) =>
  shown(outcome, {
    secrets: secrets(exampleSecrets),
    baseUrl: 'https://127.0.0.1:8443',
    options: ['--config', 'countersign.yaml'],
    contract,
    signedBy: signedBy(contract, contract.profiles[0]),
  }),
);

/** The facts of the invented run, with some of them replaced. */
export function exampleFacts(replaced: Partial<Facts> = {}): Facts {
  const outcomes = replaced.outcomes ?? exampleOutcomes;
  const asked = new Set(outcomes.map((outcome) => outcome.clause));
  return {
    run: {
      id: '2020-06-21-123320-k3',
      startedAt: start,
      endedAt: start + 14_320,
      version: '0.1.0',
      seed: 20240611,
      contract: { title: contract.title, version: contract.version, digest: contract.digest },
    },
    outcomes,
    clauses: clauses.filter((clause) => asked.has(clause.id) || clause.id === 'IPA-03'),
    contract,
    profile: contract.profiles[0],
    target: {
      url: `https://user:${exampleKeys.panelToken}@127.0.0.1:8443/?token=${exampleKeys.panelToken}`,
      environment: 'stg',
      adapter: 'https',
    },
    terms: { mode: 'run', extent: 'full', parties: ['provider'], circumstances: [] },
    finished: true,
    excluded: [
      { clause: 'IPA-03', owner: 'integrations@example.test', reason: 'The machine has one address until the new gateway is there.' },
    ],
    waivers: [
      { clause: 'IPA-01', reason: 'The new gateway comes in July.', owner: 'integrations@example.test', expires: '2020-07-31', line: 12 },
    ],
    ...replaced,
  };
}

/** The facts of an invented `certify` that asked a party everything, where everything passed except the given outcomes. */
export function wholeFacts(
  party: 'provider' | 'sender' | 'client' | 'receiver',
  changed: Readonly<Record<string, Partial<ShownOutcome>>> = {},
): Facts {
  const own = clauses.filter((clause) => clause.party === party);
  const outcomes = own.map(({ id }): ShownOutcome => ({ ...base, clause: id, verdict: 'pass', ...changed[id] }));
  const terms = { mode: 'certify', extent: 'full', parties: [party], circumstances: ['rotation', 'second-environment'] } as const;
  return exampleFacts({ outcomes, clauses: own, excluded: [], terms });
}
