import { type ChildProcess, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { Charge } from '../../specs/types/charge.ts';
import { reaperVariable } from './process-tree.ts';

/** Identifies this process among all that start programs: process ids are reused, so the moment of its start is added. */
export const ownMark = `${process.pid}-${Math.round(performance.timeOrigin)}`;

const reaperFile = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './reaper.ts' : './reaper.js', import.meta.url));

let reaper: ChildProcess | undefined;

/**
 * Starts the reaper, which ends our programs and removes our folders when this process has ended, in any way (`kill -9`). It has its own session, so
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
    // A pipe of a child is a socket, although its type is only a stream.
    if (reaper.stdin instanceof Socket) reaper.stdin.unref();
  }
  reaper.stdin?.write(`${JSON.stringify(charge)}\n`);
}
