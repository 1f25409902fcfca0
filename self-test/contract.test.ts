import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ProviderDecisions } from '../core/decisions/provider.ts';
import { readContract } from '../schemas/contract.ts';
import { contractOf } from '../schemas/contracts.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { falseAlarms } from './matrix.ts';
import { ask, type Counterpart, provider } from './parties.ts';

const {
  files,
  profiles: [onekey],
} = contractOf('deposits-v3');

/** An operation that only the document has: no code of ours names it. */
const payouts = `
  /v3/payouts:
    post:
      operationId: createPayout
      tags: [deposits]
      summary: Pay out
      security: [{ signed: [] }]
      x-countersign-basis: docs
      x-countersign-traits: [signed, dated, idempotent]
      x-countersign-headers: headers.json#/$defs/signedRequest
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [country]
              properties:
                country: { type: string, pattern: '^[A-Z]{2}$', x-countersign-basis: docs, x-countersign-unambiguous: true }
                note: { type: string, maxLength: 12, x-countersign-basis: docs }
            examples:
              one: { value: { country: BR, note: hello } }
      responses:
        '200':
          description: Paid.
          x-countersign-basis: docs
          content:
            application/json:
              schema: { type: object, required: [payout_id], properties: { payout_id: { type: integer, x-countersign-basis: docs } } }
              examples:
                one: { value: { payout_id: 7 } }
        '400':
          $ref: '#/components/responses/BadRequest'
`;

const contract = readContract('deposits-v3', {
  ...files,
  text: (path) =>
    path === 'openapi.yaml' ? files.text(path)?.replace('\n  /v3/banks:', () => `${payouts}\n  /v3/banks:`) : files.text(path),
});
const startAt = Date.UTC(2026, 10, 21, 17, 4, 31, 250);
const settings = { contract, profile: onekey, seed: 7, scale: 0.3, startAt };

function about(clauses: readonly string[]) {
  return providerTests(contract).filter(
    ({ clause, operation }) => clauses.includes(clause) && (operation === undefined || operation.id === 'createPayout'),
  );
}

test('a new operation of the contract is asked, and answered by the mock, without a line of code', async () => {
  const generated = providerTests(contract).filter(({ operation }) => operation?.id === 'createPayout');
  assert.deepEqual(
    generated.map(({ clause }) => clause),
    ['END-01', 'END-02', 'END-03', 'END-08'],
  );
  const conforming: Counterpart<ProviderDecisions> = { id: 'conforming' };
  const row = await ask(
    provider,
    settings,
    conforming,
    about(['AUT-01', 'HDR-01', 'SIG-02', 'SIG-03', 'CLK-01', 'IDM-05', 'END-01', 'END-02', 'END-03', 'END-05', 'END-08']),
  );
  assert.deepEqual(falseAlarms(row), []);
});

test('a keyword of the new operation makes cases: a mock that ignores it is caught', async () => {
  const deaf: Counterpart<ProviderDecisions> = {
    id: 'deaf',
    override: { problems: (conforming) => (body, call) => (call.operation.id === 'createPayout' ? [] : conforming(body, call)) },
  };
  const row = await ask(provider, settings, deaf, about(['END-03', 'END-08']));
  const broken = row.outcomes.filter(({ violation }) => violation !== undefined);
  assert.deepEqual(
    // END-08 reports each ignored keyword as a separate finding.
    [...new Set(broken.map(({ clause, subject }) => `${clause} ${subject}`))],
    ['END-03 createPayout', 'END-08 createPayout'],
  );
});

test('a fault of the new operation alone is detected by the clauses that go over all operations', async () => {
  const unsigned: Counterpart<ProviderDecisions> = {
    id: 'unsigned',
    override: {
      checks: (conforming) => (operation) =>
        conforming(operation).filter((check) => operation.id !== 'createPayout' || check !== 'signature'),
    },
  };
  const row = await ask(provider, { ...settings, scale: 1 }, unsigned, about(['SIG-02']));
  assert.equal(row.outcomes[0]?.verdict, 'fail');
});
