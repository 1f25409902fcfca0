import { usualTolerance } from '../../core/contract/retry-schedule.ts';
import { shown, type TargetFacts } from '../../reports/report.ts';
import { signedBy } from '../../reports/reproduction.ts';
import type { Inboxes, ScriptedAnswer } from '../../roles/inbox.ts';
import type { SenderRole } from '../../roles/sender.ts';
import type { Capability } from '../../specs/capability.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { isTrait } from '../../specs/traits.ts';
import type { Attachment } from '../../specs/types/attachment.ts';
import { runClauseTest } from '../../suites/clause-runner.ts';
import type { SenderTest } from '../../suites/clause-test.ts';
import { namesOf } from '../../suites/names.ts';
import { senderTests } from '../../suites/sender/catalogue.ts';
import { counting } from '../../suites/sender/counting.ts';
import { senderDriver } from '../../suites/sender/driver.ts';
import type { Remote } from '../targets/remote.ts';
import { askedOnly } from './asked-clauses.ts';
import type { CollectedFrom } from './collector.ts';

/** Clauses that are asked: with deposits of ours it is also known which one a notification has to name, and which one was sent again. */
const asked: readonly ClauseId[] = [...askedOnly, 'NTF-02', 'NTF-12'];

/** A third of the usual cases: each waits for a notification, and the test environment takes some minutes for one. */
const scale = 0.25;

/** How long one clause may be asked, ms. */
const timeLimitMs = 1_800_000;

/** How long the first notification is awaited, ms: the test environment takes some minutes (Deposits API docs, Notifications). */
const firstWithinMs = 900_000;

/** Later ones are awaited for this multiple of the slowest before. */
const timesSlowest = 3;

export interface AskedSenderOptions extends Pick<CollectedFrom, 'contract' | 'keys' | 'profile'> {
  /** The API of the sender, where a status can be changed. */
  readonly remote: Remote;
  readonly target: TargetFacts;
  /** Our URLs, as the sender reaches them. */
  readonly inboxes: Inboxes;
  /** The answers to the deliveries of one deposit whose repeats are awaited. */
  readonly answers: readonly ScriptedAnswer[];
  /** The clock of the inboxes, ms since the epoch. */
  readonly now: () => number;
  /** Monotonic time, ms. */
  readonly elapsed: () => number;
  /** No notification after the first one is awaited for less, ms. */
  readonly leastMs: number;
  /** No change is awaited for more, ms; by default for as long as its clause says. */
  readonly mostMs?: number;
  readonly nonce: string;
  readonly invoicePrefix?: string;
  /** Ends it: what is asked at that moment is not judged. */
  readonly ended: AbortSignal;
}

/** The sender behind an API, which delivers to inboxes of ours. */
function senderRole({
  remote,
  keys,
  inboxes,
  now,
  elapsed,
  leastMs,
  mostMs = Number.MAX_SAFE_INTEGER,
  ended,
}: AskedSenderOptions): SenderRole {
  let slowest: number | undefined;
  const { sender: controls, setsBothConfirmUrls } = remote;
  const can = new Set<Capability>([...remote.role.can, 'receivesNotifications']);
  if (controls.putConfirmUrl) can.add('setsConfirmUrl');
  if (controls.resend) can.add('resends');
  // A recipe that names no environment would set the Confirm URL of the first one.
  if (!setsBothConfirmUrls) can.delete('secondEnvironment');
  const patience = (within: number): AbortSignal => AbortSignal.any([ended, AbortSignal.timeout(within)]);
  return {
    can,
    keys,
    controls,
    tolerance: usualTolerance,
    now,
    inbox: inboxes.open,
    async arrived(inbox, count) {
      const began = elapsed();
      const within = slowest === undefined ? firstWithinMs : Math.max(leastMs, timesSlowest * slowest);
      const seen = await inboxes.arrived(inbox, count, patience(within));
      if (seen.length >= count) slowest = Math.max(slowest ?? 0, elapsed() - began);
      return seen;
    },
    arrivedBy: (inbox, count, at) => inboxes.arrived(inbox, count, patience(Math.max(0, Math.min(mostMs, at - now())))),
    close: async () => undefined,
  };
}

/** Completes one whose notification is refused, so that its repeats come. They are judged with all that is collected. */
function begins(answers: readonly ScriptedAnswer[]): SenderTest {
  return {
    clause: 'NTF-05',
    needs: ['receivesNotifications', 'movesStatus'],
    async run(env, run) {
      const { resource: about, completed: status } = namesOf(env.contract);
      await senderDriver(env, run).start({ about, status, answers });
    },
  };
}

/**
 * Asks the clauses that need deposits of our own, one after the other, and begins one schedule of repeats.
 *
 * @returns the results of those that could be asked, as they may be shown
 */
export async function askSender(options: AskedSenderOptions): Promise<readonly Attachment[]> {
  const { remote, contract, profile, target, answers, elapsed, nonce, invoicePrefix, ended } = options;
  const env = { provider: remote.role, contract, profile, sender: senderRole(options) };
  const settings = {
    seed: 1,
    nonce,
    ...(invoicePrefix === undefined ? {} : { invoicePrefix }),
    scale,
    timeLimitMs,
    elapsed: () => (ended.aborted ? Number.POSITIVE_INFINITY : elapsed()),
  };
  const showing = {
    secrets: remote.secrets(),
    baseUrl: target.url,
    options: [],
    contract,
    signedBy: signedBy(contract, profile),
  };
  const can = (test: SenderTest): boolean =>
    test.needs.every((need) => (isTrait(need) ? contract.traits.has(need) : env.sender.can.has(need)));
  const results: Attachment[] = [];
  await runClauseTest(begins(answers), counting(env), settings);
  for (const test of senderTests) {
    if (ended.aborted || !asked.includes(test.clause) || !profile.clauses.has(test.clause) || !can(test)) continue;
    const outcome = await runClauseTest(test, counting(env), settings);
    if (!ended.aborted) results.push({ outcome: shown(outcome, showing), target });
  }
  return results;
}
