import type { Credentials } from '../../core/contract/ledger.ts';
import type { Secret } from '../../core/redaction/redaction.ts';
import { environmentValue } from '../config/environment.ts';
import { searchedKeys } from '../secret-scan/leaks.ts';
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

/**
 * The keys of the environment that are set.
 * @throws UsageError as `keyFrom` does
 */
export function environmentKeys(): Partial<Credentials> {
  const [apiKey, apiSignature, readOnlyKey] = ['API_KEY', 'API_SIGNATURE', 'READ_ONLY_KEY'].map(keyFrom);
  return {
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(apiSignature === undefined ? {} : { apiSignature }),
    ...(readOnlyKey === undefined ? {} : { readOnlyKey }),
  };
}

/** Shorter keys cannot be told from other text. */
const shortest = 8;

/**
 * The keys to look for in what a merchant publishes: those of a configuration, or those of the environment.
 * @throws UsageError where there are none, or one is so short that every document holds it by chance
 */
export function keysToFind(config?: string): readonly Secret[] {
  for (const name of ['API_KEY', 'API_SIGNATURE', 'READ_ONLY_KEY']) keyFrom(name);
  const known = searchedKeys(config);
  if (known.length === 0) throw new UsageError('There is nothing to look for: set API_SIGNATURE, READ_ONLY_KEY or API_KEY.');
  const short = known.find(({ value }) => value.length < shortest);
  if (short) throw new UsageError(`The ${short.role} has fewer than ${shortest} characters: check where it is set.`);
  return known;
}
