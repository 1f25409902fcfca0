/** A command of a part, and the program that it needs. */
export interface Step {
  readonly command: readonly string[];
  readonly needs?: string;
}

/** What `npm test` leaves out because it takes too long, in parts of about ten minutes on two quiet cores. */
export interface LongPart {
  readonly name: string;
  readonly steps: readonly Step[];
}

const countersign = (...args: readonly string[]): Step => ({ command: ['node', 'cli/countersign.ts', ...args] });

/** A part cut in slices, each of which takes at most ten minutes. They are counted from 1. */
function inSlices(name: string, slices: number, step: (slice: number) => Step): readonly LongPart[] {
  return Array.from({ length: slices }, (_, index) => ({ name: `${name}-${index + 1}-of-${slices}`, steps: [step(index + 1)] }));
}

/**
 * @param day whole days since 1970-01-01, which are the other seed
 * @param longTests files that hold tests named `… (long)`
 * @param keeps whether a part that keeps more than its counts writes it
 * @param mutants how many mutants are drawn: 50 take about ten minutes
 */
export function longParts(day: number, longTests: readonly string[], keeps = false, mutants = 200): readonly LongPart[] {
  const seed = String(day);
  return [
    { name: 'tests', steps: [{ command: ['node', '--test', '--test-concurrency=2', '--test-name-pattern=\\(long\\)$', ...longTests] }] },
    {
      name: 'references',
      steps: [
        countersign('certify', '--config', 'references/receiver.yaml'),
        { ...countersign('certify', '--client', 'python3 references/client.py'), needs: 'python3' },
      ],
    },
    {
      name: 'another-seed',
      steps: ['provider', 'receiver', 'sender', 'client', 'key-use', 'impostor'].map((role) =>
        countersign('self-test', '--role', role, '--seed', seed),
      ),
    },
    // The most varied party with 30 seeds, new ones each day.
    ...[0, 1, 2].map((slice) => ({
      name: `seeds-${slice + 1}-of-3`,
      steps: Array.from({ length: 10 }, (_, at) => countersign('self-test', '--seed', String(day + 10 * slice + at))),
    })),
    { name: 'recipes-full', steps: [countersign('self-test', '--recipes', 'full')] },
    { name: 'recipes-none', steps: [countersign('self-test', '--recipes', 'none')] },
    ...inSlices('served', 24, (slice) => countersign('self-test', '--recipes', 'full', '--served', '--slice', `${slice}/24`)),
    { name: 'ten-runs', steps: [countersign('certify', '--role', 'provider', '--runs', '10')] },
    { name: 'invariants', steps: [{ command: ['node', 'self-test/invariants.ts'] }] },
    { name: 'bench', steps: [{ command: ['node', 'self-test/bench.ts'] }] },
    { name: 'hours', steps: [{ command: ['node', '--test', 'self-test/hours.ts'] }] },
    {
      name: 'mutants',
      steps: [{ command: ['node', 'self-test/mutants.ts', '--seed', seed, '--count', String(mutants), ...(keeps ? ['--write'] : [])] }],
    },
    // 10,000 in all: a complete search of one takes a quarter of a second.
    ...inSlices('random-hashes', 5, (slice) => ({
      command: ['node', 'self-test/random-hashes.ts', '--seed', `${seed} ${slice}`, '--count', '2000'],
    })),
  ];
}

/** The one part of a day; each has its turn. */
export function partOfDay(parts: readonly LongPart[], day: number): LongPart | undefined {
  return parts[day % parts.length];
}

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const sum = (matches: Iterable<readonly string[]>): number => [...matches].reduce((total, [, count = '0']) => total + Number(count), 0);

/**
 * The counts in the output of a command: tests of `node --test`, clauses of a certifying run, faults of the self-test. A failed command without a
 * count is one failure, and a command without a count is one test.
 */
export function countsOf(output: string, code: number): Counts {
  const passed =
    sum(output.matchAll(/^ℹ pass (\d+)$/gm)) +
    sum(output.matchAll(/^ +\d+ clauses?: (\d+) passed/gm)) +
    sum(output.matchAll(/^mutants: (\d+) of/gm)) +
    sum(output.matchAll(/detection [\d.]+ % \((\d+) of \d+ faults\)/g));
  const counted = sum(output.matchAll(/^ℹ (?:fail|cancelled) (\d+)$/gm)) + sum(output.matchAll(/^ +\d+ clauses?: .*?(\d+) failed/gm));
  const skipped = sum(output.matchAll(/^ℹ skipped (\d+)$/gm));
  const failed = code === 0 ? counted : Math.max(counted, 1);
  return passed + failed + skipped === 0 ? { passed: 1, failed, skipped } : { passed, failed, skipped };
}
