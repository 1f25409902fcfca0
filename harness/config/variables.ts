import type { Secret } from '../../core/redaction/redaction.ts';
import { said } from '../../language/sentences.ts';
import { ConfigurationError } from './configuration-error.ts';
import type { Path, Place } from './member-path.ts';
import { isOpen, isSecret } from './secret-members.ts';

const variable = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/** Shorter texts cannot be masked: they occur in every document by chance. */
export const shortestSecret = 4;

/** The value of a variable of the environment, recorded as a secret or not; undefined where it is not set. */
export type Environment = (name: string, isSecret: boolean) => string | undefined;

/**
 * Fills in the values of the environment, and keeps those that must not be shown.
 *
 * @param unsent the role of the key that is never sent: it may have any characters
 */
export function fill(value: unknown, path: Path, environment: Environment, place: Place, found: Secret[], unsent: string): unknown {
  if (Array.isArray(value)) return value.map((item, index) => fill(item, [...path, index], environment, place, found, unsent));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, fill(member, [...path, name], environment, place, found, unsent)]),
    );
  }
  if (typeof value !== 'string') return value;
  if (value.replace(variable, '').includes('${')) {
    throw new ConfigurationError('variable-ill-formed', { path: place(path), open: '\u0024{', form: '\u0024{NAME}' });
  }
  return value.replace(variable, (_, name: string) => {
    const set = environment(name, isSecret(path) || !isOpen(path));
    if (set === undefined) throw new ConfigurationError('variable-not-set', { name, path: place(path) });
    if (isSecret(path)) mustServeAsKey(name, set, path, place, unsent);
    else if (!isOpen(path) && set.length >= shortestSecret && !/^https?:\/\/[^@]*$/.test(set)) found.push({ role: name, value: set });
    return set;
  });
}

/** A key with a newline or quotes around it comes from the way in which the variable was set, and every call would fail because of it. */
function mustServeAsKey(name: string, value: string, path: Path, place: Place, unsent: string): void {
  const of = said('variable-asked-for', { name, path: place(path) });
  if (value.length < shortestSecret) throw new ConfigurationError('key-too-short', { of, shortestSecret });
  if (value.trim() !== value) throw new ConfigurationError('key-with-blank', { of });
  if (/^(["']).*\1$/.test(value)) throw new ConfigurationError('key-in-quotes', { of });
  const isKey = /^(?:merchant|secondMerchant|secondEnvironment|sender|receiver|keyUse)$/.test(String(path[0]));
  if (isKey && ![unsent, 'password'].includes(String(path.at(-1))) && !/^[\u0021-\u007e]+$/.test(value))
    throw new ConfigurationError('key-beyond-ascii', { of });
}
