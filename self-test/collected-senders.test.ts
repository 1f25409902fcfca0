import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { overridden } from '../core/decisions/override.ts';
import { openServed } from '../harness/targets/served.ts';
import { askSender } from '../harness/watch/asked-sender.ts';
import { collect, judgeCollected, keepAsked, pathOf } from '../harness/watch/collector.ts';
import { deliveryStore } from '../harness/watch/delivery-store.ts';
import { contractOf } from '../schemas/contracts.ts';
import { senderFaults } from './faults/sender/catalogue.ts';

const contract = contractOf('deposits-v3');
const [profile] = contract.profiles;

/** The sender of a served mock as `collect` judges it with a target: with a fault, or without one. */
async function judged(
  t: { after(clean: () => Promise<void>): void },
  id?: string,
  bank = false,
): Promise<Readonly<Record<string, string>>> {
  const fault = senderFaults.find((one) => one.id === id);
  const folder = mkdtempSync(join(tmpdir(), 'countersign-asked-'));
  const served = await openServed({
    contract,
    profile,
    recipes: 'full',
    measures: false,
    sender: (conforming) => (fault ? overridden(conforming, fault.override) : conforming),
  });
  const store = deliveryStore(join(folder, 'state.sqlite'));
  const from = { contract, profile, keys: [served.remote.role.merchant] };
  const answers = [500, 200];
  const path = pathOf(store, undefined, () => 'made');
  const collector = await collect({ ...from, path, host: '127.0.0.1', port: 0, store, answers, now: Date.now });
  t.after(async () => {
    await collector.close();
    await served.close();
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { role } = served.remote;
  /** Its bank answers each refund at once. */
  const answered: typeof role = Object.create(role, {
    send: {
      value: async (...call: Parameters<typeof role.send>) => {
        const exchange = await role.send(...call);
        const made =
          exchange.answer.kind === 'response' ? /"refund_id":(\d+)/.exec(Buffer.from(exchange.answer.response.body).toString()) : null;
        if (exchange.request.method === 'POST' && made !== null) served.moveRefund(Number(made[1]), 'COMPLETED');
        return exchange;
      },
    },
  });
  const results = await askSender({
    ...from,
    remote: bank ? { ...served.remote, role: answered } : served.remote,
    target: { url: served.remote.url, environment: 'stg', adapter: 'remote' },
    inboxes: collector.inboxes,
    answers,
    now: Date.now,
    elapsed: () => performance.now(),
    leastMs: 2000,
    mostMs: 5000,
    nonce: 'n1',
    ended: new AbortController().signal,
  });
  keepAsked(store, results);
  const { findings = [], asked = [], openUntil } = judgeCollected(store, from) ?? {};
  // The deposit that is refused once has a repeat to come.
  assert.notEqual(openUntil, undefined);
  return Object.fromEntries([...findings, ...asked].map(({ clause, verdict }) => [clause, verdict]));
}

test('with a target, a conforming sender passes what deliveries do not show', async (t) => {
  const verdicts = await judged(t, undefined, true);
  const clauses = ['NTF-01', 'NTF-02', 'NTF-06', 'NTF-07', 'NTF-12', 'NTF-13', 'ENV-06'];
  assert.deepEqual(
    Object.fromEntries(clauses.map((clause) => [clause, verdicts[clause]])),
    Object.fromEntries(clauses.map((clause) => [clause, 'pass'])),
  );
});

for (const [id, clause, verdict] of [
  ['told-before-it-is-written', 'NTF-06', 'fail'],
  ['id-of-the-event', 'NTF-06', 'fail'],
  ['id-of-the-event', 'NTF-02', 'fail'],
  ['queries-of-urls-cut', 'NTF-07', 'warn'],
  ['queries-of-urls-replaced', 'NTF-07', 'warn'],
  ['refunds-told-to-the-url-of-the-deposit', 'NTF-07', 'warn'],
  ['confirm-url-never-called', 'NTF-07', 'warn'],
  ['confirm-url-wins', 'NTF-07', 'warn'],
  ['every-tenth-change-lost', 'NTF-13', 'fail'],
  ['only-completions-told', 'NTF-13', 'fail'],
  ['resends-in-upper-case', 'NTF-12', 'warn'],
  ['confirm-url-of-anybody', 'ENV-06', 'fail'],
  ['confirm-url-of-the-one-before', 'ENV-06', 'fail'],
] as const) {
  test(`with a target, ${clause} shows ${id}`, async (t) => {
    assert.equal((await judged(t, id, true))[clause], verdict);
  });
}
