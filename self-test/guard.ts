/** A cost that must not become much worse, and the reason for its value. */
export interface Guard {
  readonly figure: number;
  readonly why: string;
  /** The system and processor on which it was measured, where it depends on them. */
  readonly on?: string;
}

export type Guards = Readonly<Record<string, Guard>>;

/** An increase above this share is a failure. */
const margin = 0.2;

/** Compares the measured costs with the committed figures. On another kind of machine a time is printed, and not judged. */
export function heldAgainst(
  guards: Guards,
  machine: string,
  measured: Readonly<Record<string, number>>,
): { readonly text: string; readonly held: boolean } {
  let held = true;
  const lines = Object.entries(guards).map(([name, { figure, on }]) => {
    const now = measured[name];
    if (now === undefined) {
      held = false;
      return `Guard ${name}: RED, nothing was measured.`;
    }
    const change = now / figure - 1;
    const line = `Guard ${name}: ${now.toFixed(1)}, committed ${figure} (${change < 0 ? '' : '+'}${(change * 100).toFixed(1)} %)`;
    if (on !== undefined && on !== machine) return `${line}, not judged: the figure is of ${on}.`;
    // Not a number, where nothing was timed, is not compared.
    if (change <= margin) return `${line}, held.`;
    held = false;
    return `${line}, RED: make it cheaper, or change the figure in self-test/guards.json and say why.`;
  });
  return { text: `${lines.join('\n')}\n`, held };
}

/** Requests for each detected fault that the self-test prints, by party. */
export function requestsIn(output: string): Readonly<Record<string, number>> {
  const found = output.matchAll(/ conforming (\w+)s\), ([\d.]+) requests for each detected fault/g);
  return Object.fromEntries([...found].map(([, party, requests]) => [`requests for each detected fault of a ${party}`, Number(requests)]));
}

/** Seconds in what `times` of a shell prints: its own user and system time, then those of all child processes. */
export function secondsIn(times: string): number {
  return [...times.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, minutes, seconds]) => sum + 60 * Number(minutes) + Number(seconds), 0);
}

export function medianOf(numbers: readonly number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
