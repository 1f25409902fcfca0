import { parseHttpDate } from '../../core/contract/clock.ts';
import { type Answer, headerValue } from '../../core/exchange.ts';
import type { Sending, Transport } from './transport.ts';

/** One clock of the target, as far as it is known: it is `offsetMs` ahead of ours, ±`uncertaintyMs`. */
export interface SeenClock {
  readonly offsetMs: number;
  readonly uncertaintyMs: number;
  /** How many answers had its time. */
  readonly answers: number;
}

/** What is known about the target's time, in numbers. */
export interface ClockFigures {
  /** How far the target's clock is ahead of ours, ms, ±`uncertaintyMs`: margins are built on it. */
  readonly offsetMs: number;
  readonly uncertaintyMs: number;
  /** The same if every Date is the moment at which its answer was written. A server may also write it by a timer, which is unknown here. */
  readonly byDate: { readonly offsetMs: number; readonly uncertaintyMs: number };
  /** Answers with a Date. */
  readonly dated: number;
  /** Answers without one, or with one that cannot be read. */
  readonly undated: number;
  /** Whether Date fields were seen that are up to a second late: they come from a cache, or from two clocks that approach each other. */
  readonly lags: boolean;
  /** How often all answers changed to another time at once: a clock was set, ours or the target's. */
  readonly steps: number;
  /** Clocks that alternate: more than one where several nodes with different clocks answer. The first is the most frequent. */
  readonly clocks: readonly SeenClock[];
}

export interface ServerClockParts {
  /** Our own clock, ms since the epoch. */
  readonly now: () => number;
}

/** The target's clock, measured from the Date fields of its answers. */
export interface ServerClock {
  /** The target's time, ms since the epoch, as far as it is known. */
  now(): number;
  /** The uncertainty, ±ms. Until a Date was seen it is `unknownMs`. */
  readonly uncertaintyMs: number;
  figures(): ClockFigures;
  /** The Date fields belong to another clock than the one that judges: from now on our own is used, ±`unknownMs`. */
  distrust(): void;
  /** The same transport; each passing answer of the first environment updates the clock. */
  watching(transport: Transport): Transport;
  /** Updates it from one answer with the moments between which it was made, on our clock. */
  heard(answer: Answer, sentAt: number, receivedAt: number): void;
  /**
   * Asks some times, each at the moment whose answer halves what is unknown: near the turn of the target's second.
   *
   * @param ask makes one harmless call through a watching transport
   * @param wait resolves after that many ms
   * @returns false where answers have no Date
   */
  measure(ask: () => Promise<unknown>, wait: (ms: number) => Promise<void>): Promise<boolean>;
}

/**
 * How far the target's clock may be off where its answers have no Date, ms. Machines with synchronised time are right to tenths of a second; this is
 * the most that leaves dates that are clearly inside a window of 5 s.
 */
const unknownMs = 2000;

/** Date has whole seconds, rounded down (RFC 9110 §5.6.7). */
const resolutionMs = 1000;

/**
 * How old a Date may be when it is sent, ms: common servers and proxies write it by a timer, once a second at any part of it, or keep it for a
 * second.
 */
const latenessMs = 1000;

/** How far bounds may miss each other because of the timers of this machine, ms. */
const slackMs = 25;

/** How fast two clocks may drift apart: as much as a clock is slewed when it is corrected slowly (500 ppm). */
const driftPerMs = 500e-6;

/** A clock that this many answers in a row did not show is gone: it was set. Three alternating nodes show each more often than that. */
const goneAfter = 32;

/** A clock that one answer of this many shows is a stray Date (of a cache, of a gateway), on which no margin is built. */
const strayShare = 0.02;

/** A stray clock counts for that many answers. */
const justShown = 8;

/** When a measurement is good enough: the rest is the way, and our own timers. */
const enoughMs = 60;

/** The most questions of a measurement that halve what is unknown. */
const mostQuestions = 6;

/** Bounds of a clock's offset to ours at the moment `at` of our clock; all ms. */
interface Bounds {
  from: number;
  to: number;
  at: number;
  answers: number;
  /** The number of the last answer that showed it. */
  last: number;
}

