import { readFileSync } from 'node:fs';
import type { Contract } from '../../schemas/contract.ts';
import { contractFrom } from '../../schemas/contracts.ts';
import { readBack } from '../../schemas/read-back.ts';
import schema from '../../schemas/run-file.schema.json' with { type: 'json' };
import type { Party, RunFile } from '../../specs/types/run-file.ts';
import { environmentValue, wholeEnvironment } from '../config/environment.ts';

/** The parties that a run can judge, in the order in which they are reported. `playwright.config.ts` has a project for each. */
export const roles = ['provider', 'client', 'receiver', 'sender', 'key-use'] as const;

export type Role = (typeof roles)[number];

/** What a run asks of one party. */
export type PartyRun = Party;

/** The variable that names the run file. */
const runFileVariable = 'COUNTERSIGN_RUN';

/** @throws Error when this process was started by hand */
export function runFilePath(): string {
  const path = environmentValue(runFileVariable);
  if (path !== undefined) return path;
  throw new Error(`${runFileVariable} names no run file: start the suites with \`npx countersign certify\` or \`npx countersign run\`.`);
}

/**
 * The run that this process works for.
 * @throws Error when it was started by hand, without a run file, or with a file that is not one
 */
export function readRunFile(): RunFile {
  const path = runFilePath();
  return readBack(`The run file ${path}`, JSON.parse(readFileSync(path, 'utf8')), schema);
}

/** The contract of a run, whose folder is named in reports as the reader named it. */
export function contractOfRun({ contractId, contract }: Pick<RunFile, 'contractId' | 'contract'>): Contract {
  return contractFrom(contractId, contract.source);
}

/**
 * The environment of a process that works for the run of that file: ours, and the path of the file.
 * @param compiled the folder where Node keeps what it has compiled, where the reader names none
 */
export function environmentOf(runFile: string, compiled: string): Readonly<Record<string, string | undefined>> {
  return { NODE_COMPILE_CACHE: compiled, ...wholeEnvironment({ [runFileVariable]: runFile }) };
}
