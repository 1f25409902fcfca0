import { constants } from 'node:os';
import { chargeReaper } from './charge.ts';

/**
 * How a command ends on a signal. By default the system ends it at once, and the reaper ends its programs and removes its folders. A command that has
 * something to report ends softly: the first signal lets it report, and the second ends it at once.
 */

/** Signals that end a command before its time. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

type EndSignal = (typeof signals)[number];

/** GNU timeout signals a process and then its group: what comes this soon after the first signal is the same request, ms. */
const sameWishMs = 250;

/** Longest time from the first signal to the end, ms: ten seconds are promised. */
const longestMs = 8000;

/** The longest time for a process that receives nothing, because it works without a pause, ms. */
const deafMs = 9000;

/** How long a process may take to end by its signal, ms. The first process of a container does not end by one. */
const signalledMs = 200;

let first: EndSignal | undefined;
/** What is done at the first signal. */
const ends = new Set<() => void>();

function hear(signal: EndSignal): void {
  if (first !== undefined) return;
  first = signal;
  chargeReaper({ endsWithinMs: deafMs });
  setTimeout(endBySignal, longestMs).unref();
  setTimeout(() => {
    hearNoMore();
    for (const end of ends) end();
  }, sameWishMs);
}

/** The system handles signals from now on. It does so even while this process works without a pause, so this comes before the work. */
function hearNoMore(): void {
  for (const signal of signals) process.off(signal, hear);
}

/**
 * From now on the first signal does this, and what else was given here, in place of ending the process. Gives what takes that back.
 * @param end asks for the end, and returns; called once, soon where the signal has come already
 * @param onHangup whether SIGHUP is such a signal; it says nothing otherwise
 */
export function endSoftly(end: () => void, { onHangup = true } = {}): () => void {
  ends.add(end);
  // A closed terminal does not matter to a command that has to stay.
  if (!onHangup) process.on('SIGHUP', () => undefined);
  if (first !== undefined) queueMicrotask(end);
  else {
    for (const signal of signals)
      if ((onHangup || signal !== 'SIGHUP') && process.listenerCount(signal, hear) === 0) process.on(signal, hear);
  }
  return () => {
    ends.delete(end);
    if (first === undefined && ends.size === 0) hearNoMore();
  };
}

/** Hears signals from now on, before it is known what one does: what loads first takes its time. */
export function hearSignals(): void {
  endSoftly(() => undefined);
}

/** The signal that came, if one did. */
export function signalled(): EndSignal | undefined {
  return first;
}

/** Ends this process by the signal that came, as if it had not been handled. */
export function endBySignal(): Promise<never> {
  const signal = first ?? 'SIGTERM';
  hearNoMore();
  process.kill(process.pid, signal);
  setTimeout(() => process.exit(128 + constants.signals[signal]), signalledMs);
  return new Promise(() => undefined);
}
