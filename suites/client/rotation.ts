import { keyNames } from '../../core/contract/credentials.ts';
import { answerLost, type ClientExchange, served } from '../../core/contract/fault-injection.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { hashOf, messageOf, partsIn } from '../../core/contract/scheme.ts';
import { headerValue } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClientTest, ClientTestEnvironment } from '../clause-test.ts';
import { Indeterminate } from '../violation.ts';
import { brokenBy, happyPath, inSession, type Session } from './session.ts';

/** The key of a set with which a request was made, if any. */
function keyIn({ request }: ClientExchange, { contract: { scheme } }: ClientTestEnvironment, set: Credentials): string | undefined {
  const names = keyNames(scheme);
  const login = scheme.login && headerValue(request.headers, scheme.login.header);
  if (login === set.apiKey) return names.apiKey;
  const bearer = scheme.bearer && headerValue(request.headers, scheme.bearer.header);
  if (bearer?.includes(set.readOnlyKey)) return names.readOnlyKey;
  const authorization = scheme.signature && headerValue(request.headers, scheme.signature.header);
  if (authorization === undefined) return undefined;
  const hash = hashOf(scheme, messageOf(scheme, partsIn(scheme, request)), set.apiSignature);
  return authorization.toLowerCase().includes(hash.toLowerCase()) ? names.apiSignature : undefined;
}

/** Judges that requests contain nothing of the old set. */
function judgeSet(env: ClientTestEnvironment, seen: readonly ClientExchange[]): void {
  for (const exchange of seen) {
    const role = keyIn(exchange, env, env.client.keys);
    if (role !== undefined) brokenBy('ROT-06', reason('new-set-used'), reason('old-set-seen', { role }), [exchange]);
  }
}

/** A payment whose answer was lost: the client knows that it has to ask again. */
async function lostPayment(session: Session): Promise<readonly [args: ReturnType<Session['deposit']>, action: string]> {
  const args = session.deposit();
  const action = session.action();
  session.script((request) => (request.method === 'POST' ? answerLost : served));
  await session.pay(args, action);
  session.script(undefined);
  return [args, action];
}

export const rotationTests: readonly ClientTest[] = [
  {
    clause: 'ROT-06',
    needs: ['createsDeposits'],
    async run(env, run) {
      const { newKeys } = env.client;
      const [args, action] = await inSession(env, run, async (session) => {
        await happyPath(env, session);
        return lostPayment(session);
      });
      await inSession(
        env,
        run,
        async (session) => {
          await session.pay(args, action, 2);
          await happyPath(env, session);
          const seen = session.seen();
          run.countCases(seen.length);
          judgeSet(env, seen);
          if (!seen.some((one) => keyIn(one, env, newKeys) !== undefined))
            throw new Indeterminate(said('client-sent-nothing-with-new-set'), 'implementation', seen);
        },
        { keys: newKeys },
      );
      // A client that takes a set while it runs: calls under way may end with the old one.
      await inSession(env, run, async (session) => {
        const { giveKeys } = session.client;
        if (!giveKeys) return;
        await session.pay(session.deposit());
        session.script((request, nth) => {
          if (request.method !== 'POST' || nth > 2) return served;
          return async (work) => {
            giveKeys(newKeys);
            return answerLost(work);
          };
        });
        await session.pay(session.deposit());
        session.script(undefined);
        const before = session.seen().length;
        await happyPath(env, session);
        const after = session.seen().slice(before);
        run.countCases(after.length);
        judgeSet(env, after);
      });
    },
  },
];
