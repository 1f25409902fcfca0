/**
 * The part `hours` of `npm run long`: the clients of `references/` at each hour of the day, in zones with another date than UTC.
 * Run it with `node --test self-test/hours.ts`.
 */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { tree } from '../core/json.ts';
import { environmentValue } from '../harness/config/environment.ts';
import { openCommandClient } from '../harness/targets/command-client.ts';
import { contractOf } from '../schemas/contracts.ts';
import { clientTests } from '../suites/client/catalogue.ts';
import { countingClient } from '../suites/client/counting.ts';
import { pays } from '../suites/client/operations.ts';
import { ask, client } from './parties.ts';
import { unlessOnPath } from './program-on-path.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const dateTests = clientTests.filter(({ clause }) => clause === 'CLK-06');

/** Whole hours of a day. */
const hours = [...Array(24).keys()];
const at = (hour: number): number => Date.UTC(2026, 10, 21, hour, 4, 31, 250);

test('the date of the client in process is judged alike at each hour of the day', async () => {
  const wrongDates = client.faults.filter(({ id }) => ['local-day', 'local-time', 'hours-of-twelve', 'hours-from-one-to-24'].includes(id));
  assert.equal(wrongDates.length, 4);
  for (const hour of hours) {
    const settings = { contract, profile: onekey, seed: 1, scale: 0.3, startAt: at(hour) };
    const { outcomes } = await ask(client, settings, { id: 'none' }, dateTests);
    assert.deepEqual(
      outcomes.map(({ verdict }) => verdict),
      ['pass'],
      `at ${hour} h`,
    );
    for (const fault of wrongDates) {
      const row = await ask(client, settings, fault, dateTests);
      assert.ok(
        row.outcomes.some(({ violation }) => violation !== undefined),
        `${fault.id} at ${hour} h`,
      );
    }
  }
});

/** At every hour one of these two has another date than UTC. */
const zones = ['Pacific/Kiritimati', 'Pacific/Niue'];

suite('the date of a reference is right at each hour of the day', () => {
  for (const [name, program] of [
    ['client.ts', process.execPath],
    ['client.py', 'python3'],
  ] as const) {
    test(name, { skip: unlessOnPath(environmentValue('PATH'), program) }, async () => {
      const command = `"${program}" "${fileURLToPath(new URL(`../references/${name}`, import.meta.url))}"`;
      const { role } = await openCommandClient({ contract, profile: onekey, program: command, secret: 'a secret of this test' });
      const asked = countingClient({ client: role, contract, profile: onekey });
      try {
        for (const hour of hours)
          for (const zone of zones) {
            const session = await asked.env.client.open({ zone });
            session.shiftClock(at(hour) - role.now());
            const args = tree({ invoice_id: `INV${hour}${zones.indexOf(zone)}`, amount: 100, country: 'BR', currency: 'BRL' });
            const outcome = await session.ask({ operation: pays, args, action: randomUUID(), attempt: 1 });
            await session.close();
            // The client has corrected its clock by the answer 103, and its next call was accepted.
            assert.deepEqual({ hour, zone, kind: outcome.kind, calls: session.seen().length }, { hour, zone, kind: 'ok', calls: 2 });
          }
        const outcome = { clause: 'CLK-06', verdict: 'pass', observations: [], cases: 1, requests: 1, durationMs: 0, seed: 1 } as const;
        const findings = (await asked.watched?.({} as never, outcome)) ?? [];
        assert.equal(findings.find(({ clause }) => clause === 'CLK-06')?.verdict, 'pass');
      } finally {
        await role.close();
      }
    });
  }
});
