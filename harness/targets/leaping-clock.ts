/** A clock that stops while anything happens in the process, and jumps to the next wait when nothing does. */
export interface LeapingClock {
  now(): number;
  /** Resolves when that many ms have passed. `cancel` ends all waits. */
  wait(ms: number): { readonly over: Promise<void>; readonly cancel: () => void };
  close(): void;
}

/** After this many turns of the event loop without a step, nothing is happening in the process. */
const idleTurns = 6;

/** @param startAt where it begins, ms since the epoch */
export function leapingClock(startAt: number): LeapingClock {
  let clock = startAt;
  let number = 0;
  let pumping = false;
  let closed = false;
  const waiting = new Map<number, { readonly at: number; readonly go: () => void }>();

  async function pump(): Promise<void> {
    pumping = true;
    while (waiting.size > 0 && !closed) {
      for (let turn = 0; turn < idleTurns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      const [next] = [...waiting].sort(([left, a], [right, b]) => a.at - b.at || left - right);
      if (next === undefined) continue;
      const [id, { at, go }] = next;
      waiting.delete(id);
      clock = Math.max(clock, at);
      go();
    }
    pumping = false;
  }

  return {
    now: () => clock,
    wait(ms) {
      number += 1;
      const id = number;
      const over = new Promise<void>((resolve) => waiting.set(id, { at: clock + ms, go: resolve }));
      if (!pumping) void pump();
      return { over, cancel: () => void waiting.delete(id) };
    },
    close() {
      closed = true;
      waiting.clear();
    },
  };
}
