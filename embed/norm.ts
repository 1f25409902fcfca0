import { fromRoles, keyRole } from '../core/contract/credentials.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import { requestLineOf } from '../core/contract/scheme.ts';
import { scheme } from '../specs/contracts/deposits-v3/scheme.ts';
import type { Interpretations } from '../specs/types/ambiguities.ts';
import type { Scheme } from '../specs/types/scheme.ts';

/** How a message is signed where no contract is given: as the Deposits API has it, in the norm profile. `norm.test.ts` compares. */
export const norm = {
  contract: scheme,
  scheme: 'D24',
  owners: ['onekey', 'OneKey', 'd24', 'deposits'],
  C26: 'request-rule',
} as const satisfies Pick<Interpretations, 'C26'> & {
  readonly contract: Scheme;
  readonly scheme: string;
  /** What its keys are filed under in stores of secrets. */
  readonly owners: readonly string[];
};

/** Which contract a function of this room works by. */
export interface ByContract {
  /** How the contract signs, from `schemeFrom`: the Deposits API where it is not given. */
  readonly contract?: Scheme;
  /** The scheme word of the profile, without its space: `D24` where no contract is given. */
  readonly scheme?: string;
}

/** Keys by their roles in the scheme.yaml of a contract. */
export type KeysByRole = Readonly<Record<string, string>>;

/** The keys by what they do: those given by role, else those by the names of the Deposits API. */
export function purposesIn(by: Scheme, keys: KeysByRole | undefined, named: Partial<Credentials>): Partial<Credentials> {
  return keys === undefined ? named : fromRoles(by, keys);
}

/** What a variable that is not set becomes on its way. */
const unset = /^\s*(?:undefined|null|\[object Object\])?\s*$/;

/**
 * A variable that is not set must not become a key.
 * @throws TypeError that names it, as the caller has to give it
 */
export function mustBeSet(by: Scheme, keys: KeysByRole | undefined, set: Partial<Credentials>, of: readonly (keyof Credentials)[]): void {
  for (const purpose of of) {
    const value: unknown = set[purpose];
    if (typeof value === 'string' && !unset.test(value)) continue;
    const name = keys === undefined ? purpose : `keys.${keyRole(by, purpose)}`;
    throw new TypeError(`${name} is not set: give the text of the merchant panel.`);
  }
}

/**
 * Method and target of a request for its message: any where the contract does not sign them.
 * @throws TypeError where it does, and they are not given
 */
export function lineIn(
  by: Scheme,
  given: { readonly method?: string | undefined; readonly target?: string | undefined },
): {
  readonly method: string;
  readonly target: string;
} {
  const signed = requestLineOf(by);
  for (const part of ['method', 'target'] as const)
    if (signed[part] && (given[part] ?? '') === '') throw new TypeError(`${part} is not set: the message of this contract has it.`);
  return { method: given.method ?? 'POST', target: given.target ?? '/' };
}

/**
 * The scheme and the word to work by.
 * @throws TypeError where the contract signs nothing, or puts a word before the hash and none is given
 */
export function chosen({ contract, scheme }: ByContract): { readonly by: Scheme; readonly scheme: string } {
  const by = contract ?? norm.contract;
  const word = scheme ?? (contract === undefined || contract === norm.contract ? norm.scheme : '');
  if (by.signature === undefined) throw new TypeError('The contract signs nothing: its scheme.yaml has no signature.');
  if (word === '' && by.signature.template.includes('{scheme}')) {
    throw new TypeError(`scheme is not set: ${by.signature.header} is \`${by.signature.template}\` in this contract.`);
  }
  return { by, scheme: word };
}
