import { readFileSync } from 'node:fs';
import { said } from '../../language/sentences.ts';
import type { CountersignYaml } from '../../specs/types/configuration.ts';
import { formComplaint } from './complaint.ts';
import { ConfigurationError } from './configuration-error.ts';
import { parsed } from './document.ts';

/**
 * What a configuration says of the nightly run.
 * @throws ConfigurationError for a file that cannot be read, or whose form is wrong
 */
export function nightlyIn(file: string): NonNullable<CountersignYaml['nightly']> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    throw new ConfigurationError('configuration-unreadable', { file, code, hint: said('hint-init') });
  }
  const { value, place } = parsed(text);
  const complaint = formComplaint(value, place);
  if (complaint !== undefined) throw new ConfigurationError('configuration-wrong', { what: `${file}: ${complaint}` });
  return (value as CountersignYaml).nightly ?? {};
}
