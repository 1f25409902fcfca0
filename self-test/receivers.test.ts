import assert from 'node:assert/strict';
import { test } from 'node:test';
import { overridden } from '../core/decisions/override.ts';
import type { ReceiverDecisions } from '../core/decisions/receiver.ts';
import type { Outcome } from '../core/verdict/verdict.ts';
import { openDirectReceiver } from '../harness/targets/direct-receiver.ts';
import type { ReceiverRole } from '../roles/receiver.ts';
import { contractOf } from '../schemas/contracts.ts';
import type { Capability } from '../specs/capability.ts';
import { runClauseTest } from '../suites/clause-runner.ts';
import type { ReceiverTestEnvironment } from '../suites/clause-test.ts';
import { receiverTests } from '../suites/receiver/catalogue.ts';
import { countingReceiver } from '../suites/receiver/counting.ts';
import { afterFirstSight } from '../suites/receiver/first.ts';
import { receiverFaults } from './faults/receiver/catalogue.ts';
import { caughtBy, falseAlarms } from './matrix.ts';
import { ask, receiver } from './parties.ts';

const contract = contractOf('deposits-v3');
const [onekey] = contract.profiles;
const startAt = Date.UTC(2026, 10, 21, 17, 4, 31, 250);

/** The same receiver with fewer capabilities. */
function without(env: ReceiverTestEnvironment, lacking: readonly Capability[]): ReceiverTestEnvironment {
  const { receiver } = env;
  const { registerOrder, countReleases, kill, start, rotateKeys, ...others } = receiver.controls;
  const has = (capability: Capability): boolean => !lacking.includes(capability);
  const controls: ReceiverRole['controls'] = {
    ...others,
    ...(registerOrder && has('registersOrders') ? { registerOrder } : {}),
    ...(countReleases && has('countsReleases') ? { countReleases } : {}),
    ...(kill && start && has('startsStops') ? { kill, start } : {}),
    ...(rotateKeys && has('receiverRotatesKeys') ? { rotateKeys } : {}),
  };
  const can = new Set([...receiver.can].filter(has));
  return { ...env, receiver: Object.create(receiver, { can: { value: can }, controls: { value: controls } }) as ReceiverRole };
}

/** The outcomes of all clauses, asked of a receiver without some capabilities; with a fault where one is named. */
async function outcomesOf(lacking: readonly Capability[], faultId?: string): Promise<readonly Outcome[]> {
  const fault = receiverFaults.find(({ id }) => id === faultId);
  assert.equal(fault === undefined, faultId === undefined, `There is not a fault ${faultId}.`);
  const outcomes: Outcome[] = [];
  for (const [index, clauseTest] of receiverTests.entries()) {
    const nonce = `w${index}`;
    const override = fault ? { override: (conforming: ReceiverDecisions) => overridden(conforming, fault.override) } : {};
    const env = openDirectReceiver({ contract, profile: onekey, nonce, startAt, ...override });
    const asked = countingReceiver(without(env, lacking));
    outcomes.push(
      await runClauseTest(clauseTest, asked, { seed: 1, nonce, scale: 0.2, timeLimitMs: 60_000, elapsed: () => performance.now() }),
    );
    await env.receiver.close();
  }
  return outcomes;
}

const of = (outcomes: readonly Outcome[], verdict: Outcome['verdict']): readonly string[] =>
  outcomes.filter((one) => one.verdict === verdict).map(({ clause }) => clause);

test('without a probe, answers and status calls are judged, and the rest says what to add', async () => {
  const outcomes = await outcomesOf(['countsReleases']);
  assert.deepEqual(of(outcomes, 'pass'), ['AUT-11', 'RCV-04', 'RCV-14', 'RCV-16', 'RCV-18', 'RCV-20']);
  assert.equal(of(outcomes, 'untestable').length, 21);
  for (const { verdict, clause, note } of outcomes) if (verdict === 'untestable') assert.match(note ?? '', /receiver\.releases/, clause);
});

test('without a probe, what answers and status calls show is found all the same', async () => {
  for (const [fault, clause] of [
    ['failures-acknowledged', 'RCV-05'],
    ['known-status-is-final', 'RCV-07'],
    ['notified-is-paid', 'RCV-06'],
    ['duplicates-refused', 'RCV-04'],
    ['field-names-in-one-case', 'RCV-02'],
    ['escapes-hashed-in-lower-case', 'RCV-08'],
    ['other-lengths-end-the-process', 'RCV-09'],
    ['asked-before-verified', 'RCV-20'],
    ['status-waited-for-a-minute', 'RCV-14'],
  ] as const) {
    const outcomes = await outcomesOf(['countsReleases'], fault);
    assert.ok(outcomes.find((one) => one.clause === clause)?.violation, `${fault} is not found by ${clause}.`);
  }
});

