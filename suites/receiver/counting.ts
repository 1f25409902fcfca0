import type { Exchange } from '../../core/exchange.ts';
import type { ReceiverRole } from '../../roles/receiver.ts';
import type { Draft } from '../../roles/transport/draft.ts';
import type { CountedEnvironment } from '../clause-run.ts';
import type { ReceiverTestEnvironment } from '../clause-test.ts';

/** Counts and numbers what a test sends to its receiver, without touching it. One for each test: numbers begin at 1. */
export function countingReceiver(env: ReceiverTestEnvironment): CountedEnvironment<ReceiverTestEnvironment> {
  const { receiver } = env;
  let sent = 0;
  const numbered = (exchange: Exchange): Exchange => {
    sent += 1;
    return { ...exchange, number: sent };
  };
  // The role stands behind, so that keys that are rotated meanwhile are seen through it.
  const role: ReceiverRole = Object.create(receiver, {
    send: { value: async (...sent: Parameters<ReceiverRole['send']>) => numbered(await receiver.send(...sent)) },
    race: { value: async (drafts: readonly Draft[]) => (await receiver.race(drafts)).map(numbered) },
  });
  return { env: { ...env, receiver: role }, can: receiver.can, requests: () => sent };
}
