/** What an operation of a contract can be; a contract has a trait when one of its operations has it. The text says what a contract without it lacks. */
export const traits = {
  signed: 'no operation is signed',
  bearer: 'no operation takes a Bearer key',
  basic: 'no operation takes HTTP Basic',
  dated: 'no operation carries a date',
  idempotent: 'no operation takes an idempotency key',
  creates: 'no operation creates anything',
  lists: 'no operation lists anything',
} as const;

export type Trait = keyof typeof traits;
