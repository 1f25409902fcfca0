import { isRefusal } from '../../core/contract/answer-body.ts';
import { refusedBy } from '../../core/contract/error-codes.ts';
import {
  answering,
  answerLost,
  type ClientExchange,
  cutOff,
  dropped,
  type Injection,
  type Script,
  silent,
} from '../../core/contract/fault-injection.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ClientTest, ClientTestEnvironment } from '../clause-test.ts';
import { Indeterminate } from '../violation.ts';
import { type CreatingOperation, keyHeader, keyOf, pays } from './operations.ts';
import { answered, brokenBy, creating, creations, inSession, type Session, shortMs } from './session.ts';

/** A way in which the first answer to a creation fails to arrive. */
interface Loss {
  readonly injections: readonly Injection[];
  /** It is an answer that says that nothing was done. A client that then makes a new key takes no risk, by the documents. */
  readonly saysUndone?: true;
  /** Some are the same to a client whatever it creates. */
  readonly ofDepositsOnly?: true;
}

const refused = answering(400, '{"code":201,"description":"INVALID_PARAMETER","details":["amount"]}');

const losses: readonly Loss[] = [
  // The answer is lost after the work was done.
  { injections: [answerLost] },
  // The connection was closed before.
  { injections: [dropped], ofDepositsOnly: true },
  { injections: [cutOff], ofDepositsOnly: true },
  // A gateway gave up waiting.
  { injections: [answering(504, '')] },
  { injections: [answering(502, '<html>Bad gateway</html>', [['Content-Type', 'text/html']])], ofDepositsOnly: true },
  { injections: [answering(503, '', [['Retry-After', '0']])], saysUndone: true, ofDepositsOnly: true },
  // The repeat is refused for good.
  { injections: [answerLost, refused] },
];

/** One action of a user, with all requests that it led to. */
interface Repeated {
  readonly posts: readonly ClientExchange[];
  readonly isLost: boolean;
}

/** The first creations get these injections, one each. The others are accepted. */
function firstOf(injections: readonly Injection[], others: Injection): Script {
  return creationsBy((nth) => injections[nth - 1] ?? others);
}

function creationsBy(injection: (nth: number) => Injection): Script {
  return (request, nth) => creations(injection(nth))(request, nth);
}

/** Creations whose first answers do not arrive, and their repeats, by the client itself or by its caller. */
async function repeatsWhileItRuns(env: ClientTestEnvironment, run: ClauseRun, judge: (action: Repeated, session: Session) => void) {
  await inSession(env, run, async (session) => {
    for (const operation of creating(env)) {
      const since = session.posts().length;
      const [action, args] = [session.action(), session.creation(operation)];
      // Every try of the first question is lost, so the caller repeats.
      session.script(creations(answerLost));
      answered(await session.ask(operation, args, action, 1));
      session.script(creations(session.accepted(operation)));
      answered(await session.ask(operation, args, action, 2));
      judge({ posts: session.posts().slice(since), isLost: true }, session);
      for (const { injections, saysUndone, ofDepositsOnly } of losses) {
        if (ofDepositsOnly && operation !== pays) continue;
        const before = session.posts().length;
        session.script(firstOf(injections, session.accepted(operation)));
        answered(await session.insist(session.creation(operation), operation));
        judge({ posts: session.posts().slice(before), isLost: saysUndone === undefined }, session);
      }
    }
  });
}

/** A creation without any answer, after which the client ends or is ended in the middle of its call. The caller asks a new process for it. */
async function repeatAfterItsEnd(
  env: ClientTestEnvironment,
  run: ClauseRun,
  operation: CreatingOperation,
  end: 'stop' | 'crash',
): Promise<Repeated> {
  const first = await inSession(env, run, async (session) => {
    const [action, args] = [session.action(), session.creation(operation)];
    const crashing: Injection = async (work) => {
      session.client.crash();
      return answerLost(work);
    };
    session.script(creations(end === 'crash' ? crashing : answerLost));
    const outcome = await session.ask(operation, args, action, 1);
    if (end === 'stop') answered(outcome);
    return { action, args, posts: session.posts() };
  });
  return inSession(env, run, async (session) => {
    session.script(creations(session.accepted(operation)));
    answered(await session.ask(operation, first.args, first.action, 2));
    return { posts: [...first.posts, ...session.posts()], isLost: true };
  });
}

/** The requests of one action have one key, until a refusal says finally that nothing was done. */
export function judgeKeys({ contract }: ClientTestEnvironment, run: ClauseRun, { posts, isLost }: Repeated): void {
  const [first, ...repeats] = posts;
  for (const post of repeats) {
    const key = keyOf(post);
    const value = key === undefined ? 'none' : said('another-than-at-first');
    const isKept = first !== undefined && key !== undefined && key === keyOf(first);
    if (first === undefined || (isKept && isRefusal(post.answer, (code) => refusedBy(contract, code), contract.errorMembers))) return;
    if (isKept) continue;
    if (isLost) brokenBy('IDM-15', reason('key-of-first-attempt'), reason('header-seen', { header: keyHeader, value }), [first, post]);
    run.observe({ subject: said('key-after-503'), seen: value });
  }
}

/** Repeats after an answer that did not arrive. */
export const repeatTests: readonly ClientTest[] = [
  {
    clause: 'IDM-15',
    needs: ['idempotent', 'createsDeposits'],
    async run(env, run) {
      let repeated = 0;
      let last: readonly ClientExchange[] = [];
      const judge = (action: Repeated): void => {
        last = action.posts;
        if (last.length > 1) repeated += 1;
        judgeKeys(env, run, action);
      };
      await repeatsWhileItRuns(env, run, judge);
      // No answer comes at all.
      await inSession(
        env,
        run,
        async (session) => {
          session.script(firstOf([silent], session.accepted(pays)));
          answered(await session.insist(session.deposit()));
          judge({ posts: session.posts(), isLost: true });
        },
        { deadlineMs: shortMs },
      );
      if (repeated === 0) throw new Indeterminate(said('never-repeated'), 'implementation', last);
      const [operation, other = operation] = creating(env);
      if (operation === undefined || other === undefined) return;
      judge(await repeatAfterItsEnd(env, run, operation, 'crash'));
      judge(await repeatAfterItsEnd(env, run, other, 'stop'));
    },
  },
  {
    clause: 'IDM-22',
    needs: ['idempotent', 'createsDeposits'],
    async run(env, run) {
      let repeated = 0;
      let last: readonly ClientExchange[] = [];
      await repeatsWhileItRuns(env, run, ({ posts, isLost }, session) => {
        last = posts;
        session.audit('IDM-22');
        const [first, ...repeats] = posts;
        if (first === undefined || repeats.length === 0) return;
        repeated += 1;
        if (!isLost) return;
        // An observer takes other bytes for another operation. Here all requests belong to one action.
        const isOther = (post: ClientExchange) =>
          keyOf(post) === keyOf(first) && Buffer.compare(post.request.body, first.request.body) !== 0;
        const other = repeats.find(isOther);
        const answers = said('bodies-have-other-values');
        if (other) brokenBy('IDM-22', reason('bytes-of-first-attempt'), reason('different-answers', { answers }), [first, other]);
      });
      if (repeated === 0) throw new Indeterminate(said('never-repeated'), 'implementation', last);
    },
  },
];
