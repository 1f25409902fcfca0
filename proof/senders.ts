import type { Replacement, SenderDecisions } from '../core/decisions.ts';
import type { Outcome } from '../core/verdict.ts';
import { senderFaults } from '../faults/sender/index.ts';
import { senderVariants } from '../faults/sender/variants/index.ts';
import { openDirectSender } from '../open/direct-sender.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';
import { onekey } from '../specs/profiles/onekey.ts';
import type { SenderTest } from '../suites/clause-test.ts';
import { witnessed } from '../suites/sender/witness.ts';
import { conduct } from '../suites/trial.ts';
import type { ProofSettings } from './matrix.ts';

/** A sender to ask: honest in a reading of its own, or with one decision replaced. */
export interface SenderCounterpart {
  readonly id: string;
  readonly profile?: Profile;
  readonly lie?: Replacement<SenderDecisions>;
  /** The clauses that a lie contradicts. */
  readonly breaks?: readonly ClauseId[];
}

/** A sender by its id. */
export interface WantedSender {
  readonly id: string;
  readonly kind: 'honest' | 'variant' | 'fault';
}

export interface SenderRow {
  readonly counterpart: SenderCounterpart;
  readonly outcomes: readonly Outcome[];
}

/** Asks one sender the given tests, in this process. Each test has a fresh mock, and a clock that it may let go on for weeks. */
export async function askSender(settings: ProofSettings, counterpart: SenderCounterpart, tests: readonly SenderTest[]): Promise<SenderRow> {
  const outcomes: Outcome[] = [];
  const { lie } = counterpart;
  for (const [index, test] of tests.entries()) {
    const nonce = `s${(settings.seed >>> 0).toString(36)}t${index.toString(36)}`;
    const { bench, requests } = openDirectSender({
      contract: settings.contract,
      profile: counterpart.profile ?? settings.profile,
      nonce,
      startAt: settings.startAt,
      ...(lie ? { lie } : {}),
    });
    // The sender's clock goes on by weeks, so that a trial's time is counted by what it asks.
    outcomes.push(
      await conduct(test, witnessed(bench), { seed: settings.seed, nonce, scale: settings.scale, timeLimitMs: 60_000, elapsed: requests }),
    );
    await bench.provider.close();
  }
  return { counterpart, outcomes };
}

/**
 * The sender of that id.
 * @throws Error where there is none
 */
export function senderOf({ id, kind }: WantedSender): SenderCounterpart {
  if (kind === 'honest') return { id };
  if (kind === 'variant') {
    const variant = senderVariants.find((one) => one.id === id);
    if (!variant) throw new Error(`There is no variant ${id}.`);
    return { id, profile: { ...onekey, plays: { ...onekey.plays, ...variant.plays } }, ...(variant.lie ? { lie: variant.lie } : {}) };
  }
  const fault = senderFaults.find((one) => one.id === id);
  if (!fault) throw new Error(`There is no fault ${id}.`);
  const requires = [...onekey.requires, ...(fault.requires ?? [])];
  return { id, lie: fault.lie, breaks: fault.breaks, profile: { ...onekey, requires } };
}

/** Clauses that were found broken and are none of those that the lie contradicts. */
export function strays({ counterpart, outcomes }: SenderRow): readonly Outcome[] {
  const listed: readonly string[] = counterpart.breaks ?? [];
  return outcomes.filter(({ clause, violation }) => violation !== undefined && !listed.includes(clause));
}
