/** Who is judged by a clause. */
export type Party = 'provider' | 'sender' | 'client' | 'receiver' | 'key-use' | 'egress';

/** How a miss counts: a `must` fails the gate, a `should` warns, an `observe` is recorded and never judged. */
export type Level = 'must' | 'should' | 'observe';

/** Why we may ask for it. A `must` needs seed, docs or derived; a silent or contradictory text is a `interpretation` and names its ambiguities. */
export type Basis =
  | { readonly kind: 'seed' | 'docs'; readonly sentence: string }
  | { readonly kind: 'derived'; readonly sentence: string; readonly argument: string }
  | { readonly kind: 'interpretation'; readonly ambiguities: readonly `C${number}`[]; readonly sentence?: string };

/** One normative statement. Its id is stable for ever: clauses are added, never renumbered. */
export interface Clause {
  readonly id: string;
  readonly party: Party;
  readonly level: Level;
  readonly basis: Basis;
}
