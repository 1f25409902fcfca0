import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Reason, reason } from '../../core/verdict/reason.ts';
import type { Observation } from '../../core/verdict/verdict.ts';
import { Indeterminate, Violation } from '../violation.ts';
import { everyScenario } from './scenarios.ts';

const observations: Observation[] = [];
const run = { expired: () => false, observe: (observation: Observation) => void observations.push(observation) };

const breach = (actual: Reason) => new Violation({ clause: 'CLT-01', expected: reason('refused'), actual, exchanges: [], breaking: -1 });
const slow = breach(reason('client-silent', { host: 'is slow', waitedMs: 8000, deadlineMs: 3000 }));
const invented = breach(reason('client-invented', { host: 'closed the connection' }));
const lost = new Indeterminate('lost', 'environment', []);

function thrownBy(scenarios: readonly (Error | undefined)[]): Promise<unknown> {
  return everyScenario(run, scenarios, (error) => (error ? Promise.reject(error) : Promise.resolve())).then(
    () => undefined,
    (error: unknown) => error,
  );
}

test('the gravest breach is thrown, whatever came before it, and the others are recorded', async () => {
  assert.equal(await thrownBy([slow, undefined, invented]), invented);
  assert.match(observations[0]?.seen ?? '', /still silent after 8000 ms/);
});

test('what could not be judged hides no breach, and is reported where there is none', async () => {
  assert.equal(await thrownBy([lost, slow]), slow);
  assert.equal(await thrownBy([slow, new TypeError('gone')]), slow);
  assert.equal(await thrownBy([undefined, lost, undefined]), lost);
  assert.equal(await thrownBy([undefined]), undefined);
});

test('any other error is thrown at once', async () => {
  const ours = new TypeError('ours');
  assert.equal(await thrownBy([ours, slow]), ours);
});