test('a receiver that cannot be started, rotated or given orders leaves what needs it untestable', async () => {
  assert.deepEqual(of(await outcomesOf(['startsStops']), 'untestable'), ['RCV-19']);
  assert.deepEqual(of(await outcomesOf(['receiverRotatesKeys']), 'untestable'), ['RCV-13']);
  const none = await outcomesOf(['registersOrders']);
  assert.deepEqual(of(none, 'untestable').length, 27);
  for (const { note } of none) assert.match(note ?? '', /receiver\.register/);
});

test('a receiver that nobody runs is reported, and not failed', async () => {
  const env = openDirectReceiver({ contract, profile: onekey, nonce: 'gone', startAt });
  await env.receiver.controls.kill?.();
  const gone = without(env, ['startsStops']);
  for (const clauseTest of receiverTests) {
    const outcome = await runClauseTest(clauseTest, countingReceiver(gone), {
      seed: 1,
      nonce: 'gone',
      scale: 0.1,
      timeLimitMs: 60_000,
      elapsed: () => performance.now(),
    });
    assert.ok(['indeterminate', 'untestable'].includes(outcome.verdict), `${outcome.clause}: ${outcome.verdict} ${outcome.note ?? ''}`);
  }
  await env.receiver.close();
});

test('a receiver that somebody ends in the middle is reported, and not failed', async () => {
  for (const [index, clauseTest] of receiverTests.entries()) {
    const nonce = `m${index}`;
    const env = openDirectReceiver({ contract, profile: onekey, nonce, startAt });
    const { receiver } = without(env, ['startsStops']);
    let sent = 0;
    // It ends while the fifth notification is on its way.
    const send: ReceiverRole['send'] = async (draft) => {
      sent += 1;
      if (sent === 5) await env.receiver.controls.kill?.();
      return receiver.send(draft);
    };
    const ended = Object.create(receiver, { send: { value: send } }) as ReceiverRole;
    const settings = { seed: 1, nonce, scale: 0.1, timeLimitMs: 60_000, elapsed: () => performance.now() };
    const { clause, verdict, note } = await runClauseTest(clauseTest, countingReceiver({ ...env, receiver: ended }), settings);
    const shortOrUntold = sent < 5 || clause === 'RCV-18' ? ['pass', 'untestable'] : [];
    assert.ok(['indeterminate', 'review', 'untestable', ...shortOrUntold].includes(verdict), `${clause}: ${verdict} ${note ?? ''}`);
    await env.receiver.close();
  }
});

test('a receiver that releases paid orders by itself is reported: nothing shows what a notification did to them', async () => {
  for (const [index, clauseTest] of receiverTests.entries()) {
    if (!['RCV-01', 'RCV-08', 'RCV-09', 'RCV-13', 'RCV-15'].includes(clauseTest.clause)) continue;
    const nonce = `i${index}`;
    const env = openDirectReceiver({ contract, profile: onekey, nonce, startAt });
    const controls: ReceiverRole['controls'] = { ...env.receiver.controls, countReleases: async () => 1 };
    const receiver = Object.create(env.receiver, { controls: { value: controls } }) as ReceiverRole;
    const settings = { seed: 1, nonce, scale: 0.1, timeLimitMs: 60_000, elapsed: () => performance.now() };
    const { clause, verdict, blame, note } = await runClauseTest(clauseTest, countingReceiver({ ...env, receiver }), settings);
    assert.deepEqual([verdict, blame], ['indeterminate', 'configuration'], `${clause} ${note ?? ''}`);
    assert.match(note ?? '', /by itself.*Switch that off/, clause);
    await env.receiver.close();
  }
});

test('under every interpretation of C26 a conforming receiver passes, and one that verifies nothing does not', async () => {
  const unverified = receiverFaults.find(({ id }) => id === 'signature-unverified');
  const oneMerchant = receiverFaults.find(({ id }) => id === 'default-merchant-alone-verifies');
  assert.ok(unverified && oneMerchant);
  const severalMerchants = receiverTests.filter(({ clause }) => clause === 'RCV-26');
  for (const interpretation of ['request-rule', 'without-scheme', 'upper-case', 'body-only'] as const) {
    const profile = { ...onekey, interpretations: { ...onekey.interpretations, C26: interpretation } };
    const settings = { contract, profile, seed: 1, scale: 0.1, startAt };
    const conforming = await ask(receiver, settings, { id: 'none' });
    assert.deepEqual(
      falseAlarms(conforming).map(({ clause, verdict, note }) => `${interpretation} ${clause} ${verdict} ${note ?? ''}`),
      [],
    );
    const unverifying = await ask(receiver, settings, unverified);
    assert.ok(caughtBy(unverifying).includes('RCV-01'), interpretation);
    assert.deepEqual(caughtBy(await ask(receiver, settings, oneMerchant, severalMerchants)), ['RCV-26'], interpretation);
  }
});

