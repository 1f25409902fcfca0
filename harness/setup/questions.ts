import { createInterface, type Interface } from 'node:readline';
import { UsageError } from '../runner/usage.ts';

/** Asks a person at a terminal. Without a terminal, every answer is the default. */
export class Questions {
  readonly #terminal: Interface | undefined;
  // Lines that were typed ahead wait for their question.
  readonly #lines: AsyncIterator<string> | undefined;

  constructor() {
    const isTerminal = process.stdin.isTTY && process.stdout.isTTY;
    // The terminal itself edits the line: what readline draws would be shown as text (guardOutput).
    this.#terminal = isTerminal ? createInterface({ input: process.stdin, terminal: false }) : undefined;
    this.#lines = this.#terminal?.[Symbol.asyncIterator]();
  }

  /**
   * @param usual the answer where the person says nothing, or nobody is there
   * @throws UsageError where the person leaves
   */
  async text(question: string, usual = ''): Promise<string> {
    if (!this.#lines) return usual;
    process.stdout.write(`${question}${usual === '' ? '' : ` [${usual}]`}: `);
    const { done, value } = await this.#lines.next();
    if (done) {
      process.stdout.write('\n');
      throw new UsageError('questions-left');
    }
    return value.trim() === '' ? usual : value.trim();
  }

  /** No where the person says nothing, or nobody is there. */
  async yes(question: string): Promise<boolean> {
    return /^y/i.test(await this.text(`${question} (y/N)`));
  }

  close(): void {
    this.#terminal?.close();
  }
}

/** An answer, or undefined where it is empty. */
export function some(answer: string): string | undefined {
  return answer === '' ? undefined : answer;
}
