import fc from 'fast-check';
import { auditNotifications } from '../../audit/notifications.ts';
import { knownOthers } from '../../core/diagnosis/diagnosis.ts';
import type { Exchange, SeenExchange } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import type { Inbox, ScriptedAnswer } from '../../roles/inbox.ts';
import { type Contract, Lacking, type Lifecycle, movesOf, payment, reversal, statusesOf } from '../../schemas/contract.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { SenderTestEnvironment } from '../clause-test.ts';
import { isSuccess, responseOf } from '../judgement.ts';
import { type ValidCalls, validCalls } from '../valid-calls.ts';
import { ForReview, Indeterminate, Violation } from '../violation.ts';

const minute = 60_000;

/** From the first attempt to past the fourth repeat, ms. */
export const pastFourthRepeatMs = (5 + 25 + 125 + 625 + 60) * minute;

/** Past a fifth repeat by any interpretation, and past a sixth by the factor of five, which must not come, ms. */
export const pastSixthRepeatMs = (5 + 25 + 125 + 625 + 3125 + 15_625 + 600) * minute;

/** What becomes of what, and how its notifications are answered. */
export interface Scenario {
  /** The name of the resource. */
  readonly about: string;
  /** The status that it goes to. */
  readonly status: string;
  readonly answers: readonly ScriptedAnswer[];
}

/** Whether a scenario is about what reverses the main resource. */
const isReversal = (contract: Contract, about: string): boolean => about === reversal(contract)?.name;

/** The resources of a contract whose changes a sender tells and can be moved. */
export function subjectsOf({ sender, contract }: SenderTestEnvironment): readonly string[] {
  const reversing = sender.can.has('movesRefunds') ? reversal(contract) : undefined;
  return [payment(contract).name, ...(reversing === undefined ? [] : [reversing.name])];
}

/** The statuses that a person gives a resource: what is paid, and what is cancelled where the contract has that. */
export function endsOf(contract: Contract, about = payment(contract).name): readonly string[] {
  const { completed, cancelled } = movesOf(payment(contract));
  const ends = cancelled === undefined ? [completed] : [completed, cancelled];
  const reversing = reversal(contract);
  if (reversing?.name !== about) return ends;
  const back = statusesOf(reversing);
  return [back.completed ?? completed, ...(cancelled === undefined || back.cancelled === undefined ? [] : [back.cancelled])];
}

/** Answers that are not 2XX, and a closed connection: each is followed by a repeat (NTF-03). */
export const failing: readonly ScriptedAnswer[] = [500, 400, 'close', 503, 404, 401, 403, 409, 410, 422, 429, 502, 504];

/** Failures in any number up to `most`, then 200. */
export function script(most: number, least = 0): fc.Arbitrary<readonly ScriptedAnswer[]> {
  return fc.array(fc.constantFrom(...failing), { minLength: least, maxLength: most }).map((answers) => [...answers, 200]);
}

/** Scenarios that a sender supports: refunds only where they can be moved. */
export function scenarios(env: SenderTestEnvironment, answers: fc.Arbitrary<readonly ScriptedAnswer[]>): fc.Arbitrary<Scenario> {
  const [main = '', ...reversing] = subjectsOf(env);
  const ends = endsOf(env.contract);
  const drawn = fc.record({
    about: reversing.length > 0 ? fc.constantFrom(main, main, ...reversing) : fc.constant(main),
    status: fc.constantFrom(...ends),
    answers,
  });
  return drawn.map((scenario) => {
    const own = endsOf(env.contract, scenario.about);
    return { ...scenario, status: own[ends.indexOf(scenario.status)] ?? own[0] ?? scenario.status };
  });
}

/** The ids of a deposit or refund. */
export interface Ids {
  readonly id: string;
  /** The deposit itself, or the one that was refunded. */
  readonly depositId: string;
}

/** A deposit or refund that was made, with the exchange that made it. */
export interface Made extends Ids {
  readonly made: Exchange;
}

/** One whose status was changed, and the inbox that its notifications go to. */
export interface Started extends Made {
  readonly inbox: Inbox;
}

