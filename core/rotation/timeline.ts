/** One call with a key set while it is rolled. Times are ms since the epoch on the server's clock. */
export interface Poll {
  readonly set: 'old' | 'new';
  readonly sentAt: number;
  readonly answeredAt: number;
  /** Whether the set was accepted. */
  readonly taken: boolean;
  /** The answer, for people. */
  readonly seen: string;
}

/** A measured length of time: it is within `uncertaintySeconds` of `seconds`. */
export interface Measured {
  readonly seconds: number;
  readonly uncertaintySeconds: number;
}

/** What the polls say about a roll. */
export interface Changeover {
  /** How long the old set was accepted after the roll; undefined where it was never used after it. `open`: it was still accepted at its last poll. */
  readonly overlap: (Measured & { readonly open: boolean }) | undefined;
  /** How long the new set was not accepted after the roll. `open`: it was still refused at its last poll. */
  readonly gap: (Measured & { readonly open: boolean }) | undefined;
}

/** The middle of an interval of ms, in seconds, and half of its length. */
function between(from: number, until: number, clockMs: number): Measured {
  const low = Math.max(0, from);
  const high = Math.max(low, until);
  const tenth = (ms: number): number => Math.round(ms / 100) / 10;
  return { seconds: tenth((low + high) / 2), uncertaintySeconds: Math.max(0.1, Math.ceil(((high - low) / 2 + clockMs) / 100) / 10) };
}

/**
 * Overlap and gap of a roll. Several nodes may learn of it one by one, so a state counts from the last poll that showed the other one.
 *
 * @param rolled when the roll was requested and when it was answered, ms on the server's clock
 * @param clockMs half-width of what is known about that clock
 */
export function changeover(
  polls: readonly Poll[],
  rolled: { readonly askedAt: number; readonly answeredAt: number },
  clockMs: number,
): Changeover {
  const of = (set: Poll['set'], lasting: boolean): (Measured & { readonly open: boolean }) | undefined => {
    const own = polls.filter((poll) => poll.set === set && poll.sentAt >= rolled.askedAt);
    const last = own.at(-1);
    if (last === undefined) return undefined;
    const until = own.findLast(({ taken }) => taken === lasting);
    if (until === undefined) return { ...between(0, (own[0]?.answeredAt ?? 0) - rolled.askedAt, clockMs), open: false };
    const changed = own.find(({ taken, sentAt }) => taken !== lasting && sentAt >= until.sentAt);
    const open = changed === undefined;
    const from = until.sentAt - rolled.answeredAt;
    return { ...between(from, (changed ?? until).answeredAt - rolled.askedAt, clockMs), open };
  };
  return { overlap: of('old', true), gap: of('new', false) };
}
