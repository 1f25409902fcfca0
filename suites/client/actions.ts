import { answering, type ClientExchange, type Injection } from '../../core/contract/fault-injection.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClientTest } from '../clause-test.ts';
import type { Names } from '../names.ts';
import { type CreatingOperation, keyOf, pays, paysBack } from './operations.ts';
import { brokenBy, creating, creations, inSession, noCreation, type Session } from './session.ts';

/** Answers after which the operation of an action stays the same: it was executed, or may have been. */
const answersOf = ({ id }: Names): readonly (readonly [injection: Injection, of: readonly CreatingOperation[]])[] => [
  // The page for the payer is missing.
  [answering(201, `{"${id}":3000000009,"checkout_type":"ONE_SHOT","iframe":false,"payment_info":{"type":"BANK_TRANSFER"}}`), [pays]],
  [answering(409, '{"code":104,"description":"IN_FLIGHT"}'), [pays, paysBack]],
  [answering(400, '{"code":104,"description":"IDEMPOTENCY_KEY_ALREADY_USED"}'), [pays]],
  [answering(500, '{"code":500,"description":"Internal error"}'), [pays, paysBack]],
];

/** The requests of one action are one operation, so they have one key. */
export function judgeAction(posts: readonly ClientExchange[]): void {
  const keys = posts.map(keyOf);
  if (posts.length < 2 || (keys[0] !== undefined && new Set(keys).size === 1)) return;
  const what = said('under-different-keys-or-none');
  brokenBy('CLT-06', reason('one-operation'), reason('requests-counted', { count: posts.length, what }), posts);
}

/** An action that is asked for, and asked for again after a reported failure. */
async function askTwice(session: Session, operation: CreatingOperation, injection: Injection): Promise<void> {
  const since = session.posts().length;
  const [action, args] = [session.action(), session.creation(operation)];
  session.script(creations(injection));
  const outcome = await session.sure(operation, args, action);
  if (outcome.kind === 'failed') await session.sure(operation, args, action, 2);
  session.script(undefined);
  judgeAction(session.posts().slice(since));
}

/** An action that is submitted twice at once, and one that is submitted once; both succeed. */
async function askAtOnce(session: Session, operation: CreatingOperation): Promise<void> {
  session.script(creations(session.accepted(operation)));
  for (const submits of [[1, 2], [1]]) {
    const since = session.posts().length;
    const [action, args] = [session.action(), session.creation(operation)];
    await Promise.all(submits.map(() => session.sure(operation, args, action)));
    judgeAction(session.posts().slice(since));
  }
  session.script(undefined);
}

/** What happens to the actions of a user. */
export const actionTests: readonly ClientTest[] = [
  {
    clause: 'CLT-06',
    needs: ['createsDeposits'],
    run: (env, run) =>
      inSession(env, run, async (session) => {
        const has = creating(env);
        for (const operation of has) await askAtOnce(session, operation);
        if (session.posts().length === 0) throw noCreation(session);
        for (const [injection, of] of answersOf(session.names))
          for (const operation of of.filter((one) => has.includes(one))) await askTwice(session, operation, injection);
      }),
  },
];
