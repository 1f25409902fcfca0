import { said } from '../language/sentences.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';

/** How one clause is judged in exchanges that were only watched. Each stream adds what it asks a rule. */
export interface Rule<Context> {
  readonly clause: ClauseId;
  /** What has to happen for the clause to be judged: a report says it where nothing was. */
  readonly missing: string | ((context: Context) => string);
  /** What has to be seen at least once for a pass, each with the note where it was not. */
  readonly parts?: Readonly<Record<string, string>>;
}

const variables = { apiKey: 'API_KEY', apiSignature: 'API_SIGNATURE' } as const;

type KeyName = keyof typeof variables;

export interface Keyed {
  readonly law: { readonly credentials: Readonly<Partial<Record<KeyName, string>>> };
}

/** The note of a rule that needs keys: which variables to set where one is not known, else what has to happen. */
export function needing(keys: readonly KeyName[], missing: string): (context: Keyed) => string {
  const names = keys.map((key) => variables[key]).join(' and ');
  return ({ law: { credentials } }) => (keys.every((key) => credentials[key] !== undefined) ? missing : said('key-not-known', { names }));
}
