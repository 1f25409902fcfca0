import { environmentValue } from '../roles/targets.ts';
import { UsageError } from './usage.ts';

/** All keys but the API Signature travel in a header field: it takes printable ASCII, and a blank would end a token. */
const staysHome = 'API_SIGNATURE';

/**
 * A key from the environment, or undefined where none is set.
 * @throws UsageError when a call with it could never be accepted; the message names the variable, not its value
 */
export function keyFrom(name: string): string | undefined {
  const value = environmentValue(name);
  if (value === undefined) return undefined;
  if (!name.endsWith(staysHome) && !/^[\u0021-\u007e]+$/.test(value)) {
    throw new UsageError(`${name} holds a character that no header takes: look for a space, a newline or a letter beyond ASCII.`);
  }
  if (/^\s|\s$|^(["']).*\1$/s.test(value)) {
    throw new UsageError(
      `${name} stands in quotes, or has a blank or a newline at an end, which would be part of the key: take that away.`,
    );
  }
  return value;
}
