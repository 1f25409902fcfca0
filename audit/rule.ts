import { keyRule } from '../core/contract/credentials.ts';
import { said } from '../language/sentences.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { Trait } from '../specs/traits.ts';
import type { Scheme } from '../specs/types/scheme.ts';

/** How one clause is judged in watched exchanges. Each stream adds its own functions. */
export interface Rule<Context> {
  readonly clause: ClauseId;
  /** The traits without which the contract has nothing that the clause could be judged by. */
  readonly needs?: readonly Trait[];
  /** What has to happen for the clause to be judged. A report says it where nothing was judged. */
  readonly missing: string | ((context: Context) => string);
  /** What has to be seen at least once for a pass, each with the note where it was not. */
  readonly parts?: Readonly<Record<string, string>>;
}

type KeyName = 'apiKey' | 'apiSignature';

export interface Keyed {
  readonly law: { readonly contract: { readonly scheme: Scheme }; readonly credentials: Readonly<Partial<Record<KeyName, string>>> };
}

/** The note of a rule that needs keys: which variables to set where one is unknown, else what has to happen. */
export function needing(keys: readonly KeyName[], missing: string): (context: Keyed) => string {
  return ({ law: { contract, credentials } }) => {
    const own = keys.filter((key) => keyRule(contract.scheme, key) !== undefined);
    if (own.every((key) => credentials[key] !== undefined)) return missing;
    return said('key-not-known', { names: own.flatMap((key) => keyRule(contract.scheme, key)?.variable ?? []).join(' and ') });
  };
}
