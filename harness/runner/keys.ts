import { keyRule } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { hasEncoding } from '../../core/contract/scheme.ts';
import type { Secret } from '../../core/redaction/redaction.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { environmentValue } from '../config/environment.ts';
import { searchedKeys } from '../secret-scan/leaks.ts';
import { UsageError } from './usage.ts';

/**
 * A key from the environment, or undefined where none is set. All but the key of the signature are sent in a header field: it takes printable ASCII,
 * and a blank would end a token.
 *
 * @param scheme how the contract uses the variable; another secret, such as a token, has none
 * @throws UsageError when a call with it could never be accepted; the message names the variable, not its value
 */
export function keyFrom(name: string, scheme?: Scheme): string | undefined {
  const value = environmentValue(name);
  if (value === undefined) return undefined;
  const signature = Object.values(scheme?.keys ?? {}).some(({ carrier, variable }) => carrier === 'signature' && variable === name)
    ? scheme?.signature
    : undefined;
  if (signature === undefined && !/^[\u0021-\u007e]+$/.test(value)) {
    throw new UsageError('variable-beyond-ascii', { name });
  }
  if (/^\s|\s$|^(["']).*\1$/s.test(value)) {
    throw new UsageError('variable-in-quotes', { name });
  }
  if (signature !== undefined && !hasEncoding(signature, value))
    throw new UsageError('variable-of-other-encoding', { name, ...signature.key });
  return value;
}

/** The variable for a key of a contract; undefined where the contract has no such key. */
export function variableOf(scheme: Scheme, of: keyof Credentials): string | undefined {
  return keyRule(scheme, of)?.variable;
}

/**
 * A key of a contract from the environment.
 * @throws UsageError as `keyFrom` does, and where the contract has such a key and its variable is not set
 */
export function neededKey(scheme: Scheme, of: keyof Credentials): string | undefined {
  const rule = keyRule(scheme, of);
  if (rule === undefined) return undefined;
  const value = keyFrom(rule.variable, scheme);
  if (value === undefined) throw new UsageError('key-variable-not-set', { variable: rule.variable, name: rule.name });
  return value;
}

/**
 * The keys of the environment that are set.
 * @throws UsageError as `keyFrom` does
 */
export function environmentKeys(scheme: Scheme): Partial<Credentials> {
  const given = (of: keyof Credentials): string | undefined => {
    const variable = variableOf(scheme, of);
    return variable === undefined ? undefined : keyFrom(variable, scheme);
  };
  const [apiKey, apiSignature, readOnlyKey] = [given('apiKey'), given('apiSignature'), given('readOnlyKey')];
  return {
    ...(apiKey === undefined ? {} : { apiKey }),
    ...(apiSignature === undefined ? {} : { apiSignature }),
    ...(readOnlyKey === undefined ? {} : { readOnlyKey }),
  };
}

/** Shorter keys cannot be distinguished from other text. */
const shortest = 8;

/**
 * The keys to look for in what a merchant publishes: those of a configuration, or those of the environment.
 *
 * @throws UsageError where there are none, or one is so short that every document contains it by chance
 */
export function keysToFind(contract: Contract, config?: string): readonly Secret[] {
  const variables = Object.values(contract.scheme.keys).map(({ variable }) => variable);
  for (const name of variables) keyFrom(name);
  const names = Object.values(contract.scheme.keys).flatMap(({ name, secret }) => (secret ? [] : [name]));
  // A short name of an account is in many texts, and shows nothing.
  const known = searchedKeys(contract, config).filter(({ role, value }) => value.length >= shortest || !names.includes(role));
  if (known.length === 0) throw new UsageError('no-keys-to-look-for', { variables: variables.join(', ') });
  const short = known.find(({ value }) => value.length < shortest);
  if (short) throw new UsageError('key-too-short-to-look-for', { role: short.role, shortest });
  return known;
}
