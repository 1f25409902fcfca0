import { mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { said } from '../../language/sentences.ts';
import schema from '../../schemas/rotation-state.schema.json' with { type: 'json' };
import { compile } from '../../schemas/validate.ts';
import type { RotationState } from '../../specs/types/rotation-state.ts';
import { UsageError } from '../runner/usage.ts';
import { writeWhole } from '../whole-file.ts';

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
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UsageError('rotation-state-unreadable', { file, why: said('it-is-no-json') });
  }
  const [wrong] = compile(schema)(value);
  if (wrong !== undefined) throw new UsageError('rotation-state-unreadable', { file, why: `${wrong.pointer || '/'} ${wrong.message}` });
  // The schema has just been checked, and the type is made from it.
  return value as RotationState;
}

/**
 * Stores the state, readable by its owner only.
 * @throws UsageError where it cannot be written
 */
export function writeState(file: string, state: RotationState): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, `${JSON.stringify(state, undefined, 2)}\n`, 0o600);
  } catch (error) {
    throw new UsageError('rotation-state-unwritable', { file, code: codeOf(error) ?? 'unwritable' });
  }
}
