import type { Exchange, WireRequest } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import type { Draft } from './draft.ts';
import type { Transport } from './transport.ts';

/** Races drafts over a transport. X-Date is made when the connections are open: with a distant target that takes as long as a date is valid. */
export async function raced(
  transport: Transport,
  drafts: readonly Draft[],
  now: () => number,
  elapsed: () => number,
): Promise<readonly Exchange[]> {
  let startedAt = elapsed();
  let requests: readonly WireRequest[] = [];
  const answers = await transport.race(drafts.length, () => {
    startedAt = elapsed();
    const at = now();
    requests = drafts.map((draft) => draft(at));
    return requests;
  });
  const endedAt = elapsed();
  return requests.map((request, index) => ({
    number: 0,
    request,
    startedAt,
    endedAt,
    answer: answers[index] ?? { kind: 'none', reason: 'closed', detail: said('no-answer-of-transport') },
  }));
}
