import { type ReceiverDecisions, type Replacement, replaced } from '../core/decisions.ts';
import type { Outcome } from '../core/verdict.ts';
import { receiverFaults } from '../faults/receiver/index.ts';
import { receiverVariants } from '../faults/receiver/variants/index.ts';
import { openDirectReceiver } from '../open/direct-receiver.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';
import type { ReceiverTest } from '../suites/clause-test.ts';
import { witnessedReceiver } from '../suites/receiver/witness.ts';
import { conduct } from '../suites/trial.ts';
import type { ProofSettings } from './matrix.ts';

/** A receiver to ask: honest in a way of its own, or with one decision replaced. */
export interface ReceiverCounterpart {
  readonly id: string;
  readonly profile?: Profile;
  readonly lie?: Replacement<ReceiverDecisions>;
  readonly breaks?: readonly ClauseId[];
}

export interface ReceiverRow {
  readonly counterpart: ReceiverCounterpart;
  readonly outcomes: readonly Outcome[];
}

/** Asks one receiver the given tests, in this process. Each test has a receiver and a status API of its own. */
export async function askReceiver(
  settings: ProofSettings,
  counterpart: ReceiverCounterpart,
  tests: readonly ReceiverTest[],
): Promise<ReceiverRow> {
  const outcomes: Outcome[] = [];
  const { lie } = counterpart;
  for (const [index, test] of tests.entries()) {
    const nonce = `r${(settings.seed >>> 0).toString(36)}t${index.toString(36)}`;
    const bench = openDirectReceiver({
      contract: settings.contract,
      profile: counterpart.profile ?? settings.profile,
      nonce,
      startAt: settings.startAt,
      ...(lie ? { lie: (honest) => replaced(honest, lie) } : {}),
    });
    // The time of the receiver is virtual and leaps; what a test takes is counted by ours.
    const elapsed = () => performance.now();
    outcomes.push(
      await conduct(test, witnessedReceiver(bench), { seed: settings.seed, nonce, scale: settings.scale, timeLimitMs: 60_000, elapsed }),
    );
    await bench.receiver.close();
  }
  return { counterpart, outcomes };
}

/** Which receiver a worker is to ask. */
export interface WantedReceiver {
  readonly id: string;
  readonly kind: 'honest' | 'variant' | 'fault';
}

/** @throws Error for an id that there is none of */
export function receiverOf({ id, kind }: WantedReceiver): ReceiverCounterpart {
  if (kind === 'honest') return { id };
  if (kind === 'variant') return { id, lie: variantOf(id).lie };
  const fault = receiverFaults.find((one) => one.id === id);
  if (!fault) throw new Error(`There is no receiver fault ${id}.`);
  return { id, lie: fault.lie, breaks: fault.breaks };
}

/** The warnings that an honest receiver earns. */
export function warningsOf({ id, kind }: WantedReceiver): readonly ClauseId[] {
  return kind === 'variant' ? (variantOf(id).warns ?? []) : [];
}

function variantOf(id: string): (typeof receiverVariants)[number] {
  const variant = receiverVariants.find((one) => one.id === id);
  if (!variant) throw new Error(`There is no receiver variant ${id}.`);
  return variant;
}

/** Clauses that were found broken and are none of those that the lie contradicts. */
export function strays({ counterpart, outcomes }: ReceiverRow): readonly Outcome[] {
  const listed: readonly string[] = counterpart.breaks ?? [];
  return outcomes.filter(({ clause, violation }) => violation !== undefined && !listed.includes(clause));
}
