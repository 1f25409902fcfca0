import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { tree } from '../core/json.ts';
import { openCommandClient } from '../harness/targets/command-client.ts';
import { contractOf } from '../schemas/contracts.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import { clientTests } from '../suites/client/catalogue.ts';
import { countingClient } from '../suites/client/counting.ts';
import { ask, client } from './parties.ts';
import { unlessOnPath } from './program-on-path.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const settings = { contract, profile: onekey, seed: 1, scale: 0.3, startAt: Date.UTC(2026, 10, 21, 17, 4, 31, 250) };

test('the conforming client in process passes every clause', async () => {
  const { outcomes } = await ask(client, settings, { id: 'none' });
  assert.deepEqual(
    outcomes.filter(({ verdict }) => verdict !== 'pass').map(({ clause, verdict, note }) => ({ clause, verdict, note })),
    [],
  );
});

test('what is wrong with keys of any kind is not blamed on white space around them', async () => {
  const tests = clientTests.filter(({ clause }) => clause === 'CLT-09');
  for (const id of ['query-signed-on-gets', 'secret-as-bearer']) {
    const fault = client.faults.find((one) => one.id === id);
    assert.ok(fault);
    const { outcomes } = await ask(client, settings, fault, tests);
    assert.deepEqual(
      outcomes.filter(({ clause }) => clause === 'CLT-09').map(({ verdict }) => verdict),
      ['indeterminate'],
      id,
    );
  }
});

const file = (name: string): string => fileURLToPath(new URL(`../references/${name}`, import.meta.url));

// `certify --role client` runs all of it; these are the quick parts, over sockets and processes.
const quick = ['TLS-02', 'SIG-11', 'IDM-16', 'UTF-05', 'CLT-04'];

suite('the references over the command adapter', () => {
  for (const [name, program] of [
    ['client.ts', process.execPath],
    ['client.py', 'python3'],
  ] as const) {
    test(name, { skip: unlessOnPath(process.env.PATH, program) }, async () => {
      const command = `"${program}" "${file(name)}"`;
      const { role } = await openCommandClient({ contract, profile: onekey, program: command, secret: 'a secret of this test' });
      try {
        for (const clauseTest of clientTests.filter(({ clause }) => quick.includes(clause))) {
          const asked = countingClient({ client: role, contract, profile: onekey });
          const elapsed = () => performance.now();
          const { clause, verdict, note } = await runClauseTest(clauseTest, asked, {
            seed: 1,
            nonce: 'ref',
            scale: 0.3,
            timeLimitMs: 60_000,
            elapsed,
          });
          assert.deepEqual({ clause, verdict, note }, { clause, verdict: 'pass', note: undefined });
        }
      } finally {
        await role.close();
      }
    });
  }
});

suite('the date of a reference where it is any hour', () => {
  // Etc/GMT+3 is three hours behind UTC.
  const zones = Array.from({ length: 27 }, (_, index) => `Etc/GMT${index < 14 ? '-' : '+'}${Math.abs(index - 14)}`);
  for (const [name, program] of [
    ['client.ts', process.execPath],
    ['client.py', 'python3'],
  ] as const) {
    test(`${name} (long)`, { skip: unlessOnPath(process.env.PATH, program) }, async () => {
      const command = `"${program}" "${file(name)}"`;
      const { role } = await openCommandClient({ contract, profile: onekey, program: command, secret: 'a secret of this test' });
      try {
        for (const zone of zones) {
          const asked = countingClient({ client: role, contract, profile: onekey });
          const session = await asked.env.client.open({ zone });
          await session.ask({
            operation: 'createDeposit',
            args: tree({ invoice_id: `INV${zones.indexOf(zone)}`, amount: 100, country: 'BR', currency: 'BRL' }),
            action: '0f8e3c1a-7d52-4b6e-9a41-2f6b8c0d1e3f',
            attempt: 1,
          });
          await session.close();
          const outcome = { clause: 'CLK-06', verdict: 'pass', observations: [], cases: 1, requests: 1, durationMs: 0, seed: 1 } as const;
          const findings = (await asked.watched?.({} as never, outcome)) ?? [];
          assert.equal(findings.find(({ clause }) => clause === 'CLK-06')?.verdict, 'pass', zone);
        }
      } finally {
        await role.close();
      }
    });
  }
});
