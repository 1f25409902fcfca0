import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Override, overridden } from '../core/decisions/override.ts';
import type { ProviderDecisions } from '../core/decisions/provider.ts';
import type { SenderDecisions } from '../core/decisions/sender.ts';
import { keysOfOthers } from '../core/diagnosis/diagnosis.ts';
import type { JsonValue } from '../core/json.ts';
import { blackBoxKeys } from '../harness/targets/black-box.ts';
import { openServed } from '../harness/targets/served.ts';
import { askSender } from '../harness/watch/asked-sender.ts';
import { collect, judgeCollected, keepAsked, pathOf } from '../harness/watch/collector.ts';
import { deliveryStore } from '../harness/watch/delivery-store.ts';
import { contractOf } from '../schemas/contracts.ts';
import { senderFaults } from './faults/sender/catalogue.ts';

const contract = contractOf('deposits-v3');
const [profile] = contract.profiles;

interface Circumstances {
  readonly override?: Override<SenderDecisions>;
  readonly provider?: Override<ProviderDecisions>;
  /** Whether a bank answers each refund at once. */
  readonly bank?: boolean;
}

type Test = { after(clean: () => Promise<void>): void };

/** The sender of a served mock as `collect` judges it with a target. */
async function collected(t: Test, { override, provider, bank = false }: Circumstances) {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-asked-'));
  const served = await openServed({
    contract,
    profile,
    recipes: 'full',
    measures: false,
    ...(provider ? { override: (conforming) => overridden(conforming, provider) } : {}),
    sender: (conforming) => (override ? overridden(conforming, override) : conforming),
  });
  const store = deliveryStore(join(folder, 'state.sqlite'));
  const { merchant, secondMerchant } = served.remote.role;
  const others = secondMerchant ? keysOfOthers('second merchant', secondMerchant) : [];
  const from = { contract, profile, keys: [merchant], others };
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
  return [...findings, ...asked];
}

/** With a fault, or without one. */
async function judged(t: Test, id?: string): Promise<Readonly<Record<string, string>>> {
  const fault = senderFaults.find((one) => one.id === id);
  const results = await collected(t, { bank: true, ...(fault ? { override: fault.override } : {}) });
  return Object.fromEntries(results.map(({ clause, verdict }) => [clause, verdict]));
}

test('with a target, a conforming sender passes what deliveries do not show', async (t) => {
  const verdicts = await judged(t);
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
  ['confirm-urls-cached-by-merchant', 'ENV-06', 'fail'],
] as const) {
  test(`with a target, ${clause} shows ${id}`, async (t) => {
    assert.equal((await judged(t, id))[clause], verdict);
  });
}

function textMember(body: JsonValue, name: string): string | undefined {
  const members = new Map(typeof body === 'object' && body !== null ? Object.entries(body) : []);
  const text = members.get(name);
  return typeof text === 'string' ? text : undefined;
}

test('a sender whose provider refuses odd URLs is not failed, and the report says which it refused', async (t) => {
  const isOdd = (url = ''): boolean => /^http:|\/\/10\.|:8443/.test(url) && !url.startsWith('http://127.0.0.1');
  const results = await collected(t, {
    provider: {
      problems: (conforming) => (body, call, tree) => {
        const url = textMember(body, 'notification_url');
        return isOdd(url) ? [{ pointer: '/notification_url', rule: 'must be public' }] : conforming(body, call, tree);
      },
    },
  });
  const { verdict, observations = [] } = results.find(({ clause }) => clause === 'NTF-07') ?? {};
  assert.equal(verdict, 'pass');
  const seen = observations.flatMap((one) =>
    'subject' in one && /notification URL/.test(one.subject ?? '') ? [`${one.subject}: ${one.seen}`] : [],
  );
  assert.deepEqual(seen, [
    'a notification URL with a private address: refused with 400',
    'a notification URL with a loopback address: accepted with 201',
    'a notification URL with port 8443: refused with 400',
    'a notification URL with http: refused with 400',
  ]);
});

test('where notifications are signed with the secret of a second merchant, the finding names it', async (t) => {
  const { secondMerchant } = blackBoxKeys(() => undefined, contract.scheme, 'token').merchants;
  const results = await collected(t, { override: { secret: () => () => secondMerchant.apiSignature } });
  const violations = results.flatMap(({ clause, violation }) => (clause === 'NTF-08' && violation ? [violation] : []));
  assert.notEqual(violations.length, 0);
  for (const violation of violations) assert.match(JSON.stringify(violation), /second merchant API Signature/);
});
