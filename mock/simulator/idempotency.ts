import type { Account, IdempotencyRecord, Ledger } from '../../core/contract/ledger.ts';
import type { Call, ProviderDecisions, Stage } from '../../core/decisions/provider.ts';
import type { WireResponse } from '../../core/exchange.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { fieldText } from './field.ts';

/** The idempotency key of a call. */
export interface Key {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** What is kept under idempotency keys, and which calls wait for one. */
export interface Keys {
  /** The key of a call, if it has one. */
  of(account: Account | undefined, call: Call): Key | undefined;
  record(key: Key, call: Call): IdempotencyRecord | undefined;
  /** The kept answer, where the call is a replay (IDM-02, IDM-20). */
  kept(key: Key, call: Call): WireResponse | undefined;
  /** Reserves the key during the work (IDM-08). */
  hold(key: Key, call: Call): void;
  /** Keeps an outcome under the key, or frees it (IDM-03, IDM-04, C8). */
  settle(key: Key, response: WireResponse, stage: Stage, call: Call): void;
  /** Removes what is kept under the key, and wakes the calls that wait for it. */
  release(key: Key, call: Call): void;
  /** Calls back once, synchronously, when the key is free or has its outcome. */
  whenSettled(key: Key, then: () => void): void;
  /** Wakes all calls that wait for the key. */
  wake(key: Key): void;
}

export function idempotencyKeys({ idempotency }: Scheme, decisions: ProviderDecisions, memory: (call: Call) => Ledger): Keys {
  const waiting = new Map<string, (() => void)[]>();
  const placeOf = ({ scope, key }: Key): string => `${scope}\n${key}`;

  function wake(key: Key): void {
    const wakes = waiting.get(placeOf(key)) ?? [];
    waiting.delete(placeOf(key));
    for (const each of wakes) each();
  }

  return {
    of(account, call) {
      if (account === undefined) return undefined;
      const key = decisions.idempotencyKey(fieldText(idempotency?.header, call, decisions), call);
      if (key === undefined) return undefined;
      return { scope: decisions.idempotencyScope(account, call), key, fingerprint: decisions.fingerprint(call) };
    },
    record: ({ scope, key }, call) => memory(call).record(scope, key),
    kept({ scope, key, fingerprint }, call) {
      const record = memory(call).record(scope, key);
      const replayed = record?.state === 'settled' && decisions.lookup(record, fingerprint, call) === 'replayed';
      return replayed ? decisions.replay(record.response, call) : undefined;
    },
    hold({ scope, key, fingerprint }, call) {
      memory(call).putRecord(scope, key, { state: 'in-flight', fingerprint, since: call.now });
    },
    settle({ scope, key, fingerprint }, response, stage, call) {
      if (decisions.keeps(response, stage, call)) {
        memory(call).putRecord(scope, key, { state: 'settled', fingerprint, since: call.now, response });
      } else if (stage === 'after-authentication') memory(call).dropRecord(scope, key);
    },
    release(key, call) {
      memory(call).dropRecord(key.scope, key.key);
      wake(key);
    },
    whenSettled(key, then) {
      waiting.set(placeOf(key), [...(waiting.get(placeOf(key)) ?? []), then]);
    },
    wake,
  };
}
