import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { endTree, startedVariable } from './process-tree.ts';

/** A program of the reader's own that was started here. */
export interface Program {
  readonly child: ChildProcess;
  /** Ends it with everything that it started, at once. Called when it has ended, it ends what it left behind. */
  end(): void;
}

export interface ProgramOptions {
  /** Its whole environment. */
  readonly environment: NodeJS.ProcessEnv;
  readonly folder?: string;
  readonly stdio: NonNullable<SpawnOptions['stdio']>;
}

const reaperFile = fileURLToPath(new URL(import.meta.url.endsWith('.ts') ? './reaper.ts' : './reaper.js', import.meta.url));

/** Names this process among all that start programs: process ids come again, so that the moment of its start stands beside it. */
const mark = `${process.pid}-${Math.round(performance.timeOrigin)}`;

let reaper: ChildProcess | undefined;
let number = 0;

/** The process that ends our programs when this one can not any more (`kill -9`). It leads a session of its own, so that no interrupt of a terminal reaches it. */
function tell(line: number): void {
  if (!reaper) {
    reaper = spawn(process.execPath, [reaperFile, mark], { stdio: ['pipe', 'ignore', 'ignore'], detached: true, env: {} });
    reaper.unref();
    reaper.on('error', () => undefined);
    reaper.stdin?.on('error', () => undefined);
    // A pipe of a child is a socket, by its type no more than a stream.
    if (reaper.stdin instanceof Socket) reaper.stdin.unref();
  }
  reaper.stdin?.write(`${line}\n`);
}

/**
 * Starts a program in a group of its own. It ends when `end` is called, and when this process ends, in whatever way.
 * @param command a shell command line, or a program and its arguments
 */
export function startProgram(command: string | readonly string[], { environment, folder, stdio }: ProgramOptions): Program {
  number += 1;
  const own = `${mark}.${number}`;
  const options: SpawnOptions = {
    stdio,
    detached: true,
    env: { ...environment, [startedVariable]: own },
    ...(folder === undefined ? {} : { cwd: folder }),
  };
  const [program = '', ...given] = typeof command === 'string' ? [] : command;
  const child = typeof command === 'string' ? spawn(command, { ...options, shell: true }) : spawn(program, given, options);
  const { pid } = child;
  if (pid === undefined) return { child, end: () => undefined };
  tell(pid);
  let leaders = [pid];
  const forget = (): void => {
    if (leaders.length === 0) return;
    leaders = [];
    tell(-pid);
  };
  // Its number is another's one day; until its end has been handled, it is nobody's.
  child.once('exit', () => setImmediate(forget));
  return {
    child,
    end() {
      endTree(leaders, (one) => one === own);
      forget();
    },
  };
}
