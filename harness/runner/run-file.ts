import { readFileSync } from 'node:fs';
import { environmentValue, environmentWith } from '../config/environment.ts';

/** The parties that a run can judge, in the order in which they are reported. `playwright.config.ts` has a project for each. */
export const roles = ['provider', 'client', 'receiver', 'sender'] as const;

export type Role = (typeof roles)[number];

/** What a run asks of one party. */
export interface PartyRun {
  readonly role: Role;
  /** Cases as a multiple of each property's own number. */
  readonly scale: number;
  /** Longest time for one clause test, ms. */
  readonly timeLimitMs: number;
  /** Options that a repeat of one clause needs beside clause, seed and path. */
  readonly options: readonly string[];
  /** Path of the configuration of a target that is not ours; who needs it reads it, with the environment's secrets. */
  readonly config?: string;
  /** Hosts of production that may be read from. */
  readonly production?: readonly string[];
  /** File that records what the run sent to such a target and made there. */
  readonly journal?: string;
  /** When the run has to end, ms since the epoch. */
  readonly until?: number;
  /** Clauses that the plan leaves out. */
  readonly excluded?: readonly { readonly clause: string; readonly owner: string; readonly reason: string }[];
  /** The shell command that runs the client, where one is judged that is not our reference. */
  readonly client?: string;
  /** The folder that it runs in. */
  readonly folder?: string;
  /** Folders and URLs that no key may stand in. */
  readonly sources?: readonly string[];
}

/** What one run asks of its workers and its reporter. A file holds it, and that file holds no secret: its path is the one variable that is handed on. */
export interface RunFile {
  /** Names the run and its report. */
  readonly id: string;
  readonly startedAt: number;
  readonly version: string;
  /** What is judged by, as the report names it. */
  readonly contract: { readonly title: string; readonly version: string; readonly digest: string };
  readonly profile: string;
  readonly seed: number;
  readonly path?: string;
  /** Clauses to ask; all where none are named. */
  readonly clauses?: readonly string[];
  /** A regular expression over clause ids, operation ids and titles. */
  readonly grep?: string;
  /** Where reports go. */
  readonly reports: string;
  /** Who is judged, in the order of `roles`. */
  readonly parties: readonly PartyRun[];
  /** False where a party that was asked for could not be opened: its report is missing, so the run certifies nothing. */
  readonly complete: boolean;
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
