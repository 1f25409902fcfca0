import type { ClientExchange } from '../../core/contract/fault-injection.ts';
import { headerValue } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { ClientTest, ClientTestEnvironment } from '../clause-test.ts';
import { Indeterminate, Untestable, Violation } from '../violation.ts';
import { brokenBy, happyPath, inSession, type Session } from './session.ts';

/** White space that a line of a file, a copied variable, or a file of another system leaves around a key. */
const paddings = [
  { before: '', after: '\n' },
  { before: ' ', after: ' ' },
  { before: '', after: '\r\n' },
];

/** Whether a request has the read-only key after its scheme, with something around it. */
function isPaddedBearer({ request }: ClientExchange, { client, contract: { scheme } }: ClientTestEnvironment): boolean {
  const { bearer } = scheme;
  const value = bearer && headerValue(request.headers, bearer.header);
  if (bearer === undefined || value === undefined || !value.startsWith(bearer.template.replace('{key}', ''))) return false;
  return value !== bearer.template.replace('{key}', () => client.keys.readOnlyKey);
}

/** A client that refuses the keys is right. */
async function callsOf(env: ClientTestEnvironment, session: Session): Promise<void> {
  const first = await session.pay(session.deposit());
  if (first.kind === 'ok') await happyPath(env, session);
}

/** Signatures and tokens of the keys without white space; how many signatures there were. */
function judgeKeysAlone(env: ClientTestEnvironment, session: Session): number {
  const expected = reason('keys-trimmed');
  const bearer = session.seen().find((one) => isPaddedBearer(one, env));
  if (bearer) brokenBy('CLT-09', expected, reason('value-seen', { value: said('another-token') }), [bearer]);
  try {
    return session.audit('SIG-09');
  } catch (error) {
    throw error instanceof Violation ? new Violation({ ...error.data, clause: 'CLT-09', expected }) : error;
  }
}

/** Keys as an environment holds them. */
export const paddedKeyTests: readonly ClientTest[] = [
  {
    clause: 'CLT-09',
    needs: ['signed', 'createsDeposits'],
    async run(env, run) {
      // Without any request nothing is wrong, but a client that never sends one shows nothing.
      const usual = await inSession(env, run, async (session) => {
        await callsOf(env, session);
        try {
          return judgeKeysAlone(env, session);
        } catch (error) {
          // What is wrong with any key is judged by other clauses.
          throw error instanceof Violation ? new Indeterminate(said('signatures-wrong'), 'implementation', error.data.exchanges) : error;
        }
      });
      if (usual === 0) throw new Untestable(said('no-signed-call-arrived'));
      for (const padding of paddings) {
        await inSession(
          env,
          run,
          async (session) => {
            run.countCases(1);
            await callsOf(env, session);
            judgeKeysAlone(env, session);
          },
          { padding },
        );
      }
    },
  },
];