test('a memory of duplicates hides neither a forged notification that is accepted nor one that keeps the payment away', async () => {
  const came = async (override: (conforming: ReceiverDecisions) => ReceiverDecisions, clause: string): Promise<Outcome | undefined> => {
    const clauseTest = receiverTests.find((one) => one.clause === clause);
    assert.ok(clauseTest);
    const env = openDirectReceiver({ contract, profile: onekey, nonce: 'm', startAt, override });
    const settings = { seed: 1, nonce: 'm', scale: 0.2, timeLimitMs: 60_000, elapsed: () => performance.now() };
    const outcome = await runClauseTest(clauseTest, countingReceiver(env), settings);
    await env.receiver.close();
    return outcome;
  };
  // What was received counts as done, and forged ones are worked on.
  const forgetsNothing = (conforming: ReceiverDecisions): ReceiverDecisions => ({
    ...conforming,
    isDuplicate: ({ received }) => received,
    unverified: () => 'work',
  });
  const accepted = await came(forgetsNothing, 'RCV-01');
  assert.deepEqual([accepted?.verdict, accepted?.violation?.actual.id], ['fail', 'releases-counted']);
  assert.equal((await came(forgetsNothing, 'RCV-02'))?.verdict, 'pass');
  const kept = receiverFaults.find(({ id }) => id === 'first-result-kept');
  assert.ok(kept);
  assert.equal((await came((conforming) => overridden(conforming, kept.override), 'RCV-01'))?.verdict, 'fail');

  // Forged ones are refused, and their deposits are remembered as done.
  const poisoned = (conforming: ReceiverDecisions): ReceiverDecisions => {
    const forged = new Set<string>();
    const idOf = (body: Uint8Array): string => /\d+/.exec(Buffer.from(body).toString('latin1'))?.[0] ?? '';
    return {
      ...conforming,
      unverified(request) {
        forged.add(idOf(request.body));
        return 'refuse';
      },
      source: (body, order) =>
        order !== undefined && forged.has(order.depositId)
          ? { kind: 'state', status: 'CANCELLED', amount: order.amount, currency: order.currency, invoiceId: order.invoiceId }
          : conforming.source(body, order),
    };
  };
  const held = await came(poisoned, 'RCV-01');
  assert.deepEqual([held?.verdict, held?.violation?.expected.id], ['fail', 'released']);
  assert.match(held?.violation?.difference ?? '', /valid notification of the same deposit follows/);
});

/** The outcomes of the tests of one receiver, asked one after another as in a run, and how long that takes by the receiver's clock. */
async function oneRun(
  override: (conforming: ReceiverDecisions) => ReceiverDecisions,
  asked: readonly string[],
): Promise<{ readonly outcomes: readonly Outcome[]; readonly ms: number }> {
  const env = openDirectReceiver({ contract, profile: onekey, nonce: 'one', startAt, override });
  const began = env.receiver.now();
  const outcomes: Outcome[] = [];
  for (const clauseTest of afterFirstSight(receiverTests.filter(({ clause }) => asked.includes(clause)))) {
    const settings = { seed: 1, nonce: 'one', scale: 0.1, timeLimitMs: 60_000, elapsed: () => performance.now() };
    outcomes.push(await runClauseTest(clauseTest, countingReceiver(env), settings));
  }
  const ms = env.receiver.now() - began;
  await env.receiver.close();
  return { outcomes, ms };
}

const cameInOneRun = async (...run: Parameters<typeof oneRun>): Promise<readonly Outcome[]> => (await oneRun(...run)).outcomes;

test('where a valid notification does not work, that clause alone fails, and nothing more is asked', async () => {
  const refuses = (conforming: ReceiverDecisions): ReceiverDecisions => ({ ...conforming, takes: () => false });
  const all = receiverTests.map(({ clause }) => clause);
  const outcomes = await cameInOneRun(refuses, all);
  assert.deepEqual(of(outcomes, 'fail'), ['RCV-02']);
  assert.equal(of(outcomes, 'indeterminate').length, all.length - 1);
  assert.ok(outcomes.reduce((sum, { requests }) => sum + requests, 0) < 5);
  for (const { note, verdict } of outcomes) if (verdict === 'indeterminate') assert.match(note ?? '', /answer: 405.*Fix RCV-02/);
});

test('a receiver that refuses its very first notification alone is asked on, and passes', async () => {
  let came = 0;
  const starts = (conforming: ReceiverDecisions): ReceiverDecisions => ({
    ...conforming,
    takes(request) {
      came += 1;
      return came > 1 && conforming.takes(request);
    },
  });
  const outcomes = await cameInOneRun(starts, ['AUT-11', 'RCV-02', 'RCV-04', 'RCV-20']);
  assert.deepEqual(of(outcomes, 'pass'), ['AUT-11', 'RCV-02', 'RCV-04', 'RCV-20']);
});

