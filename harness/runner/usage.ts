import { InvalidArgumentError } from 'commander';

/** Exit code where nothing was judged: a wrong command line, configuration, or our own fault. */
export const nothingJudged = 3;

/** What the reader set cannot be used. The message names it and the next move; no stack is printed. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** What the reader set, as a message repeats it: as it is, since a secret in another spelling could not be masked any more; the empty text in quotes. */
export function quoted(text: string): string {
  return text === '' ? "''" : text;
}

/** A text that says something. Where a shell variable was meant and is not set, an option comes with an empty text. */
export function something(name: string, what: string): (text: string) => string {
  return (text) => {
    if (text.trim() === '') throw new InvalidArgumentError(`${name} is empty: give ${what}, or leave the option out.`);
    return text;
  };
}

/** A whole number within bounds, from an option. */
export function wholeNumber(name: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (!/^-?\d+$/.test(text) || value < least || value > most) {
      throw new InvalidArgumentError(`${name} is a whole number from ${least} to ${most}, not ${quoted(text)}.`);
    }
    return value;
  };
}
