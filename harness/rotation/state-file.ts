import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { readBack } from '../../schemas/read-back.ts';
import schema from '../../schemas/rotation-state.schema.json' with { type: 'json' };
import type { RotationState } from '../../specs/types/rotation-state.ts';
import { UsageError } from '../runner/usage.ts';

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

/**
 * The state of a rotation that was begun; undefined where there is none yet.
 * @throws UsageError for a file that cannot be read or holds something else
 */
export function readState(file: string): RotationState | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return undefined;
    throw new UsageError('rotation-state-unreadable', { file, why: code ?? 'unreadable' });
  }
  try {
    return readBack<RotationState>(file, JSON.parse(text), schema);
  } catch (error) {
    throw new UsageError('rotation-state-unreadable', { file, why: error instanceof SyntaxError ? 'it is not JSON' : String(error) });
  }
}

/**
 * Stores the state, readable by its owner only: it is written to a temporary file and renamed once it is on disk, so that a kill leaves the old state
 * or the new one.
 *
 * @throws UsageError where it cannot be written
 */
export function writeState(file: string, state: RotationState): void {
  const aside = `${file}.${process.pid}.tmp`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    const descriptor = openSync(aside, 'w', 0o600);
    try {
      writeSync(descriptor, `${JSON.stringify(state, undefined, 2)}\n`);
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
    renameSync(aside, file);
  } catch (error) {
    throw new UsageError('rotation-state-unwritable', { file, code: codeOf(error) ?? 'unwritable' });
  }
}
