import { readFileSync } from 'node:fs';
import { environmentValue, environmentWith } from '../config/environment.ts';

/** What one run asks of the workers that judge it. A file holds it, and that file holds no secret: its path is the one variable that is handed on. */
export interface RunFile {
  /** Names the run and its report. */
  readonly id: string;
  readonly startedAt: number;
  readonly version: string;
  readonly seed: number;
  readonly scale: number;
  readonly path?: string;
  /** Clauses to ask; all where none are named. */
  readonly clauses?: readonly string[];
  /** A regular expression over clause ids, operation ids and titles. */
  readonly grep?: string;
  readonly profile: string;
  /** What is judged by, as the report names it. */
  readonly contract: { readonly title: string; readonly version: string; readonly digest: string };
  /** The party that is judged. */
  readonly role: 'provider' | 'receiver' | 'sender' | 'client';
  /** The shell command that runs the client, where one is judged that is not our reference. */
  readonly client?: string;
  /** The folder that it runs in. */
  readonly folder?: string;
  /** Folders and URLs that no key may stand in. */
  readonly sources?: readonly string[];
  /** Path of the configuration of a target that is not the embedded mock; who needs it reads it, with the environment's secrets. */
  readonly config?: string;
  /** Hosts of production that may be read from. */
  readonly production?: readonly string[];
  /** File in which it is kept what the run sent and made at such a target. */
  readonly journal?: string;
  /** When the run has to end, ms since the epoch. */
  readonly until?: number;
  /** Clauses that the plan leaves out. */
  readonly excluded?: readonly { readonly clause: string; readonly owner: string; readonly reason: string }[];
  readonly timeLimitMs: number;
  /** Where reports go. */
  readonly reports: string;
  /** Options that a repeat of one clause needs beside clause, seed and path. */
  readonly options: readonly string[];
  /**
   * Where this is one party of several: its section is told, and the decision is that of all together. `live` stands on the terminal while it runs; of one
   * that is told when it has ended, a terminal gets what is not green (`brief`), a log gets all (`whole`).
   */
  readonly section?: 'live' | 'brief' | 'whole';
}

/** The variable that names the run file. */
const runFileVariable = 'COUNTERSIGN_RUN';

/**
 * The run that this process works for.
 * @throws Error when it was started by hand, without a run file
 */
export function readRunFile(): RunFile {
  const path = environmentValue(runFileVariable);
  if (path === undefined) {
    throw new Error(`${runFileVariable} names no run file: start the suites with \`countersign certify\` or \`countersign run\`.`);
  }
  return JSON.parse(readFileSync(path, 'utf8')) as RunFile;
}

/**
 * The environment of a process that works for the run of that file: ours, and the path of the file.
 * @param compiled the folder where Node keeps what it has compiled, where the reader names none
 */
export function environmentOf(runFile: string, compiled: string): Readonly<Record<string, string | undefined>> {
  return { NODE_COMPILE_CACHE: compiled, ...environmentWith({ [runFileVariable]: runFile }) };
}
