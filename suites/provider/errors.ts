import fc from 'fast-check';
import { mistakenKey, mistypedKey } from '../../arbitraries/credential.ts';
import { type CodedRow, type Refused, refusedBy, rowFor, statusesOf } from '../../core/contract/error-codes.ts';
import { isOfTheWay } from '../../core/contract/gateway.ts';
import { secretText } from '../../core/contract/scheme.ts';
import type { Exchange } from '../../core/exchange.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import { Lacking, type Method, type Operation, target } from '../../schemas/contract.ts';
import { isDocumentedError } from '../../schemas/error-form.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { type Call, without } from '../call.ts';
import type { ClauseRun } from '../clause-run.ts';
import type { ProviderTest, ProviderTestEnvironment } from '../clause-test.ts';
import { forAll } from '../for-all.ts';
import { broken, errorCodeOf, isSuccess, responseOf, seen, timely } from '../judgement.ts';
import { keptOnce, knownKeys, type ValidCalls, validCalls } from '../valid-calls.ts';
import { provocations } from './headers.ts';
import { acceptedControl, inGroups, readsOf, writesOf } from './negative-case.ts';
import { otherLines } from './wrong-signature.ts';

/** A wrong call of an operation: what is wrong, and the change that makes it wrong. */
interface Mistake {
  readonly difference: string;
  readonly change: (call: Call) => Call;
}

/** Judges that an answer has the documented code, the HTTP status that goes with it, and the form of its operation. `control` was accepted. */
function documented(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  what: Refused,
  operation: Operation,
  exchange: Exchange,
  difference: string,
  control: Exchange,
): void {
  const { status, body } = responseOf(exchange);
  const exchanges = [control, exchange];
  const row = documentedRow(env, what);
  const { code } = row;
  const statuses = statusesOf(row);
  const got = errorCodeOf(exchange);
  // What was long on its way may be refused for its date.
  if (what !== 'date' && refusedBy(env.contract, got) === 'date') timely(exchange);
  if (got !== String(code)) broken(clause, reason('documented-code', { code }), seen(exchange), exchanges, { difference });
  if (statuses.length > 0 && !statuses.includes(status)) {
    broken(clause, reason('documented-status', { status: statuses.join(' or ') }), seen(exchange), exchanges, { difference });
  }
  if (!isDocumentedError(operation, status, body)) broken(clause, reason('documented-envelope'), seen(exchange), exchanges, { difference });
}

/** One accepted call of each operation, made once and shown beside every miss: these clauses check wording, not effects. */
function controlsOf(calls: ValidCalls): (operation: Operation) => Promise<Exchange> {
  const controls = new Map<string, () => Promise<Exchange>>();
  return (operation) => {
    const control = controls.get(operation.id) ?? keptOnce(() => acceptedControl(calls, operation));
    controls.set(operation.id, control);
    return control();
  };
}

/**
 * The row of the contract for what is refused.
 * @throws Lacking where the contract documents no such code
 */
function documentedRow({ contract }: ProviderTestEnvironment, what: Refused): CodedRow {
  const row = rowFor(contract, what);
  if (row === undefined) throw new Lacking('code');
  return row;
}

/** Judges the code of each mistake on each operation. */
async function allDocumented(
  clause: ClauseId,
  env: ProviderTestEnvironment,
  run: ClauseRun,
  calls: ValidCalls,
  what: Refused,
  operations: readonly Operation[],
  mistakes: readonly Mistake[],
): Promise<void> {
  documentedRow(env, what);
  const control = controlsOf(calls);
  const pairs = operations.flatMap((operation) => mistakes.map((mistake) => ({ operation, mistake })));
  run.countCases(pairs.length);
  await inGroups(run, pairs, async ({ operation, mistake }) => {
    const accepted = await control(operation);
    const exchange = await calls.send(mistake.change(await calls.call(operation)));
    documented(clause, env, what, operation, exchange, `${operation.id}: ${mistake.difference}`, accepted);
  });
}

const lacking: readonly Mistake[] = [
  { difference: said('no-authorization'), change: (call) => without(call, 'carrier') },
  { difference: said('no-x-login'), change: (call) => without(call, 'login') },
  { difference: said('no-x-date'), change: (call) => without(call, 'date') },
];

const digits = {
  'lower-hex': '0123456789abcdef',
  'upper-hex': '0123456789ABCDEF',
  base64: 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
} as const;

/** Another digit, `step` (1–15) further, at one place of a hash. The last ones of base64 are not touched: a lenient decoder may read the same bytes. */
function otherDigit(form: keyof typeof digits, hash: string, at: number, step: number): string {
  const place = at % (form === 'base64' ? hash.length - 4 : hash.length);
  const all = digits[form];
  return hash.slice(0, place) + all.charAt((all.indexOf(hash.charAt(place)) + step) % all.length) + hash.slice(place + 1);
}

