import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signedMessage } from '../../core/contract/canonical.ts';
import { formatXDate } from '../../core/contract/clock.ts';
import { sign } from '../../core/contract/signature.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { contractOf } from '../../schemas/contracts.ts';
import { auditRequests } from '../requests.ts';
import type { SeenRequest } from './request.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const credentials = { apiKey: 'login', apiSignature: 'signature_0123456789', readOnlyKey: 'readOnly_0123456789' };
const noon = Date.UTC(2026, 10, 21, 12);

interface Sent {
  readonly number: number;
  readonly at: number;
  readonly method: 'GET' | 'POST';
  /** What the signature is made of, where it is not the request's own. */
  readonly signed: string;
}

const body = '{"country":"BR","amount":1,"currency":"BRL","invoice_id":"i1"}';

function seen({ number, at, method, signed }: Sent): SeenRequest {
  const xDate = formatXDate(noon);
  const hash = sign(signedMessage(xDate, credentials.apiKey, encodeUtf8(signed)), credentials.apiSignature);
  return {
    number,
    startedAt: noon + at,
    endedAt: noon + at + 100,
    request: {
      method,
      target: method === 'GET' ? '/v3/deposits/3000000001' : '/v3/deposits',
      headers: [
        ['Authorization', `D24 ${hash}`],
        ['X-Login', credentials.apiKey],
        ['X-Date', xDate],
        ['Content-Type', 'application/json'],
        ...(method === 'POST' ? [['X-Idempotency-Key', '7b0c1f7e-1f0a-4a6b-9c5d-01e4c3b2a190'] as const] : []),
      ],
      body: encodeUtf8(method === 'GET' ? '' : body),
    },
    answer: { kind: 'response', response: { status: 200, headers: [], body: encodeUtf8('{}') } },
    secure: true,
    where: 'configured',
  };
}

function brokenIn(requests: readonly Sent[], clause: string) {
  const findings = auditRequests({ credentials, contract, profile: onekey }, requests.map(seen)).findings();
  return findings.find((one) => one.clause === clause)?.violation;
}

const crossed = [
  { number: 1, at: 0, method: 'POST', signed: '' },
  { number: 2, at: 50, method: 'GET', signed: body },
] as const;

test('two calls that were under way together and have the signatures of each other are shown with each other, whichever came first', () => {
  for (const requests of [crossed, crossed.map((one) => ({ ...one, at: 50 - one.at })).toReversed()]) {
    const [first, second] = requests;
    const violation = brokenIn(requests, 'SIG-09');
    const number = first?.number === 1 ? 2 : 1;
    assert.match(JSON.stringify(violation?.actual), new RegExp(`made with the body of request ${number}, which was under way`));
    assert.deepEqual(
      violation?.exchanges.map((one) => 'number' in one && one.number),
      [second?.number, first?.number],
    );
    assert.equal(brokenIn(requests, 'SIG-11'), undefined);
  }
});

test('a call that was over before the other began has a mistake of its own', () => {
  const [first, second] = crossed;
  const violation = brokenIn([first, { ...second, at: 5000, signed: '' }], 'SIG-09');
  assert.doesNotMatch(JSON.stringify(violation?.actual), /under way/);
  assert.notEqual(violation?.diagnosis, undefined);
});
