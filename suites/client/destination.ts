import { answering, answerLost, type Injection, redirected, served, silent } from '../../core/contract/fault-injection.ts';
import type { CertificateProblem } from '../../core/decisions/client.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ClientTest, ClientTestEnvironment } from '../clause-test.ts';
import { Indeterminate, Untestable } from '../violation.ts';
import { askable, pays, paysBack, readArguments } from './operations.ts';
import { leakIn } from './output.ts';
import { everyScenario } from './scenarios.ts';
import { answered, brokenBy, creations, happyPath, inSession, noCreation, outcomeReason, type Session, shortMs } from './session.ts';

/** A deposit whose page for the payer is on another host. The payer goes there; no key may go there. */
const paidElsewhere: Injection = async ({ serve, elsewhere }) => {
  const answer = await serve();
  if (answer.kind === 'none') return { kind: 'closed' };
  const text = decodeUtf8(answer.response.body) ?? '';
  const body = encodeUtf8(text.replace(/"redirect_url":"[^"]*"/, `"redirect_url":"${elsewhere.https}/checkout/1"`));
  return { kind: 'response', response: { ...answer.response, body } };
};

/** Redirects of every kind, on each operation. */
async function redirectedCalls(env: ClientTestEnvironment, session: Session): Promise<void> {
  for (const status of [301, 302, 303, 307, 308]) {
    for (const scheme of ['https', 'http'] as const) {
      for (const operation of askable(env)) {
        session.script((_request, nth) => (nth === 1 ? redirected(status, scheme) : served));
        const creates = operation === pays || operation === paysBack;
        await session.sure(operation, creates ? session.creation(operation) : readArguments(session.names, operation));
      }
    }
  }
  session.script(creations(paidElsewhere));
  await session.sure(pays, session.deposit());
}

async function refusesToCall(env: ClientTestEnvironment, run: ClauseRun, at: CertificateProblem | 'plain'): Promise<void> {
  const where = at === 'plain' ? said('plain-http') : said('certificate-that-is', { at });
  await inSession(
    env,
    run,
    async (session) => {
      const outcome = await session.pay(session.deposit());
      const seen = session.seen().filter((one) => one.where !== 'configured');
      if (seen.length > 0) brokenBy('TLS-02', reason('nothing-sent', { where }), reason('sent-to', { where, what: 'credentials' }), seen);
      // A client that refuses to start with such a host refuses it too.
      if (outcome.kind === 'ended') return;
      answered(outcome);
      if (outcome.kind === 'ok') brokenBy('TLS-02', reason('failure-reported'), outcomeReason(outcome), session.seen());
    },
    { at },
  );
}

/** Failures after which a client reports what went wrong. */
const failures: readonly Injection[] = [
  answering(401, '{"code":102,"description":"Invalid signature"}'),
  answering(500, '{"code":500}'),
  answering(201),
  answering(200, '<html>Welcome</html>', [['Content-Type', 'text/html']]),
  answering(200, '[]'),
  answerLost,
];

/** Which hosts the client calls, and which secrets it shows. */
export const destinationTests: readonly ClientTest[] = [
  {
    clause: 'TLS-02',
    needs: ['createsDeposits'],
    async run(env, run) {
      await inSession(env, run, async (session) => {
        await session.pay(session.deposit());
        if (session.posts().length === 0) throw new Untestable(said('client-does-not-trust'));
      });
      const places = ['self-signed', 'unknown-authority', 'wrong-host', 'expired', 'plain'] as const;
      await everyScenario(run, places, (at) => refusesToCall(env, run, at));
    },
  },
  {
    clause: 'ENV-05',
    needs: ['createsDeposits'],
    async run(env, run) {
      await inSession(env, run, async (session) => {
        await happyPath(env, session);
        const reached = session.seen().some(({ where }) => where === 'configured');
        if (!reached)
          brokenBy(
            'ENV-05',
            reason('configured-host-only'),
            reason('requests-counted', { count: 0, what: said('at-configured-host') }),
            session.seen(),
          );
        session.audit('ENV-05');
        await redirectedCalls(env, session);
        session.audit('ENV-05');
      });
      // After it is configured anew, it knows nothing of the host from before.
      await inSession(
        env,
        run,
        async (session) => {
          await session.pay(session.deposit());
          const strays = session.seen().filter(({ where }) => where !== 'elsewhere');
          const where = said('host-of-before');
          if (strays.length > 0)
            brokenBy('ENV-05', reason('configured-host-only'), reason('sent-to', { where, what: said('a-creation') }), strays);
        },
        { at: 'elsewhere' },
      );
    },
  },
  {
    clause: 'AUT-07',
    needs: ['createsDeposits'],
    async run(env, run) {
      const replies: string[] = [];
      const { client, last } = await inSession(env, run, async (session) => {
        const keep = async (scenario: () => Promise<unknown>) => {
          await scenario();
          session.audit('AUT-07');
        };
        await keep(() => happyPath(env, session));
        for (const injection of failures) {
          session.script(() => injection);
          const outcome = answered(await session.pay(session.deposit()));
          replies.push(outcome.kind === 'failed' ? outcome.error : '');
        }
        await keep(() => redirectedCalls(env, session));
        if (session.posts().length === 0) throw noCreation(session);
        return { client: session.client, last: session.seen().slice(-1) };
      });
      await inSession(
        env,
        run,
        async (session) => {
          session.script(creations(silent));
          const outcome = answered(await session.pay(session.deposit()));
          replies.push(outcome.kind === 'failed' ? outcome.error : '');
        },
        { deadlineMs: shortMs },
      );
      if (env.client.hidesItsLog) run.observe({ subject: said('log-of-client'), seen: said('log-not-seen') });
      // The log is complete when the client has ended: it arrives by another way than the answers.
      const leak = leakIn(env.contract.scheme, env.client.keys, client.log(), replies);
      if (leak) brokenBy('AUT-07', reason('key-kept-secret'), reason('key-seen', { ...leak }), last);
    },
  },
  {
    clause: 'AUT-10',
    needs: ['showsSources'],
    async run(env, run) {
      const { leaks, read, unread, leftOut } = (await env.client.published?.()) ?? { leaks: [], read: 0, unread: [], leftOut: [] };
      run.countCases(read);
      const without = [...unread, ...leftOut];
      if (without.length > 0) run.observe({ subject: said('sources-not-read'), seen: listed(without) });
      const [first] = leaks;
      if (first) {
        const where = listed(leaks.filter(({ role }) => role === first.role).map((leak) => leak.where));
        brokenBy('AUT-10', reason('key-unpublished'), reason('key-seen', { role: first.role, where }), []);
      }
      if (read === 0) throw new Indeterminate(said('sources-unreadable'), 'configuration', []);
    },
  },
];

/** The most items that one sentence lists. */
function listed(all: readonly string[]): string {
  const most = 5;
  const others = all.slice(most);
  return [...all.slice(0, most), ...(others.length === 0 ? [] : [said('more-of-them', { count: others.length })])].join(', ');
}
