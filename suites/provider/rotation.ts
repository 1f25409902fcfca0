import { createdIdIn } from '../../core/contract/answer-body.ts';
import type { Exchange } from '../../core/exchange.ts';
import { equalJson, parseJson } from '../../core/json.ts';
import type { KeptCreation } from '../../core/rotation/kept.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import { reason } from '../../core/verdict/reason.ts';
import { weakOracle } from '../../core/verdict/verdict.ts';
import { said } from '../../language/sentences.ts';
import { Lacking, reversal } from '../../schemas/contract.ts';
import { type Call, draftOf } from '../call.ts';
import type { ProviderTest } from '../clause-test.ts';
import { accepted, answerText, broken, isSuccess, refused, responseOf, seen, timely } from '../judgement.ts';
import { Untestable } from '../violation.ts';
import { counted, idMember } from './keyed-creation.ts';
import { inGroups, judgeNegativeCases, type NegativeCase, oneByOne, readsOf, writesOf } from './negative-case.ts';
import { bothSets, callOfKept, type RotatedAccount } from './rotated-account.ts';

/** How often each read is sent, so that a node with another set shows. */
const readRounds = 8;

/**
 * Judges only what comes after the end of the old set.
 *
 * @throws Untestable where nothing was rolled, or its end is unknown or far away
 */
function afterEnd({ ended, rolled: { signing, readOnly, endsAt } }: RotatedAccount): void {
  if (!signing && !readOnly) throw new Untestable(said('nothing-rolled'));
  if (endsAt === undefined) throw new Untestable(said('rotation-end-unsaid'));
  if (!ended) throw new Untestable(said('rotation-end-far', { at: new Date(endsAt).toISOString() }));
}

/** How old a kept outcome may be before no client retries it, ms: no document says how long it is kept (C9). */
const recordsHoldMs = 12 * 60 * 60 * 1000;

