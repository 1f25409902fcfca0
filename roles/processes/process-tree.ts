import { readdirSync, readFileSync } from 'node:fs';

/** The variable that marks a program of the reader and everything that it starts, in any session or group. */
export const startedVariable = 'COUNTERSIGN_STARTED';

/** The variable that only a reaper has. It is not ended: it ends by itself when its work is done. */
export const reaperVariable = 'COUNTERSIGN_REAPER';

/** The marks of a process that a marked process started are joined in one value. */
const separator = '/';

/** The mark for what a marked process starts, or an unmarked one. */
export function markWithin(outer: string | undefined, own: string): string {
  return outer === undefined || outer === '' ? own : `${outer}${separator}${own}`;
}

/** Whether one of the marks in a value is such a mark. */
export function isWithin(marks: string, such: (mark: string) => boolean): boolean {
  return marks.split(separator).some(such);
}

/** What is known about a process from /proc/<pid>/stat, and the environment with which it was started. */
interface Known {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
  readonly environment: string;
}

/** Rounds until none is left: a process may have started others before it ended. */
const mostRounds = 10;

/**
 * Ends programs and everything that they started, at once. Where the system shows its processes (Linux), that is each process that descends from a
 * program, is in its group or session, or has its mark; elsewhere it is the group.
 *
 * @param leaders process ids of the programs, each of which leads its own group
 * @param marked whether a value of `startedVariable` is a mark of one of them
 */
export function endTree(leaders: Iterable<number>, marked: (mark: string) => boolean): void {
  const roots = new Set(leaders);
  // To find all of them takes some ms, in which none goes on with its work.
  for (const root of roots) signal(-root, 'SIGSTOP');
  for (let round = 0; round < mostRounds; round += 1) {
    const found = descendants(roots, marked);
    for (const root of roots) signal(-root, 'SIGKILL');
    for (const pid of found) signal(pid, 'SIGKILL');
    if (found.length === 0) return;
  }
}

function signal(pid: number, name: 'SIGSTOP' | 'SIGKILL'): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}

/** Which of the programs and their descendants are alive. */
function descendants(roots: ReadonlySet<number>, marked: (mark: string) => boolean): readonly number[] {
  const all = processes().filter(({ environment }) => valueIn(environment, reaperVariable) === undefined);
  const found = new Set<number>();
  for (const { pid, group, session, environment } of all) {
    const mark = valueIn(environment, startedVariable);
    if (roots.has(pid) || roots.has(group) || roots.has(session) || (mark !== undefined && marked(mark))) found.add(pid);
  }
  // A process that removed the mark is a child of one that has it, until that one ends.
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const { pid, parent } of all) if (found.has(parent)) found.add(pid);
  }
  found.delete(process.pid);
  return [...found];
}

function processes(): readonly Known[] {
  let names: readonly string[];
  try {
    names = readdirSync('/proc');
  } catch {
    return [];
  }
  return names.flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    // The name of a program is in parentheses and may contain anything: the numbers follow the last of them.
    const [state, ...numbers] = read(`/proc/${name}/stat`)
      .replace(/^.*\)\s/s, '')
      .split(' ');
    const [parent = 0, group = 0, session = 0] = numbers.map(Number);
    // One that has ended, but that its parent has not reaped yet.
    if (state === undefined || state === '' || state === 'Z' || state === 'X') return [];
    return [{ pid: Number(name), parent, group, session, environment: read(`/proc/${name}/environ`) }];
  });
}

function valueIn(environment: string, variable: string): string | undefined {
  return new RegExp(`(?:^|\\0)${variable}=([^\\0]*)`).exec(environment)?.[1];
}

/** The text of a system file; empty where the process has ended or belongs to another user. */
function read(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
