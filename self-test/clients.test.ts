import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
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

const file = (name: string): string => fileURLToPath(new URL(`../references/${name}`, import.meta.url));

// The whole of it is `certify --role client`; here is what is quick, over sockets and processes.
const quick = ['TLS-02', 'SIG-11', 'IDM-16', 'UTF-05', 'CLT-04'];

suite('the references over the command adapter', () => {
  for (const [name, program] of [
    ['client.ts', process.execPath],
    ['client.py', 'python3'],
  ] as const) {
    test(name, { skip: unlessOnPath(process.env.PATH, program) }, async () => {
      const command = `"${program}" "${file(name)}"`;
      const { role } = await openCommandClient({ contract, profile: onekey, command, secret: 'a secret of this test' });
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
