import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { chargeReaper, ownMark } from './charge.ts';
import { endTree, isWithin, markWithin, startedVariable } from './process-tree.ts';

/** A program of the reader that was started here. */
export interface Program {
  readonly child: ChildProcess;
  /** Ends it and everything that it started, at once. Called after its end, it ends what it left running. */
  end(): void;
}

export interface ProgramOptions {
  /** Its whole environment. */
  readonly environment: NodeJS.ProcessEnv;
  readonly folder?: string;
  /** What it leaves running when it ends by itself continues: a service that the reader wants. */
  readonly mayLeave?: true;
  readonly stdio: NonNullable<SpawnOptions['stdio']>;
}

/** How long output is read after an end, ms. */
const lastWordsMs = 500;

let number = 0;

/**
 * Starts a program in its own group. It ends when `end` is called, and when this process ends, in any way.
 *
 * @param command a shell command line, or a program and its arguments
 */
export function startProgram(command: string | readonly string[], { environment, folder, mayLeave, stdio }: ProgramOptions): Program {
  number += 1;
  const own = `${ownMark}.${number}`;
  const options: SpawnOptions = {
    stdio,
    detached: true,
    env: { ...environment, [startedVariable]: mayLeave ? undefined : markWithin(environment[startedVariable], own) },
    ...(folder === undefined ? {} : { cwd: folder }),
  };
  const [program = '', ...given] = typeof command === 'string' ? [] : command;
  const child = typeof command === 'string' ? spawn(command, { ...options, shell: true }) : spawn(program, given, options);
  const { pid } = child;
  if (pid === undefined) return { child, end: () => undefined };
  chargeReaper({ program: pid });
  let leaders = [pid];
  const forget = (): void => {
    if (leaders.length === 0) return;
    leaders = [];
    chargeReaper({ ended: pid });
  };
  // Its number is reused one day; until its end has been handled, it is not.
  child.once('exit', () => setImmediate(forget));
  return {
    child,
    end() {
      endTree(leaders, (marks) => isWithin(marks, (mark) => mark === own));
      forget();
      // Its last words are read. What has left its group and its environment may hold a pipe open for ever, and nobody waits for that.
      setTimeout(() => {
        for (const pipe of [child.stdout, child.stderr]) pipe?.destroy();
      }, lastWordsMs).unref();
    },
  };
}
