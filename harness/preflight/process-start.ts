import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basicEnvironment } from '../config/environment.ts';

/** When a process started, by its system; undefined where there is none with that id. */
export function startOf(pid: number): string | undefined {
  try {
    // The 22nd field; the second may hold blanks and ends in a parenthesis.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\)\s/s, '')
      .split(' ');
    return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
  } catch {
    // No /proc: another system.
  }
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EPERM')) return undefined;
  }
  try {
    return (
      execFileSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
        env: basicEnvironment(),
      }).trim() || undefined
    );
  } catch {
    // It is known to live, but not when it started.
    return 'unknown';
  }
}

/**
 * Whether the process with that id and that start still runs. Where the start is unknown, it counts as the same process: to interrupt its work is
 * worse than to wait.
 */
export function stillRuns(pid: number, started: string): boolean {
  const now = startOf(pid);
  return now !== undefined && (now === started || now === 'unknown' || started === 'unknown');
}
