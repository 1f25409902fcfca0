import type { Account, EnvironmentName, Ledger, Refund } from '../core/contract/ledger.ts';
import type { Refusal } from '../core/contract/refusal.ts';
import type { Call, ProviderDecisions, RefusedCall } from '../core/decisions/provider.ts';
import { type Arrival, type Delivery, noBody, type WireResponse } from '../core/exchange.ts';
import type { Contract } from '../schemas/contract.ts';
import { memoryOf } from './memory.ts';
import { type Answers, answering } from './simulator/answers.ts';
import { arrangedFailures, type FailsOnce } from './simulator/arranged-failures.ts';
import { accountNamed, authenticate, type Gate } from './simulator/authentication.ts';
import { type Execution, execution } from './simulator/execution.ts';
import { idempotencyKeys, type Key, type Keys } from './simulator/idempotency.ts';
import { lockOut } from './simulator/lock-out.ts';
import { repeats } from './simulator/repeats.ts';
import { routed } from './simulator/routing.ts';

/**
 * A call after its first phase. Both phases are synchronous; the adapter decides what happens between them: a microtask in process, a turn of the
 * event loop with a socket. So calls with one key can race, and a caller can disconnect before the work begins.
 */
export type Begun =
  /** Decided: only the delivery is left. */
  | { readonly kind: 'answer'; readonly delivery: Delivery }
  /**
   * The key is in flight and the call waits (C7). `settled` calls back once, synchronously, when the key is free or has its outcome; then `again`
   * continues.
   */
  | { readonly kind: 'wait'; settled(wake: () => void): void; again(): Begun }
  /** Authenticated; its key, if it has one, is reserved. Exactly one of the two follows. */
  | {
      readonly kind: 'work';
      /** Second phase: validates, executes, keeps the outcome. */
      commit(): Delivery;
      /** Instead of it: the caller disconnected before the work began (IDM-07). */
      abandon(): void;
    };

export interface Simulator {
  /** First phase: authentication, and the idempotency key. Never throws. */
  begin(arrival: Arrival): Begun;
  /** The answer to what never became a call: malformed HTTP, too large, too slow. */
  refuse(because: 'request-malformed' | 'header-too-large' | 'body-too-large' | 'request-too-slow'): WireResponse;
  /** Invoice ids whose next creation fails inside: code 500, no effect, kept under its key; executed under another key it succeeds (IDM-04). */
  readonly faultsToCome: Set<string>;
}

export interface SimulatorOptions {
  readonly contract: Contract;
  readonly decisions: ProviderDecisions;
  /** The environment whose host it answers at. */
  readonly environment: EnvironmentName;
  readonly ledgers: Readonly<Record<EnvironmentName, Ledger>>;
  /** The judging clock, ms since the epoch. */
  readonly now: () => number;
  /** Ids of payers and invoices that the merchant did not name; by default a counter after the time. */
  readonly ids?: (of: 'user' | 'invoice') => string;
  /** Without it, no creation fails because of its content. */
  readonly failsOnce?: FailsOnce;
  /** Called for every exception inside, of which the caller sees only a 500. */
  readonly log?: (failure: unknown) => void;
}

/** What both phases work with. */
interface Parts extends Gate {
  readonly memory: (call: Call) => Ledger;
  readonly answers: Answers;
  readonly keys: Keys;
  readonly isRepeat: (call: Call) => boolean;
  readonly execution: Execution;
  readonly log: (failure: unknown) => void;
}

/** The provider, one call at a time: pure steps over the decisions and the ledger, without a socket, a clock or randomness. */
export function simulator({ contract, decisions, environment, ledgers, now, ids, failsOnce, log = () => {} }: SimulatorOptions): Simulator {
  const memory = (call: Call): Ledger => memoryOf(call, ledgers, decisions);
  const answers = answering(decisions, now, log);
  const failures = arrangedFailures(failsOnce);
  const newId = ids ?? countedIds(now);
  const { scheme } = contract;
  const parts: Parts = {
    scheme,
    decisions,
    memory,
    accounts: (call) =>
      memory(call)
        .accounts()
        .map((account) => decisions.inForce(account, call)),
    locks: lockOut(decisions),
    answers,
    keys: idempotencyKeys(scheme, decisions, memory),
    isRepeat: repeats(scheme, decisions),
    execution: execution({ contract, decisions, memory, answers, failures, newId, log }),
    log,
  };
  const unrouted = (arrival: Arrival): RefusedCall => ({ arrival, environment, now: now(), parameters: {}, operation: undefined });
  const noRequest = { method: '', target: '', headers: [], body: noBody };
  return {
    begin: (arrival) => begin(unrouted(arrival), parts),
    refuse: (because) => answers.dated(answers.refusal({ because }, unrouted({ request: noRequest, peer: '', secure: true }))),
    faultsToCome: failures.toCome,
  };
}

function countedIds(now: () => number): (of: 'user' | 'invoice') => string {
  let made = 0;
  return (of) => {
    made += 1;
    return `${of}-${now().toString(36)}-${made}`;
  };
}

