/** One decision replaced in an otherwise conforming counterpart. `instead` gets the conforming decision, so that it departs from it in one case only. */
export type Replacement<D> = {
  readonly [K in keyof D]: { readonly decision: K; readonly instead: (conforming: D[K], all: D) => D[K] };
}[keyof D];

/** A set of decisions with one replaced. */
export function replaced<D extends object>(conforming: D, replacement: Replacement<D>): D {
  return { ...conforming, [replacement.decision]: replacement.instead(conforming[replacement.decision], conforming) };
}
