import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { reaperVariable } from './process-tree.ts';

/** What the reaper is charged with for the time after this process, and what it is relieved of. */
export type Charge =
  | { readonly program: number }
  | { readonly ended: number }
  | { readonly folder: string }
  | { readonly removed: string }
  /** This process is killed where it has not ended by then. */
  | { readonly endsWithinMs: number };

/** Names this process among all that start programs: process ids come again, so that the moment of its start stands beside it. */
export const ownMark = `${process.pid}-${Math.round(performance.timeOrigin)}`;

const reaperFile = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './reaper.ts' : './reaper.js', import.meta.url));

let reaper: ChildProcess | undefined;

/**
 * Charges the process that ends our programs and removes our folders when this one has ended, in whatever way (`kill -9`). It leads a session of its own, so
 * that no signal to our group reaches it.
 */
export function chargeReaper(charge: Charge): void {
  if (!reaper) {
    reaper = spawn(process.execPath, [reaperFile, ownMark, String(process.pid)], {
      stdio: ['pipe', 'ignore', 'ignore'],
      detached: true,
      env: { [reaperVariable]: ownMark },
    });
    reaper.unref();
    reaper.on('error', () => undefined);
    reaper.stdin?.on('error', () => undefined);
    // A pipe of a child is a socket, by its type no more than a stream.
    if (reaper.stdin instanceof Socket) reaper.stdin.unref();
  }
  reaper.stdin?.write(`${JSON.stringify(charge)}\n`);
}
