import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Exchange } from '../core/exchange.ts';
import { headerValue } from '../core/exchange.ts';
import type { Outcome } from '../core/verdict/verdict.ts';
import { openDirect } from '../harness/targets/direct.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import { isSuccess } from '../suites/judgement.ts';
import { providerTests } from '../suites/provider/catalogue.ts';
import { counting } from '../suites/provider/counting.ts';
import { selfTestStart } from './matrix.ts';

const contract = contractOf('deposits-v3');

/** Asks a clause of a provider that gives a cookie with each success, and perhaps answers a refused read that has it as it answered the last one. */
async function asked(clause: ClauseId, believed: boolean): Promise<Outcome> {
  const { provider, ...others } = openDirect({ contract, profile: contract.profiles[0], nonce: 'session', startAt: selfTestStart });
  const served = new Map<string, Exchange>();
  const send: typeof provider.send = async (draft, sending) => {
    const exchange = await provider.send(draft, sending);
    const { request, answer } = exchange;
    if (answer.kind === 'none') return exchange;
    if (isSuccess(exchange)) {
      const headers = [...answer.response.headers, ['Set-Cookie', 'sid=17; Path=/; Secure'] as const];
      const given: Exchange = { ...exchange, answer: { ...answer, response: { ...answer.response, headers } } };
      served.set(`${request.method} ${request.target}`, given);
      return given;
    }
    const before = headerValue(request.headers, 'Cookie')?.includes('sid=17')
      ? served.get(`${request.method} ${request.target}`)
      : undefined;
    return believed && before !== undefined ? { ...exchange, answer: before.answer } : exchange;
  };
  const [clauseTest] = providerTests(contract).filter((one) => one.clause === clause);
  assert.ok(clauseTest);
  const elapsed = () => provider.now() - selfTestStart;
  const env = counting({ ...others, provider: { ...provider, send } });
  return runClauseTest(clauseTest, env, { seed: 1, nonce: 'session', scale: 0.2, timeLimitMs: 600_000, elapsed });
}

for (const clause of ['AUT-01', 'SIG-02'] as const) {
  test(`${clause}: a cookie of a right call does not replace the authentication of another one`, async () => {
    const outcome = await asked(clause, true);
    assert.equal(outcome.verdict, 'fail', outcome.note);
    assert.match(JSON.stringify(outcome.violation?.difference), /cookies/);
  });

  test(`${clause}: a cookie that means nothing is not judged`, async () => {
    const outcome = await asked(clause, false);
    assert.equal(outcome.verdict, 'pass', outcome.note);
  });
}
