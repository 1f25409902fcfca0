import { type ChildProcessByStdio, execFileSync, spawn, spawnSync } from 'node:child_process';
import type { Readable, Writable } from 'node:stream';
import { basicEnvironment } from '../config/environment.ts';

/**
 * Settings of a repository may name programs that git runs. Our calls of git need none of them, and the repository may be a stranger's. The reader's
 * own `safe.directory` decides whose repositories git reads.
 */
const runsNothing = [
  '--no-pager',
  // A replaced object would not be searched.
  '--no-replace-objects',
  ...[
    'core.fsmonitor=false',
    'core.hooksPath=/dev/null',
    'core.attributesFile=/dev/null',
    'diff.external=',
    'log.showSignature=false',
    'protocol.allow=never',
    'safe.bareRepository=explicit',
  ].flatMap((setting) => ['-c', setting]),
];

function environment(): NodeJS.ProcessEnv {
  // Objects that a partial clone lacks are not fetched over any transport: a transport may be a command of the repository.
  return { ...basicEnvironment(), GIT_NO_LAZY_FETCH: '1', GIT_ALLOW_PROTOCOL: 'none', GIT_OPTIONAL_LOCKS: '0', GIT_TERMINAL_PROMPT: '0' };
}

/**
 * What git prints.
 * @throws Error where git fails or is not there
 */
export function git(folder: string, ...args: readonly string[]): string {
  return execFileSync('git', [...runsNothing, '-C', folder, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    stdio: ['ignore', 'pipe', 'ignore'],
    env: environment(),
  });
}

/** Git as a process with open input and output. */
export function startGit(folder: string, ...args: readonly string[]): ChildProcessByStdio<Writable, Readable, null> {
  return spawn('git', [...runsNothing, '-C', folder, ...args], { stdio: ['pipe', 'pipe', 'ignore'], env: environment() });
}

/** Whether git is on this machine. */
export function isGitHere(): boolean {
  return spawnSync('git', ['--version'], { stdio: 'ignore', env: environment() }).error === undefined;
}