export interface SenderDriver {
  readonly calls: ValidCalls;
  /** Makes a deposit, or a refund of one, that is to be notified to that URL. The deposit of a refund has a URL of its own, or none. */
  make(about: string, url: string, ofDeposit?: string): Promise<Made>;
  /** Changes its status as the panel does, or the bank's answer to a refund. */
  move(about: string, id: string, status: string): Promise<void>;
  /** Has its last notification sent once more. */
  resend(about: string, id: string): Promise<void>;
  /** Lets one case after the other happen: they share the sender's clock. */
  alone(work: () => Promise<void>): Promise<void>;
  /** Makes a deposit or refund that names an inbox, and changes its status. */
  start(scenario: Scenario, onArrival?: (seen: SeenExchange, ids: Ids) => Promise<void>): Promise<Started>;
  /** Runs a scenario to its end, and gives all that came. */
  watch(scenario: Scenario, ms?: number): Promise<Started & { readonly seen: readonly SeenExchange[] }>;
  /** Judges what came by a clause: throws its violation, and records what was observed. Cases that shrink are not searched for mistakes. */
  judge(clause: ClauseId, seen: readonly SeenExchange[], searching?: 'searching'): void;
  /**
   * What is judged here came at all: a sender that never signs or never repeats has kept nothing.
   *
   * @throws Indeterminate where nothing was judged
   */
  shown(): void;
}

/** The member of a creation that says where its notifications go. Throws Lacking where the contract has none. */
export function notifying({ members }: Lifecycle, url: string | null): Readonly<Record<string, string | null>> {
  if (members.notificationUrl === undefined) throw new Lacking('notification-url');
  return { [members.notificationUrl]: url };
}

export function senderDriver(env: SenderTestEnvironment, run: ClauseRun): SenderDriver {
  const { sender, provider, contract, profile } = env;
  const calls = validCalls(env, run);
  let last: Promise<void> = Promise.resolve();
  let judged = 0;
  let missing: { readonly note: string; readonly seen: readonly SeenExchange[] } | undefined;

  const makeDeposit = async (url: string): Promise<Made> => {
    const { depositId, exchange } = await calls.make(calls.depositBody(notifying(payment(contract), url)));
    return { id: depositId, depositId, made: exchange };
  };

  const makeRefund = async (url: string, ofDeposit: string | null = null): Promise<Made> => {
    const { depositId } = await calls.completedDeposit(calls.depositBody(notifying(payment(contract), ofDeposit)));
    // A sender that writes late is not to be asked for what it has not written yet (NTF-06).
    await sender.controls.advance?.(minute);
    const exchange = await calls.send(
      calls.refundCall(depositId, { amount: 0.01, ...notifying(reversal(contract) ?? payment(contract), url) }),
    );
    const refundId = calls.refundIdOf(exchange);
    if (!isSuccess(exchange) || refundId === undefined) {
      responseOf(exchange);
      throw new Indeterminate(said('refund-not-created'), 'implementation', [exchange]);
    }
    return { id: refundId, depositId, made: exchange };
  };

  const make: SenderDriver['make'] = (about, url, ofDeposit) =>
    isReversal(contract, about) ? makeRefund(url, ofDeposit) : makeDeposit(url);
  const move: SenderDriver['move'] = async (about, id, status) => {
    if (isReversal(contract, about)) await sender.controls.moveRefund?.(id, status);
    else await provider.controls.moveStatus?.(id, status);
  };

  const start: SenderDriver['start'] = async ({ about, status, answers }, onArrival) => {
    // Empty where a notification comes before the answer.
    let ids: Ids = { id: '', depositId: '' };
    const inbox = sender.inbox(run.unique('n'), answers, onArrival && ((seen) => onArrival(seen, ids)));
    const made = await make(about, inbox.url);
    ids = made;
    await move(about, made.id, status);
    return { inbox, ...made };
  };

  return {
    calls,
    make,
    move,
    async resend(about, id) {
      await sender.controls.resend?.(isReversal(contract, about) ? 'refund' : 'deposit', id);
    },
    alone(work) {
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    },
    start,
    async watch(scenario, ms = 0) {
      const started = await start(scenario);
      const first = await sender.arrived(started.inbox, 1);
      if (first.length === 0) {
        throw new Indeterminate(said('no-notification-to-inbox', { url: started.inbox.url }), 'environment', [started.made]);
      }
      if (ms > 0) await sender.controls.advance?.(ms);
      return { ...started, seen: started.inbox.seen() };
    },
    judge(clause, seen, searching) {
      const { tolerance, keys } = sender;
      const until = sender.now();
      const searches = searching !== undefined;
      const others = knownOthers(provider);
      const audit = auditNotifications({ contract, keys, others, profile, tolerance, changes: 'one-each', searches }, seen);
      const finding = audit.findings({ until, outages: [] }).findings.find((each) => each.clause === clause);
      for (const observation of finding?.observations ?? []) run.observe(observation);
      judged += finding?.cases ?? 0;
      if (finding?.verdict === 'not-observed') missing = { note: finding.note ?? '', seen };
      if (finding?.violation) throw new Violation(finding.violation);
      if (finding?.verdict === 'review') throw new ForReview(finding.note ?? '', finding.exchanges ?? []);
    },
    shown() {
      if (judged === 0 && missing) throw new Indeterminate(missing.note, 'implementation', missing.seen);
    },
  };
}
