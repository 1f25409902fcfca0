/**
 * One decision taken differently, under its own name: `{ parse: (conforming) => (text, call) => … }`. It gets the conforming decision, so it changes
 * the result in one case only.
 */
export type Override<D> = {
  readonly [K in keyof D]: { readonly [Name in K]: (conforming: D[K]) => D[K] };
}[keyof D];

/** The name of the one decision that is overridden. Throws where there is none, or more than one. */
export function overriddenBy<D>(override: Override<D>): keyof D & string {
  const [name, ...others] = Object.keys(override);
  if (name === undefined || others.length > 0)
    throw new RangeError(`An override names one decision; this one names ${[name, ...others].join(', ') || 'none'}.`);
  return name as keyof D & string;
}

/** A set of decisions with one overridden. */
export function overridden<D extends object>(conforming: D, override: Override<D>): D {
  const name = overriddenBy(override);
  const instead = new Map<string, (decision: unknown) => unknown>(Object.entries(override)).get(name);
  return { ...conforming, [name]: instead?.(conforming[name]) };
}