/** The target's clock relative to our own. It assumes only that an answer is written between sending and receiving. */
export function serverClock({ now }: ServerClockParts): ServerClock {
  let clocks: Bounds[] = [];
  let dated = 0;
  let undated = 0;
  let distrusted = false;
  let steps = 0;
  let turns = 0;
  let shortestTrip = Number.POSITIVE_INFINITY;

  function aged(clock: Bounds, at: number): void {
    const drift = Math.abs(at - clock.at) * driftPerMs;
    clock.from -= drift;
    clock.to += drift;
    clock.at = at;
  }

  /** Adds the bounds of one answer to those of the clock that it agrees with. */
  function place(from: number, to: number, at: number): void {
    for (const clock of clocks) aged(clock, at);
    const agreeing = clocks.filter((clock) => clock.from <= to && from <= clock.to);
    const [one] = agreeing;
    if (one !== undefined && agreeing.length === 1) {
      // A third change distinguishes two alternating clocks: a clock that was set changes once.
      if (clocks.length > 1 && one.last !== dated - 1) turns += 1;
      one.from = Math.max(one.from, from);
      one.to = Math.min(one.to, to);
      one.answers += 1;
      one.last = dated;
    } else if (one === undefined) {
      clocks.push({ from, to, at, answers: 1, last: dated });
    } else {
      // It agrees with several clocks and decides for none, except that all still exist.
      for (const clock of agreeing) clock.last = dated;
    }
    forgetGone();
  }

  function forgetGone(): void {
    const there = clocks.filter(({ last }) => dated - last < goneAfter);
    if (there.length === clocks.length) return;
    if (turns <= 2 && clocks.length === 2) steps += 1;
    turns = 0;
    clocks = there;
  }

  function heard(answer: Answer, sentAt: number, receivedAt: number): void {
    if (answer.kind === 'none') return;
    const date = parseHttpDate(headerValue(answer.response.headers, 'date') ?? '');
    if (date === undefined) {
      undated += 1;
      return;
    }
    dated += 1;
    shortestTrip = Math.min(shortestTrip, receivedAt - sentAt);
    place(date - receivedAt - slackMs, date + resolutionMs - sentAt + slackMs, receivedAt);
  }

  /** Clocks on which margins are built: all that more than a stray answer showed, and what has just been shown, which may be the first of many. */
  function weighty(): readonly Bounds[] {
    const all = clocks.reduce((sum, { answers }) => sum + answers, 0);
    return clocks.filter(({ answers, last }) => answers > all * strayShare || dated - last < justShown);
  }

  /** From the smallest to the largest offset of the counted clocks, wider by that much on each side; ours where none was seen. */
  function spanned(before: number, behind: number): { readonly offsetMs: number; readonly uncertaintyMs: number } {
    const at = now();
    const trusted = distrusted ? [] : weighty();
    if (trusted.length === 0) return { offsetMs: 0, uncertaintyMs: unknownMs };
    const drift = (clock: Bounds): number => Math.abs(at - clock.at) * driftPerMs;
    const from = Math.min(...trusted.map((clock) => clock.from - drift(clock))) - before;
    const to = Math.max(...trusted.map((clock) => clock.to + drift(clock))) + behind;
    return { offsetMs: (from + to) / 2, uncertaintyMs: (to - from) / 2 };
  }

  // Every Date may be old already when it is sent.
  const estimate = () => spanned(0, latenessMs);
  const byDate = () => spanned(0, 0);

  /** Waits until a call that goes out then would be answered at that part of the target's second (0 to 1000 ms), at least `rest` ms from now. */
  async function until(phase: number, rest: number, wait: (ms: number) => Promise<void>): Promise<void> {
    const arrival = now() + byDate().offsetMs + (Number.isFinite(shortestTrip) ? shortestTrip / 2 : 0) + rest;
    await wait(rest + ((((phase - arrival) % 1000) + 1000) % 1000));
  }

  return {
    now: () => now() + estimate().offsetMs,
    get uncertaintyMs() {
      return estimate().uncertaintyMs;
    },
    figures() {
      const seen = [...weighty()].sort((one, other) => other.answers - one.answers);
      const nearest = Math.max(...seen.map(({ from }) => from)) - Math.min(...seen.map(({ to }) => to));
      return {
        ...estimate(),
        byDate: byDate(),
        dated,
        undated,
        lags: seen.length > 1 && nearest <= latenessMs,
        steps,
        clocks: seen.map(({ from, to, answers }) => ({ offsetMs: (from + to) / 2, uncertaintyMs: (to - from) / 2, answers })),
      };
    },
    distrust() {
      distrusted = true;
    },
    heard,
    watching: (transport) => ({
      ...transport,
      async send(request, sending: Sending) {
        const sentAt = now();
        const answer = await transport.send(request, sending);
        const ordinary = !sending.plain && sending.environment === undefined && sending.abandon === undefined;
        if (ordinary) heard(answer, sentAt, now());
        return answer;
      },
    }),
    async measure(ask, wait) {
      await ask();
      if (dated === 0) await ask();
      if (dated === 0) return false;
      for (let question = 0; question < mostQuestions && byDate().uncertaintyMs > enoughMs + shortestTrip / 2; question += 1) {
        await until(0, 0, wait);
        await ask();
      }
      // A field that is written once and kept for a second is detected by asking late in one second and once more before it expires.
      await until(850, 1000, wait);
      await ask();
      await until(700, 300, wait);
      await ask();
      return true;
    },
  };
}
