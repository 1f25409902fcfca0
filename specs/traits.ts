/** What an operation of a contract can be; a contract has a trait when one of its operations has it. */
export const traits = ['signed', 'bearer', 'basic', 'dated', 'idempotent', 'creates', 'reverses', 'lists'] as const;

export type Trait = (typeof traits)[number];

/** How a call of an operation is authenticated. */
export type Authentication = 'signed' | 'bearer' | 'basic' | 'none';

/** What the traits of an operation say about it; a signed operation is signed, whatever else it accepts. */
export function authenticationOf(own: readonly Trait[]): Authentication {
  return (['signed', 'bearer', 'basic'] as const).find((way) => own.includes(way)) ?? 'none';
}

/** Whether a need of a clause test is a trait of the contract, and not a capability of the target. */
export function isTrait(need: string): need is Trait {
  return traits.some((trait) => trait === need);
}
