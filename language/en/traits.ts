import type { Trait } from '../../specs/traits.ts';

/** Why a clause is not asked where the contract has no operation of a trait. */
export const traits: Readonly<Record<Trait, string>> = {
  signed: 'The contract has no trait `signed`: no operation is signed.',
  bearer: 'The contract has no trait `bearer`: no operation takes a Bearer key.',
  basic: 'The contract has no trait `basic`: no operation takes HTTP Basic.',
  dated: 'The contract has no trait `dated`: no operation carries a date.',
  idempotent: 'The contract has no trait `idempotent`: no operation takes an idempotency key.',
  creates: 'The contract has no trait `creates`: no operation creates anything.',
  reverses: 'The contract has no trait `reverses`: nothing that is created can be reversed.',
  lists: 'The contract has no trait `lists`: no operation lists anything.',
};
