import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { keyNames, maskedLogin, purposes } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { fingerprint, type Secrets } from '../../core/redaction/redaction.ts';
import type { TargetFacts } from '../../reports/report.ts';
import type { Scheme } from '../../specs/types/scheme.ts';

/** Bytes; a runtime such as Node is larger, and says nothing about the program that it runs. */
const largestProgram = 64 * 1024 * 1024;

/**
 * The command that starts a party, keys masked, and the digests of the files that it names.
 *
 * @param command a shell command, or a program and its arguments
 * @param folder to which its paths are relative
 */
export function programOf(
  command: string | readonly string[],
  folder: string,
  { redactText }: Pick<Secrets, 'redactText'>,
): Pick<TargetFacts, 'command' | 'program'> {
  const words = typeof command === 'string' ? wordsOf(command) : command;
  const program = words.flatMap((file) => {
    const sha256 = digestOf(resolve(folder, file));
    return sha256 === undefined ? [] : [{ file: redactText(file), sha256 }];
  });
  return { command: redactText(typeof command === 'string' ? command : command.join(' ')), ...(program.length === 0 ? {} : { program }) };
}

/** The words of a shell command, split by its quotes; what a shell would expand is left as it is. */
function wordsOf(command: string): readonly string[] {
  return [...command.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)].map(([, double, single, bare]) => double ?? single ?? bare ?? '');
}

/** SHA-256 of a file's bytes as hex; undefined where there is not such a file, or one that is too large. */
function digestOf(file: string): string | undefined {
  try {
    const found = statSync(file);
    if (!found.isFile() || found.size > largestProgram) return undefined;
    return createHash('sha256').update(readFileSync(file)).digest('hex');
  } catch {
    return undefined;
  }
}

/** The keys that were used, identified by their fingerprints; what is unknown or empty is left out. */
export function keysOf(scheme: Scheme, sets: readonly Partial<Credentials>[]): Pick<TargetFacts, 'keys'> {
  const names = keyNames(scheme);
  const keys = sets.flatMap((set) =>
    purposes.flatMap((name) => {
      const value = set[name] ?? '';
      if (value === '') return [];
      const known = { role: names[name], fingerprint: fingerprint(value) };
      return [name === 'apiKey' ? { login: maskedLogin(value, known.fingerprint), ...known } : known];
    }),
  );
  return keys.length === 0 ? {} : { keys };
}
