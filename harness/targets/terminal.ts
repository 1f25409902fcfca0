import { openSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { ReadStream, WriteStream } from 'node:tty';

let before: Promise<unknown> = Promise.resolve();

/**
 * Asks the person at the terminal, whatever this process's own input and output are: a worker has neither. One question at a time.
 * Rejects without a terminal.
 */
export function askAtTerminal(question: string): Promise<string> {
  const asked = before.then(() => once(question));
  before = asked.catch(() => undefined);
  return asked;
}

async function once(question: string): Promise<string> {
  const name = process.platform === 'win32' ? '\\\\.\\CON' : '/dev/tty';
  let input: ReadStream;
  let output: WriteStream;
  try {
    input = new ReadStream(openSync(name, 'r+'));
    output = new WriteStream(openSync(name, 'r+'));
  } catch {
    throw new Error('no terminal is attached');
  }
  const lines = createInterface({ input, output });
  try {
    return await lines.question(`\n${question} > `);
  } finally {
    lines.close();
    input.destroy();
    output.destroy();
  }
}