/** The ids of the reads; in a contract without reads, of all: a refused write makes nothing. */
function readsElseAll(operations: readonly Operation[]): readonly string[] {
  const reads = readsOf(operations);
  return (reads.length > 0 ? reads : operations).map(({ id }) => id);
}

const seconds = (count: number) => count * 1000;

/** Differences that no tolerance covers: whole seconds, in both directions. */
const clearlyOutside = [30, 60, 300, 900, 3600, 3 * 3600, 86_400, 30 * 86_400, 365 * 86_400];

/** Undocumented methods that nobody serves; GET, HEAD and OPTIONS are up to the server. */
const acting: readonly Method[] = ['POST', 'PUT', 'PATCH', 'DELETE'];

export const errorTests: readonly ProviderTest[] = [
  {
    clause: 'ERR-000',
    needs: [],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const control = controlsOf(calls);
      for (const operation of calls.operations) {
        const asked = [...provocations(await calls.call(operation), run, env.contract)];
        run.countCases(asked.length);
        await inGroups(run, asked, async ({ difference, call }) => {
          const accepted = await control(operation);
          const exchange = await calls.send(call);
          const response = responseOf(exchange);
          if (response.status < 400 || isOfTheWay(response)) return;
          if (response.body.length === 0 || isDocumentedError(operation, response.status, response.body)) return;
          broken('ERR-000', reason('documented-envelope'), seen(exchange), [accepted, exchange], {
            difference: `${operation.id}: ${difference}`,
          });
        });
      }
    },
  },
  {
    clause: 'ERR-100',
    needs: ['signed'],
    run: async (env, run) => {
      if (env.contract.scheme.login === undefined) throw new Lacking('login');
      const calls = validCalls(env, run);
      const { apiKey } = env.provider.merchant;
      const control = controlsOf(calls);
      await allDocumented('ERR-100', env, run, calls, 'caller', calls.signed, [
        {
          difference: said('invented-x-login-rightly-signed'),
          change: (call) => ({ ...call, loginAs: run.shop.like(call.credentials.apiKey) }),
        },
      ]);
      // Only logins in the shape of our own key: an ill-formed one may get 101.
      const mistyped = fc.record({
        operation: fc.constantFrom(...readsElseAll(calls.signed)),
        mistake: mistypedKey(apiKey, knownKeys(env.provider)),
      });
      await forAll(run, mistyped, 100, async ({ operation, mistake }) => {
        const asked = env.contract.operation(operation);
        const accepted = await control(asked);
        const exchange = await calls.send({ ...(await calls.call(asked)), loginAs: mistakenKey(apiKey, mistake) });
        documented('ERR-100', env, 'caller', asked, exchange, said('mistyped-x-login-rightly-signed', { operation }), accepted);
      });
    },
  },
  {
    clause: 'ERR-101',
    needs: [],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      // Missing ones only: an ill-formed date may get 103 (C5), an ill-formed Authorization 102 (C47).
      await allDocumented('ERR-101', env, run, calls, 'header', calls.signed, lacking);
      // The answer to a read-only call without Authorization is an interpretation (C54).
      for (const operation of calls.bearer) {
        const call = await calls.call(operation);
        const exchange = await calls.send(without(call, 'carrier'));
        const code = errorCodeOf(exchange);
        const refused = refusedBy(env.contract, code);
        const { status } = responseOf(exchange);
        const interpretation =
          refused === 'header'
            ? status === 401
              ? 'code-101-status-401'
              : 'code-101'
            : refused === 'caller'
              ? 'code-100'
              : said('status-code', { status, code: code ?? 'none' });
        run.observe({ ambiguity: 'C54', subject: operation.id, seen: interpretation });
      }
    },
  },
  {
    clause: 'ERR-102',
    needs: ['signed'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const control = controlsOf(calls);
      const { signature } = env.contract.scheme;
      const over = (part: string, difference: string, signedAs: NonNullable<Call['signedAs']>): readonly Mistake[] =>
        signature?.message.includes(part) ? [{ difference, change: (call) => ({ ...call, signedAs }) }] : [];
      await allDocumented('ERR-102', env, run, calls, 'signature', calls.signed, [
        {
          difference: said('signed-with-another-secret'),
          change: (call) => ({ ...call, secretAs: secretText(env.contract.scheme, run.shop.like(call.credentials.apiSignature)) }),
        },
        ...over('{date}', said('signed-over-another-date'), (sent) => ({ ...sent, xDate: `${sent.xDate.slice(0, -1)}U` })),
        ...over('{login}', said('signed-over-another-login'), (sent) => ({ ...sent, xLogin: `${sent.xLogin}x` })),
        ...otherLines(env.contract.scheme).map(({ kind, change }) => ({
          difference: kind,
          change: (call: Call) => ({ ...call, ...change(call) }),
        })),
        ...over('{body}', said('signed-over-another-body'), (sent) => ({ ...sent, body: Uint8Array.from([...sent.body, 0x20]) })),
      ]);
      const wrong = fc.record({
        operation: fc.constantFrom(...readsElseAll(calls.signed)),
        at: fc.nat(63),
        step: fc.integer({ min: 1, max: 15 }),
      });
      await forAll(run, wrong, 100, async ({ operation, at, step }) => {
        const asked = env.contract.operation(operation);
        const accepted = await control(asked);
        const exchange = await calls.send({
          ...(await calls.call(asked)),
          hashAs: (hash) => otherDigit(signature?.hash ?? 'lower-hex', hash, at, step),
        });
        documented('ERR-102', env, 'signature', asked, exchange, said('digit-of-hash-changed', { operation, at: at + 1 }), accepted);
      });
    },
  },
  {
    clause: 'ERR-103',
    needs: ['dated'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const tolerance = env.contract.scheme.date?.toleranceMs ?? 0;
      // No delay of a network brings such a date into the window.
      const outside = clearlyOutside.filter((distance) => seconds(distance) >= tolerance + seconds(25));
      const shifts = outside.flatMap((distance) => [distance, -distance]);
      const mistakes = shifts.map(
        (shift): Mistake => ({
          difference: said('x-date-s-rightly-signed', { seconds: Math.abs(shift), side: shift < 0 ? 'behind' : 'ahead' }),
          change: (call) => ({ ...call, dateAs: (now) => now + seconds(shift) }),
        }),
      );
      await allDocumented('ERR-103', env, run, calls, 'date', readsOf(calls.signed), mistakes);
      // The date is checked before anything else: on calls that would create something, one distance in each direction is enough.
      await allDocumented('ERR-103', env, run, calls, 'date', writesOf(calls.signed), mistakes.slice(0, 2));
    },
  },
  {
    clause: 'ERR-104',
    needs: ['idempotent'],
    run: async (env, run) => {
      documentedRow(env, 'key');
      const calls = validCalls(env, run);
      const honouring = writesOf(calls.signed).filter((operation) => operation.idempotency === 'honoured');
      const pairs = honouring.flatMap((operation) => Array.from({ length: Math.max(2, Math.round(8 * run.scale)) }, () => operation));
      run.countCases(pairs.length);
      await inGroups(run, pairs, async (operation) => {
        const idempotencyKey = run.shop.key();
        const first = await calls.send({ ...(await calls.call(operation)), idempotencyKey });
        responseOf(first);
        if (!isSuccess(first)) {
          await acceptedControl(calls, operation);
          return;
        }
        // Another valid call under the same key: replayed by one interpretation, refused by the other (C6). IDM-11 tests the effect.
        const exchange = await calls.send({ ...(await calls.call(operation)), idempotencyKey });
        if (isSuccess(exchange)) return;
        documented(
          'ERR-104',
          env,
          'key',
          operation,
          exchange,
          said('used-x-idempotency-key-with-another-body', { id: operation.id }),
          first,
        );
      });
    },
  },
  {
    clause: 'ERR-105',
    needs: ['idempotent'],
    run: async (env, run) => {
      const calls = validCalls(env, run);
      const honouring = calls.operations.filter((operation) => operation.idempotency === 'honoured');
      const blank = ['', ' ', '\t'].map(
        (value): Mistake => ({
          difference: `${env.contract.scheme.idempotency?.header} ${JSON.stringify(value)}`,
          change: (call) => ({ ...call, idempotencyKey: value }),
        }),
      );
      await allDocumented('ERR-105', env, run, calls, 'blank-header', honouring, blank);
    },
  },
  {
    clause: 'ERR-200',
    needs: [],
    run: async (env, run) => {
      documentedRow(env, 'method');
      const calls = validCalls(env, run);
      const control = controlsOf(calls);
      const documentedAt = (path: string) =>
        env.contract.operations.filter((operation) => operation.path === path).map(({ method }) => method);
      const pairs = calls.operations.flatMap((operation) => {
        const taken = documentedAt(operation.path);
        return acting.filter((method) => !taken.includes(method)).map((method) => ({ operation, method }));
      });
      run.countCases(pairs.length);
      await inGroups(run, pairs, async ({ operation, method }) => {
        const accepted = await control(operation);
        const call = await calls.call(operation);
        const exchange = await calls.send({ ...call, methodAs: method });
        documented('ERR-200', env, 'method', operation, exchange, `${method} ${target(operation, call.parameters)}`, accepted);
      });
    },
  },
];
