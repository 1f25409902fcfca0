import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ClientExchange } from '../../core/contract/fault-injection.ts';
import { tree } from '../../core/json.ts';
import type { ClientOutcome } from '../../roles/client.ts';
import { requestsOf } from './questions.ts';
import type { Session } from './session.ts';

const failed: ClientOutcome = { kind: 'failed', error: 'Bad gateway.', tookMs: 1 };
const ok: ClientOutcome = { kind: 'ok', result: tree({}), tookMs: 1 };

/** Asks a client that gives these outcomes, and sends this many creations with each. */
async function asked(outcomes: readonly (readonly [outcome: ClientOutcome, sent: number])[]) {
  const posts: ClientExchange[] = [{} as ClientExchange];
  let count = 0;
  const session: Pick<Session, 'posts' | 'sure'> = {
    posts: () => posts,
    sure: async () => {
      const [outcome, sent] = outcomes[count] ?? assert.fail();
      count += 1;
      for (let at = 0; at < sent; at += 1) posts.push({} as ClientExchange);
      return outcome;
    },
  };
  const { outcome, requests } = await requestsOf(session as Session, tree({}));
  return [count, outcome.kind, requests.length];
}

test('what failed before any creation came is asked again, twice at most', async () => {
  assert.deepEqual(await asked([[ok, 1]]), [1, 'ok', 1]);
  assert.deepEqual(await asked([[ok, 0]]), [1, 'ok', 0]);
  assert.deepEqual(await asked([[failed, 2]]), [1, 'failed', 2]);
  assert.deepEqual(
    await asked([
      [failed, 0],
      [failed, 0],
      [ok, 1],
    ]),
    [3, 'ok', 1],
  );
  assert.deepEqual(
    await asked([
      [failed, 0],
      [failed, 0],
      [failed, 0],
    ]),
    [3, 'failed', 0],
  );
});
