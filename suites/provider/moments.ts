import type { Exchange } from '../../core/exchange.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import { said } from '../../language/sentences.ts';
import { type Operation, payment } from '../../schemas/contract.ts';
import { type Call, without } from '../call.ts';
import type { ProviderTestEnvironment } from '../clause-test.ts';
import { createdId } from '../judgement.ts';
import type { ValidCalls } from '../valid-calls.ts';
import { again, idMember } from './keyed-creation.ts';

/** What happens between a request and its repeat under the same key without changing what the key means (axis moment). */
interface Moment {
  readonly name: string;
  readonly pass: (call: Call, made: Exchange) => Promise<void>;
}

/** A moment that does not depend on what was made. */
type WrongCall = Moment & { readonly pass: (call: Call) => Promise<void> };

/** Calls under the key that are refused, or for which a key has no meaning. */
export function wrongCalls(calls: ValidCalls): readonly WrongCall[] {
  const changes: readonly (readonly [name: string, change: (call: Call) => Call])[] = [
    [said('wrong-signature'), (call) => ({ ...call, secretAs: 'somebody' })],
    [said('no-authorization'), (call) => without(call, 'carrier')],
    [said('stale-x-date'), (call) => ({ ...call, dateAs: (now) => now - 3_600_000 })],
    [said('moment-cut-body'), (call) => ({ ...call, body: call.body.slice(0, -1) })],
    [said('moment-empty-list'), (call) => ({ ...call, body: encodeUtf8('[]') })],
    [said('moment-other-body'), (call) => ({ ...call, body: Buffer.concat([call.body.slice(0, -1), encodeUtf8(',"description":"x"}')]) })],
    [said('moment-other-method'), (call) => ({ ...call, methodAs: 'PATCH' })],
  ];
  return changes.map(([name, change]) => ({
    name,
    pass: async (call) => {
      await calls.send(change(again(call)));
    },
  }));
}

/** The same request once more without its key. It may be accepted as another one, so effects are not counted after it. */
export const sameReference = (calls: ValidCalls): Moment => ({
  name: said('moment-same-reference'),
  pass: async (call) => {
    const { idempotencyKey: _key, ...bare } = again(call, 1);
    await calls.send(bare);
  },
});

/** All that may happen: wrong calls, reads, and changes of what was made. */
export function moments(env: ProviderTestEnvironment, calls: ValidCalls, operation: Operation): readonly Moment[] {
  const { moveStatus } = env.provider.controls;
  const read: Moment = {
    name: said('moment-read'),
    pass: async (call, made) => {
      const id = createdId(made, idMember(operation));
      const depositId = operation.id === payment(env.contract).create.id ? id : undefined;
      const status = depositId === undefined ? await calls.call(payment(env.contract).read) : calls.statusCall(depositId);
      await calls.send({ ...status, idempotencyKey: call.idempotencyKey ?? '' });
    },
  };
  const another: Moment = {
    name: said('moment-another'),
    pass: async () => {
      await calls.send(await calls.call(operation));
    },
  };
  const onDeposit = (name: string, pass: (depositId: string) => Promise<void>): Moment => ({
    name,
    pass: async (_call, made) => {
      await pass(createdId(made, idMember(operation)) ?? '');
    },
  });
  const { cancelled } = calls.moves;
  const changes =
    moveStatus === undefined || operation.id !== payment(env.contract).create.id
      ? []
      : [
          ...(cancelled === undefined ? [] : [onDeposit(said('moment-cancelled'), (depositId) => calls.move(depositId, cancelled))]),
          onDeposit(said('moment-refunded'), async (depositId) => {
            await calls.move(depositId, calls.moves.completed);
            await calls.send(calls.refundCall(depositId, { amount: calls.part() }));
          }),
        ];
  return [...wrongCalls(calls), read, another, ...changes];
}
