import type { Credentials } from '../../core/contract/ledger.ts';
import { type Exchange, type HeaderLine, withHeader } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { Operation } from '../../schemas/contract.ts';
import type { Call } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest } from '../clause-test.ts';
import { answerText, broken, errorCodeOf, isSuccess, seen } from '../judgement.ts';
import { validCalls } from '../valid-calls.ts';
import { ForReview } from '../violation.ts';
import { type Judge, judgeNegativeCases, type NegativeCase } from './negative-case.ts';

/** Fields in which a gateway reports that the outer connection was TLS. Anyone can write them, so a plain call stays a plain call. */
const claimsOfTls: readonly HeaderLine[] = [
  ['X-Forwarded-Proto', 'https'],
  ['X-Forwarded-Protocol', 'https'],
  ['X-Forwarded-Ssl', 'on'],
  ['X-Forwarded-Scheme', 'https'],
  ['X-Forwarded-Port', '443'],
  ['X-Url-Scheme', 'https'],
  ['Front-End-Https', 'on'],
  ['Forwarded', 'proto=https'],
  ['CloudFront-Forwarded-Proto', 'https'],
];

/** Keys of nobody, in the shape of real ones. */
function inventedKeys({ apiKey, apiSignature, readOnlyKey }: Credentials, { shop }: ClauseRun): Credentials {
  return { apiKey: shop.like(apiKey), apiSignature: shop.like(apiSignature), readOnlyKey: shop.like(readOnlyKey) };
}

/**
 * Whether our requests stay on this machine: from a loopback source nothing else can be reached. Unless that is known, no real key is sent
 * unencrypted.
 */
function onLoopback(address: string | undefined): boolean {
  return address !== undefined && (address === '::1' || /^(?:::ffff:)?127\.\d+\.\d+\.\d+$/.test(address));
}

/** One operation of each method and authentication: what the rules of a gateway could distinguish. */
function oneOfEachKind(operations: readonly Operation[]): readonly Operation[] {
  const kind = (operation: Operation) => `${operation.method} ${operation.authentication}`;
  return operations.filter((operation, index) => operations.findIndex((other) => kind(other) === kind(operation)) === index);
}

export const transportTests: readonly ProviderTest[] = [
  {
    clause: 'TLS-01',
    needs: ['plainPort'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const ours = onLoopback(env.provider.listedAddress);
      const keyed = (control: Call): Call => (ours ? control : { ...control, credentials: inventedKeys(control.credentials, run) });
      const plainly: NegativeCase = { difference: said('plain-http'), from: keyed, sending: { plain: true } };
      const claimingTls = claimsOfTls.map(
        ([name, value]): NegativeCase => ({
          difference: said('plain-http-with', { name, value }),
          from: (control) => ({ ...keyed(control), headersAs: (lines) => withHeader(lines, name, value) }),
          sending: { plain: true },
        }),
      );
      const envelopes: Exchange[] = [];
      // The documents do not say how the call fails (C38): no answer, a redirect and a bare error are all right.
      const notServed: Judge = (clause, exchange, showing, controls) => {
        if (isSuccess(exchange)) broken(clause, reason('not-served-in-plain'), seen(exchange), [...controls, exchange], showing);
        const redirected =
          exchange.answer.kind === 'response' && exchange.answer.response.status >= 300 && exchange.answer.response.status < 400;
        if (!redirected && errorCodeOf(exchange) !== undefined) envelopes.push(exchange);
      };
      await judgeNegativeCases('TLS-01', env, run, calls, calls.operations, () => [plainly], notServed);
      await judgeNegativeCases('TLS-01', env, run, calls, oneOfEachKind(calls.operations), () => claimingTls, notServed);
      const [envelope] = envelopes;
      if (envelope !== undefined) {
        throw new ForReview(said('plain-http-answered-by-api', { envelope: answerText(envelope) }), [envelope]);
      }
    },
  },
];
