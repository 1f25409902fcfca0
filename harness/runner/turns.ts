/**
 * The output of several writers, one after another in their order: the first that has not ended is written at once, the others when it is their turn.
 */
export interface Turns {
  /** Takes the output of one of them, by its place. */
  by(at: number): (text: string) => void;
  ended(at: number): void;
}

export function inTurn(write: (text: string) => void): Turns {
  const kept = new Map<number, string>();
  const over = new Set<number>();
  let turn = 0;
  return {
    by: (at) => (text) => {
      if (at === turn) write(text);
      else kept.set(at, (kept.get(at) ?? '') + text);
    },
    ended(at) {
      over.add(at);
      for (; over.has(turn); turn += 1) write(kept.get(turn + 1) ?? '');
    },
  };
}
