import { httpDate } from '../../core/contract/clock.ts';
import { answering, answerLost, dropped, type Injection, type Script, served } from '../../core/contract/fault-injection.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClientOutcome } from '../../roles/client.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ClientTest, ClientTestEnvironment } from '../clause-test.ts';
import { Indeterminate } from '../violation.ts';
import { brokenBy, creations, inSession, noCreation, outcomeReason, type Session } from './session.ts';

/** A failure of the provider or on the way to it, and how it shows. */
interface PassingFailure {
  readonly name: string;
  /** What happens to a creation while it lasts. */
  readonly injection: Injection;
  /** Whether it meets every try of an action, or the first one only, so that what a client learnt from it shows in its next try. */
  readonly everyTry?: true;
  /** How far the provider's clock is off meanwhile, ms. */
  readonly shiftMs?: number;
}

/** Dates that state no time, and times that are years off. */
const badDates: readonly (readonly [name: string, date: string | undefined])[] = [
  [said('without-date'), undefined],
  [said('with-ill-formed-date'), 'Sat, 99 Foo 2026 99:99:99 GMT'],
  [said('with-date-of-1999'), 'Sun, 21 Nov 1999 12:00:00 GMT'],
  [said('with-date-of-2044'), 'Mon, 21 Nov 2044 12:00:00 GMT'],
];

const dateRefused = '{"code":103,"description":"INVALID_DATE_RANGE"}';

function failures({ client }: ClientTestEnvironment): readonly PassingFailure[] {
  const dated =
    (status: number, body?: string): Injection =>
    (work) =>
      answering(status, body, [['Date', httpDate(client.now())]])(work);
  return [
    { name: 'a 503', injection: dated(503), everyTry: true },
    { name: said('a-connection-that-was-closed'), injection: dropped, everyTry: true },
    { name: said('answer-lost'), injection: answerLost, everyTry: true },
    { name: said('clock-of-provider-off'), injection: served, shiftMs: 97_000 },
    ...badDates.flatMap(([how, date]): readonly PassingFailure[] => {
      const headers = date === undefined ? [] : ([['Date', date]] as const);
      return [
        { name: `a 503 ${how}`, injection: answering(503, '', headers) },
        { name: said('refusal-of-date', { how }), injection: answering(400, dateRefused, headers) },
      ];
    }),
  ];
}

/** The time that a client has for one question, ms. It limits how long the client repeats while a failure lasts. */
const deadlineMs = 5000;

/** The last action is asked for this long after the deadline, so that a clock that is still wrong shows (CLK-06), ms. */
const beyondMs = 2000;

/** What a client says when it makes no call for a while after failures. */
const pauseWords = /circuit|breaker|back(ing|ed)?[ _-]?off|cool(ing)?[ _-]?down|paus(e|ed|ing)\b|(retry|again)[ _-]?(in|after)\b/i;

export function saysItPauses(outcome: ClientOutcome, calls: number): outcome is Extract<ClientOutcome, { kind: 'failed' }> {
  return outcome.kind === 'failed' && calls === 0 && pauseWords.test(outcome.error);
}

/** Whether the client calls again, or says that it does not yet. */
type Recovery = 'recovered' | 'paused';

/**
 * Asks for one action after another until one succeeds.
 *
 * @param waits whether to wait for a client that says that it pauses
 */
async function recovery(env: ClientTestEnvironment, run: ClauseRun, session: Session, name: string, waits: boolean): Promise<Recovery> {
  const { client } = env;
  const expected = reason('recovers', { failure: name, seconds: client.recoveryMs / 1000 });
  const until = client.now() + client.recoveryMs + beyondMs;
  for (let pauseMs = 1000; ; pauseMs *= 2) {
    const before = session.posts().length;
    const outcome = await session.pay(session.deposit());
    if (outcome.kind === 'ok') return 'recovered';
    const calls = session.posts().slice(before);
    const leftMs = until - client.now();
    if (leftMs <= 0 || outcome.kind === 'ended' || (!waits && saysItPauses(outcome, calls.length))) {
      if (!saysItPauses(outcome, calls.length)) brokenBy('CLT-07', expected, outcomeReason(outcome), session.posts());
      run.observe({ subject: said('pauses-after', { failure: name }), seen: outcome.error.slice(0, 200) });
      return 'paused';
    }
    await client.pass(Math.min(pauseMs, leftMs));
  }
}

/** Asks for one action while a failure lasts. */
async function askDuring(session: Session, { injection, everyTry, shiftMs = 0 }: PassingFailure): Promise<void> {
  const firstOnly: Script = (request, nth) => (request.method === 'POST' && nth === 1 ? injection : served);
  session.script(everyTry ? creations(injection) : firstOnly);
  session.client.shiftClock(shiftMs);
  await session.pay(session.deposit());
  session.client.shiftClock(0);
  session.script(undefined);
}

/** Whether a client works again after a failure has ended. */
export const recoveryTests: readonly ClientTest[] = [
  {
    clause: 'CLT-07',
    needs: ['createsDeposits'],
    async run(env, run) {
      const left = [...failures(env)];
      let waits = true;
      // One session has all of them, until the client says that it makes no call for a while.
      while (left.length > 0) {
        await inSession(
          env,
          run,
          async (session) => {
            const control = await session.pay(session.deposit());
            if (session.posts().length === 0) throw noCreation(session);
            if (control.kind !== 'ok')
              throw new Indeterminate(said('no-deposit-before-failure'), 'implementation', session.posts().slice(-1));
            for (let next = left.shift(); next !== undefined; next = left.shift()) {
              run.countCases(1);
              await askDuring(session, next);
              if ((await recovery(env, run, session, next.name, waits)) === 'recovered') continue;
              waits = false;
              return;
            }
          },
          { deadlineMs },
        );
      }
      await inSession(
        env,
        run,
        (session) => askDuring(session, { name: '', injection: answering(503, '', [['Date', badDates[2]?.[1] ?? '']]), everyTry: true }),
        {
          deadlineMs,
        },
      );
      run.countCases(1);
      await inSession(env, run, (session) => recovery(env, run, session, said('new-start-after-failure'), true), { deadlineMs });
    },
  },
];
