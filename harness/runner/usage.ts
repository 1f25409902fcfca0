import { InvalidArgumentError } from 'commander';
import { ReaderError } from '../../language/reader-error.ts';
import type { SayingId } from '../../language/sentences.ts';
import { said } from '../../language/sentences.ts';

/** Exit code where nothing was judged: a wrong command line, configuration, or our own fault. */
export const nothingJudged = 3;

/** Input of the reader that cannot be used. The message names it and the next step; no stack is printed. */
export class UsageError<Id extends SayingId = SayingId> extends ReaderError<Id> {}

/** The reader's input, as a message repeats it: unchanged, because a secret in another spelling could not be masked; the empty text in quotes. */
export function quoted(text: string): string {
  return text === '' ? "''" : text;
}

/** A text that is not empty. Where a shell variable was meant and is not set, an option comes with an empty text. */
export function something(name: string, what: string): (text: string) => string {
  return (text) => {
    if (text.trim() === '') throw new InvalidArgumentError(said('option-empty', { name, what }));
    return text;
  };
}

/** A whole number within bounds, from an option. */
export function wholeNumber(name: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(said('no-whole-number', { name, least, most, text: quoted(text) }));
    }
    return value;
  };
}
