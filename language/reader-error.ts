import { type SayingId, said, type Values } from './sentences.ts';

/**
 * Input of the reader that cannot be used. It has the id and the values of a sentence that says what is wrong and the next step; no stack is printed.
 */
export class ReaderError<Id extends SayingId = SayingId> extends Error {
  readonly id: Id;
  readonly values: Values<Id>;

  constructor(id: Id, ...values: Values<Id>) {
    super(said(id, ...values));
    this.name = new.target.name;
    this.id = id;
    this.values = values;
  }
}
