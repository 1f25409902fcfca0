import { readFileSync } from 'node:fs';

/**
 * Detects that the process that started this one has ended, in any way. Between the two may be others that only pass a command on (`npx`, `npm run`,
 * `sh -c`): if one of them is killed, this process is left over, and nobody knows that it holds a port.
 */

/** A process, and the one that started it. */
interface Link {
  readonly pid: number;
  readonly parent: number;
}

/** Time between two checks, ms. */
const everyMs = 500;

/** Processes that pass a command on, by their command line: a package manager, or a shell that runs one command. */
const passesOn =
  /^(?:npm|npx|yarn|pnpm|bunx?) |(?:^|[ /])(?:npm|npx|yarn|pnpm|bunx?)(?:-cli)?(?:\.c?js)?(?: |$)|^\S*\b(?:ba|da|z|k)?sh -\w*c /;

/** @returns the wanted numbers of /proc/<pid>/stat; undefined where the system does not show them */
function statOf(pid: number): { readonly parent: number; readonly session: number } | undefined {
  try {
    // The name of a program is in parentheses and may contain anything: the numbers follow the last of them.
    const [, parent = 0, , session = 0] = readFileSync(`/proc/${pid}/stat`, 'latin1')
      .replace(/^.*\)\s/s, '')
      .split(' ')
      .map(Number);
    return { parent, session };
  } catch {
    return undefined;
  }
}

function commandLineOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/**
 * The links from this process to the one that started it. A process of another session, or the first process of the system, started it on purpose to
 * stay (`setsid`, a service): nothing links to it.
 */
function linksToStarter(): readonly Link[] {
  const own = statOf(process.pid);
  if (own === undefined) return process.ppid > 1 ? [{ pid: process.pid, parent: process.ppid }] : [];
  const links: Link[] = [];
  for (let pid = process.pid; ; ) {
    const { parent } = statOf(pid) ?? { parent: 0 };
    if (parent <= 1 || statOf(parent)?.session !== own.session) return links;
    links.push({ pid, parent });
    if (!passesOn.test(commandLineOf(parent))) return links;
    pid = parent;
  }
}

/** A process gets another parent when its own ends, also where that was not yet reaped. */
function isBroken({ pid, parent }: Link): boolean {
  return (pid === process.pid ? process.ppid : statOf(pid)?.parent) !== parent;
}

/** Calls once when the process that started this one, or one between them, has ended. Keeps nothing alive. */
export function whenStarterEnds(ended: () => void): void {
  const links = linksToStarter();
  if (links.length === 0) return;
  const timer = setInterval(() => {
    if (!links.some(isBroken)) return;
    clearInterval(timer);
    ended();
  }, everyMs);
  timer.unref();
}
