import { mostTries } from '../../audit/requests/idempotency.ts';
import { after, answering, answerLost, cutOff, dropped, type Injection, served, silent } from '../../core/contract/fault-injection.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClientTest } from '../clause-test.ts';
import { Untestable } from '../violation.ts';
import { keyOf, pays } from './operations.ts';
import { everyScenario } from './scenarios.ts';
import { answered, brokenBy, creations, inSession, isOfADeposit, noCreation, outcomeReason } from './session.ts';

/** A window of 5 s, the second that a date's resolution cuts off, and one more: a request this old is stale by any interpretation. */
const staleMs = 7000;

/** Long enough for a client to wait for a stale answer and to try again. */
const patientMs = 25_000;

/** Ways in which no deposit comes of a request, whatever the provider did. */
const emptinesses: readonly (readonly [host: string, injection: Injection])[] = [
  [said('never-answered'), silent],
  [said('closed-connection'), dropped],
  [said('closed-connection-after-deposit-created'), answerLost],
  [said('answered-after-60-s'), after(60_000, served)],
  [said('answered-201-without-body'), answering(201)],
  [said('answered-200-with-html-page'), answering(200, '<html><body>Welcome</body></html>', [['Content-Type', 'text/html']])],
  [said('answered-502-with-page-of-gateway'), answering(502, '<html>Bad gateway</html>')],
  [said('closed-connection-in-middle-of-its-answer'), cutOff],
];

/** Failures as they are kept under a key, and replayed: no try with that key gets anything else. */
const storedFailures: readonly (readonly [status: number, body: string])[] = [
  [500, '{"code":500,"description":"Internal error"}'],
  [400, '{"code":201,"description":"INVALID_PARAMETER","details":["amount"]}'],
];

/** What befalls the requests of a client. */
export const failureTests: readonly ClientTest[] = [
  {
    clause: 'CLK-07',
    needs: ['dated', 'createsDeposits'],
    async run(env, run) {
      let judged = 0;
      judged += await inSession(
        env,
        run,
        async (session) => {
          session.script((request, nth) => (request.method === 'POST' && nth === 1 ? after(staleMs, dropped) : served));
          answered(await session.insist(session.deposit()));
          return session.audit('CLK-07');
        },
        { deadlineMs: patientMs },
      );
      judged += await inSession(env, run, async (session) => {
        const [action, args] = [session.action(), session.deposit()];
        session.script(creations(dropped));
        answered(await session.ask(pays, args, action, 1));
        await env.client.pass(staleMs);
        session.script(() => served);
        answered(await session.ask(pays, args, action, 2));
        return session.audit('CLK-07');
      });
      if (judged === 0) throw new Untestable(said('never-repeated-late'));
    },
  },
  {
    clause: 'CLT-01',
    needs: ['createsDeposits'],
    async run(env, run) {
      const deadlineMs = 3000;
      const expected = reason('gives-up', { deadlineMs });
      await everyScenario(run, emptinesses, ([host, injection]) =>
        inSession(
          env,
          run,
          async (session) => {
            // What came of the action before is not an answer to this one.
            await session.pay(session.deposit());
            session.script(creations(injection));
            const outcome = await session.pay(session.deposit());
            if (outcome.kind === 'failed') return;
            const seen =
              outcome.kind === 'silent'
                ? reason('client-silent', { host, waitedMs: Math.round(outcome.tookMs), deadlineMs })
                : outcome.kind === 'ok'
                  ? reason('client-invented', { host })
                  : outcomeReason(outcome);
            brokenBy('CLT-01', expected, seen, session.posts());
          },
          { deadlineMs },
        ),
      );
      // Only a client that distinguishes a success from a failure reports one.
      await inSession(env, run, async (session) => {
        const outcome = answered(await session.pay(session.deposit()));
        const status = session.posts().at(-1)?.answer;
        if (outcome.kind === 'failed' && status?.kind === 'response' && status.response.status < 300)
          brokenBy('CLT-01', reason('success-reported'), outcomeReason(outcome), session.posts());
      });
    },
  },
  {
    clause: 'IDM-18',
    needs: ['idempotent', 'createsDeposits'],
    async run(env, run) {
      await everyScenario(run, storedFailures, ([status, body]) =>
        inSession(env, run, async (session) => {
          await session.pay(session.deposit());
          session.script((request) => (request.method === 'POST' ? answering(status, body) : served));
          const [action, args] = [session.action(), session.deposit()];
          for (let attempt = 1; attempt <= 2; attempt += 1) {
            const before = session.posts().length;
            const outcome = await session.ask(pays, args, action, attempt);
            const posts = session.posts().slice(before);
            const count = posts.length;
            if (count > mostTries || outcome.kind === 'silent')
              brokenBy(
                'IDM-18',
                reason('tries-bounded', { most: mostTries }),
                reason('requests-counted', { count, what: outcomeReason(outcome).id }),
                posts,
              );
            answered(outcome);
            // Only what asks for the deposit reconciles: a list of payment methods says nothing of it.
            const reconciled = session.seen().some(({ request }) => request.method === 'GET' && isOfADeposit(request.target));
            if (outcome.kind === 'ok' && !reconciled) brokenBy('IDM-18', reason('failure-reported'), outcomeReason(outcome), posts);
            const keys = new Set(posts.map(keyOf));
            if (keys.size > 1) run.observe({ subject: said('keys-after-500'), seen: said('different-ones', { size: keys.size }) });
          }
        }),
      );
    },
  },
  {
    clause: 'CLK-08',
    needs: ['dated', 'createsDeposits'],
    async run(env, run) {
      for (const shiftMs of [97_000, -97_000]) {
        await inSession(env, run, async (session) => {
          session.client.shiftClock(shiftMs);
          answered(await session.pay(session.deposit()));
          const posts = session.posts();
          if (posts.length === 1) run.observe({ subject: 'After 103', seen: said('reports-and-does-not-correct') });
          if (posts.length === 0) throw noCreation(session);
          session.audit('CLK-08');
        });
      }
      // Past its first correction a client could still go on for ever, each time with another date.
      await inSession(env, run, async (session) => {
        session.script(
          creations(answering(400, '{"code":103,"description":"INVALID_DATE_RANGE"}', [['Date', 'Sat, 21 Nov 2026 00:00:00 GMT']])),
        );
        const outcome = await session.pay(session.deposit());
        const posts = session.posts();
        if (posts.length > 2)
          brokenBy(
            'CLK-08',
            reason('corrected-once'),
            reason('requests-counted', { count: posts.length, what: outcomeReason(outcome).id }),
            posts,
          );
        answered(outcome);
      });
    },
  },
];