// First phase: is it a call, who called, and what does its key mean?

function begin(unrouted: RefusedCall, parts: Parts): Begun {
  return guarded(
    () => {
      const found = routed(unrouted, parts.decisions, parts.answers);
      return found.kind === 'answer' ? found : guarded(() => judged(found.call, parts), found.call, parts);
    },
    unrouted,
    parts,
  );
}

function judged(call: Call, parts: Parts): Begun {
  const { decisions } = parts;
  const kept = decisions.looksUp(call) === 'before-checks' ? keptBeforeChecks(call, parts) : undefined;
  if (kept !== undefined) return answered(kept, call, parts);
  const { account, refusal, expected } = authenticate(call, parts);
  if (refusal === undefined) return proceed(call, account, parts);
  return answered(refused(refusal, call, account, expected, parts), call, parts);
}

/** IDM-10: a fault that looks keys up first gives the kept answer to anybody who names the merchant. */
function keptBeforeChecks(call: Call, parts: Parts): WireResponse | undefined {
  const { keys } = parts;
  const key = keys.of(accountNamed(call, parts), call);
  return key && keys.kept(key, call);
}

/** The answer to a call that is not authenticated, kept under its key where the interpretation of C8 says so. */
function refused(refusal: Refusal, call: Call, account: Account | undefined, expected: string | undefined, parts: Parts): WireResponse {
  const { keys } = parts;
  const claimed = account ?? accountNamed(call, parts);
  const response = parts.execution.refuse(refusal, call, claimed, expected);
  const key = keys.of(claimed, call);
  if (key !== undefined && keys.record(key, call) === undefined) keys.settle(key, response, 'before-authentication', call);
  return response;
}

/** What follows after a call is authenticated; entered again after a wait. */
function proceed(call: Call, account: Account | undefined, parts: Parts): Begun {
  const { decisions, keys } = parts;
  const refuse = (because: 'request-repeated' | 'key-conflicting' | 'key-in-flight'): Begun =>
    answered(parts.execution.refuse({ because }, call, account), call, parts);
  const key = keys.of(account, call);
  if (key === undefined) return parts.isRepeat(call) ? refuse('request-repeated') : work(call, account, undefined, parts);
  const record = keys.record(key, call);
  switch (decisions.lookup(record, key.fingerprint, call)) {
    case 'replayed':
      if (record?.state === 'settled') return answered(decisions.replay(record.response, call), call, parts);
      break;
    case 'conflicting':
      return refuse('key-conflicting');
    case 'in-flight':
      if (decisions.whileInFlight(call) === 'refuse') return refuse('key-in-flight');
      return {
        kind: 'wait',
        settled: (wake) => keys.whenSettled(key, wake),
        again: () => guarded(() => proceed(call, account, parts), call, parts),
      };
    case 'fresh':
      break;
  }
  if (decisions.reserves(call)) keys.hold(key, call);
  return work(call, account, key, parts);
}

function answered(response: WireResponse, call: Call, { answers }: Parts): Begun {
  return { kind: 'answer', delivery: answers.delivered(response, call) };
}

function guarded(step: () => Begun, call: RefusedCall, { answers }: Parts): Begun {
  try {
    return step();
  } catch (failure) {
    return { kind: 'answer', delivery: answers.failed(failure, call) };
  }
}

// Second phase: the effect, and what is kept of it.

/** The rest of the work for an authenticated call: done once, however often it is committed. */
function work(call: Call, account: Account | undefined, key: Key | undefined, parts: Parts): Begun {
  const { decisions, keys } = parts;
  const refundsBefore = parts.execution.refundsBefore(call);
  let delivery: Delivery | undefined;

  function commit(): Delivery {
    if (delivery !== undefined) return delivery;
    delivery = committed(call, account, key, refundsBefore, parts);
    if (key !== undefined) keys.wake(key);
    return delivery;
  }

  function abandon(): void {
    if (delivery !== undefined) return;
    const then = decisions.onAbandoned(call);
    if (then === 'work-anyway' || then === 'work-and-forget') commit();
    if (key !== undefined && (then === 'release' || then === 'work-and-forget')) keys.release(key, call);
  }

  return { kind: 'work', commit, abandon };
}

function committed(
  call: Call,
  account: Account | undefined,
  key: Key | undefined,
  refundsBefore: readonly Refund[] | undefined,
  { answers, keys, execution, memory, log }: Parts,
): Delivery {
  const settled = (response: WireResponse): WireResponse => {
    if (key !== undefined) keys.settle(key, response, 'after-authentication', call);
    return response;
  };
  const outcome = (): WireResponse => {
    try {
      // Effect and kept outcome are written together or not at all.
      return memory(call).atomically(() => settled(execution.execute(call, account, refundsBefore)));
    } catch (failure) {
      log(failure);
      return settled(answers.refusal({ because: 'failed-inside' }, call));
    }
  };
  try {
    return answers.delivered(outcome(), call);
  } catch (failure) {
    return answers.failed(failure, call);
  }
}