export const rotationTests: readonly ProviderTest[] = [
  {
    clause: 'ROT-01',
    needs: ['rotatesKeys'],
    run: async (env, run) => {
      const { newRefused, ended, calls } = await bothSets(env, run);
      const difference = said('the-new-set');
      if (newRefused) {
        responseOf(newRefused);
        broken('ROT-01', reason('accepted'), seen(newRefused), [newRefused], { difference });
      }
      run.countCases(calls.operations.length);
      await inGroups(run, calls.operations, async (operation) => {
        const rounds = operation.method === 'GET' ? readRounds : 2;
        for (let round = 0; round < rounds; round += 1)
          accepted('ROT-01', await calls.send(await calls.call(operation)), { difference: `${operation.id}: ${difference}` });
      });
      // The end of the old set can take the new one with it.
      if (!ended) run.observe(weakOracle(said('new-set-not-asked-after-end'), said('go-on-after-end')));
    },
  },
  {
    clause: 'ROT-02',
    needs: ['rotatesKeys'],
    run: async (env, run) => {
      const rotated = await bothSets(env, run);
      afterEnd(rotated);
      const { oldTaken, old, rolled, fresh, calls, kept } = rotated;
      const difference = said('the-old-set-after-its-end');
      if (oldTaken) refused('ROT-02', oldTaken, { difference });
      const withOld: NegativeCase = { difference, from: (control) => ({ ...control, credentials: old }) };
      const signed = rolled.signing ? calls.signed : [];
      const readOnly = rolled.readOnly ? calls.bearer : [];
      await judgeNegativeCases('ROT-02', fresh, run, calls, [...signed, ...readOnly], (operation) =>
        Array<NegativeCase>(operation.method === 'GET' ? readRounds : 2).fill(withOld),
      );
      // A stored answer does not bypass the end of a set either.
      await inGroups(run, rolled.signing ? kept.creations : [], async (creation) => {
        const call = callOfKept(calls, fresh, creation);
        const exchange = await fresh.provider.send(draftOf({ ...call, credentials: old }));
        refused('ROT-02', exchange, { difference: said('and-used-x-idempotency-key', { difference }) });
      });
    },
  },
  {
    clause: 'ROT-03',
    needs: ['rotatesKeys'],
    run: async (env, run) => {
      const rotated = await bothSets(env, run);
      afterEnd(rotated);
      const { old, oldTaken, rolled, fresh, calls } = rotated;
      const signedMixes: readonly NegativeCase[] = [
        {
          difference: said('new-login-old-signature'),
          from: (control: Call) => ({ ...control, secretAs: old.apiSignature }),
        },
        {
          difference: said('old-login-new-signature'),
          from: (control: Call) => ({ ...control, loginAs: old.apiKey }),
        },
      ].filter(() => rolled.signing);
      const readOnlyMixes: readonly NegativeCase[] = [
        {
          difference: said('new-login-old-read-only-key'),
          from: (control: Call) => ({ ...control, secretAs: old.readOnlyKey }),
        },
        // One that still works as a key works with any login: that belongs to ROT-02.
      ].filter(() => rolled.readOnly && oldTaken === undefined);
      const rounds = [...readsOf(calls.signed), ...writesOf(calls.signed)];
      await judgeNegativeCases('ROT-03', fresh, run, calls, [...rounds, ...calls.bearer], (operation) => {
        const mixes = operation.authentication === 'signed' ? signedMixes : readOnlyMixes;
        return operation.method === 'GET' ? Array.from({ length: readRounds / 2 }, () => mixes).flat() : mixes;
      });
    },
  },
  {
    clause: 'ROT-04',
    needs: ['rotatesKeys'],
    run: async (env, run) => {
      const { newRefused, kept, fresh, calls } = await bothSets(env, run);
      if (newRefused) throw new Untestable(said('new-set-never-worked'), [newRefused]);
      const there = async (call: Call, difference: string): Promise<void> => {
        run.countCases(1);
        accepted('ROT-04', await calls.read(call), { difference });
      };
      const { deposit, refundId } = kept;
      // Nothing that was made with the old set can be asked for with the new one.
      if (deposit === undefined && kept.creations.length === 0) throw new Lacking('creates');
      if (deposit !== undefined) await there(calls.statusCall(deposit.depositId), said('deposit-of-old-set'));
      const refund = kept.creations.find(({ operation }) => operation === reversal(env.contract)?.create.id);
      if (refundId !== undefined && refund !== undefined) {
        const depositId = calls.refundedBy(callOfKept(calls, fresh, refund));
        await there(calls.refundStatusCall(depositId, refundId), said('refund-of-old-set'));
      }
      if (env.provider.now() - kept.keptAt > recordsHoldMs)
        throw new Untestable(said('records-too-old', { hours: recordsHoldMs / 3_600_000 }));
      run.countCases(kept.creations.length);
      // One after the other: a retry that pays twice shows in the count of its own invoice id.
      await oneByOne(run, kept.creations, async (creation) => {
        const call = callOfKept(calls, fresh, creation);
        const exchange = await calls.send(call);
        const difference = `${creation.operation}: ${said('retry-under-new-set')}`;
        judgeRetry(creation, exchange, idMember(call.operation), difference);
        const wanted = creation.status >= 200 && creation.status < 300 ? 1 : 0;
        await counted('ROT-04', calls, call.invoiceId, wanted, [exchange], difference);
      });
      // What was open under the old set continues under the new one.
      if (deposit !== undefined && reversal(env.contract) !== undefined && fresh.provider.controls.moveStatus) {
        const before = await calls.send(calls.statusCall(deposit.depositId));
        // A rotation that was stopped while it was judged has moved it already.
        if (calls.stateOf(before) !== calls.moves.completed) await calls.move(deposit.depositId, calls.moves.completed);
        const refund = calls.refundCall(deposit.depositId, { amount: calls.part() });
        accepted('ROT-04', await calls.send(refund), { difference: said('refund-under-new-set') });
      }
    },
  },
];

/** The answer to a retry under the new set is the one that was kept under the old set. */
function judgeRetry(creation: KeptCreation, exchange: Exchange, member: string, difference: string): void {
  const response = responseOf(exchange);
  const body = decodeUtf8(response.body) ?? Buffer.from(response.body).toString('base64');
  const [kept, now] = [parseJson(creation.answer), parseJson(body)];
  const equal = kept === undefined || now === undefined ? creation.answer === body : equalJson(kept, now);
  if (response.status === creation.status && equal) return;
  timely(exchange);
  const first = createdIdIn(encodeUtf8(creation.answer), member);
  const second = createdIdIn(response.body, member);
  if (isSuccess(exchange) && second !== undefined && second !== first)
    broken(
      'ROT-04',
      reason('one-effect'),
      reason('different-answers', { answers: [first ?? String(creation.status), second].join(', ') }),
      [exchange],
      { difference },
    );
  broken(
    'ROT-04',
    reason('status-and-body-of-first-answer', { status: creation.status }),
    reason('different-answers', { answers: answerText(exchange) }),
    [exchange],
    {
      difference,
    },
  );
}