test('where nothing is verified, nothing else is asked', async () => {
  const unverified = (conforming: ReceiverDecisions): ReceiverDecisions => ({ ...conforming, unverified: () => 'work' });
  const outcomes = await cameInOneRun(unverified, ['RCV-01', 'RCV-04', 'RCV-08', 'RCV-16', 'RCV-20']);
  assert.deepEqual(
    outcomes.map(({ clause, verdict }) => `${clause} ${verdict}`),
    ['RCV-01 fail', 'RCV-04 indeterminate', 'RCV-08 indeterminate', 'RCV-16 indeterminate', 'RCV-20 indeterminate'],
  );
  assert.match(outcomes.at(-1)?.note ?? '', /verifies nothing \(RCV-01\).*RCV-08, .*RCV-20/);
});

test('a sender that is locked out after wrong signatures is one cause, and no clause fails', async () => {
  let wrong = 0;
  const locks = (conforming: ReceiverDecisions): ReceiverDecisions => ({
    ...conforming,
    takes: (request) => wrong < 5 && conforming.takes(request),
    unverified() {
      wrong += 1;
      return 'refuse';
    },
  });
  const { outcomes, ms } = await oneRun(locks, ['RCV-01', 'RCV-02', 'RCV-05', 'RCV-09', 'RCV-16', 'RCV-20']);
  assert.deepEqual(of(outcomes, 'indeterminate').length, outcomes.length);
  for (const { note } of outcomes) assert.match(note ?? '', /sent for RCV-01, your receiver answers 405.*locks the sender out/);
  assert.ok(ms < 20_000, `${ms} ms`);
});

test('where one item holds up the worker, the loss of the others is one failure', async () => {
  const standing = receiverFaults.find(({ id }) => id === 'queue-stands-behind-its-first-item');
  assert.ok(standing);
  const asked = ['AUT-11', 'RCV-03', 'RCV-05', 'RCV-09', 'RCV-12'];
  const outcomes = await cameInOneRun((conforming) => overridden(conforming, standing.override), asked);
  assert.deepEqual(of(outcomes, 'fail'), ['RCV-05']);
  assert.match(outcomes.at(-1)?.note ?? '', /since AUT-11 was asked.*Fix RCV-05/);
});

test('a receiver that loses a notification now and then has one finding', async () => {
  let count = 0;
  const loses = (conforming: ReceiverDecisions): ReceiverDecisions => ({
    ...conforming,
    source(body, order) {
      count += 1;
      if (count % 7 !== 0 || order === undefined) return conforming.source(body, order);
      return { kind: 'state', status: 'CANCELLED', amount: order.amount, currency: order.currency, invoiceId: order.invoiceId };
    },
  });
  const outcomes = await cameInOneRun(loses, ['RCV-02', 'RCV-05', 'RCV-07', 'RCV-08', 'RCV-09', 'RCV-17']);
  assert.deepEqual(of(outcomes, 'fail'), ['RCV-02']);
  assert.deepEqual(of(outcomes, 'warn'), []);
  assert.match(outcomes.find(({ clause }) => clause === 'RCV-02')?.violation?.difference ?? '', /of which \d of 24 released nothing/);
  assert.match(outcomes.find(({ clause }) => clause === 'RCV-08')?.note ?? '', /Fix RCV-02/);
});

test('one case that is forgiven does not count as verifying nothing', async () => {
  const forgives = (conforming: ReceiverDecisions): ReceiverDecisions => ({
    ...conforming,
    unverified: (request) => (request.headers.some(([name]) => name === 'Authorization') ? 'refuse' : 'work'),
  });
  const outcomes = await cameInOneRun(forgives, ['RCV-01', 'RCV-16']);
  assert.deepEqual(
    outcomes.map(({ verdict }) => verdict),
    ['fail', 'warn'],
  );
});

test('a receiver that releases whatever it is notified of is judged in a few seconds more than a conforming one', async () => {
  const released = receiverFaults.find(({ id }) => id === 'notified-is-paid');
  assert.ok(released);
  const accepts = (conforming: ReceiverDecisions): ReceiverDecisions => ({
    ...overridden(conforming, released.override),
    unverified: () => 'work',
  });
  const all = receiverTests.map(({ clause }) => clause);
  const broken = await oneRun(accepts, all);
  const conforming = await oneRun((decisions) => decisions, all);
  assert.ok(broken.ms < conforming.ms + 10_000, `${broken.ms} ms, and ${conforming.ms} ms where it conforms`);
  // What verifies nothing has one cause: the other clauses are not asked.
  assert.deepEqual(of(broken.outcomes, 'fail'), ['RCV-01']);
});
