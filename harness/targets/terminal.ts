import { openSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { ReadStream, WriteStream } from 'node:tty';
import { said } from '../../language/sentences.ts';
import { readBack } from '../../schemas/read-back.ts';
import schema from '../../schemas/terminal-answer.schema.json' with { type: 'json' };
import type { TerminalAnswer } from '../../specs/types/terminal-answer.ts';
import { environmentValue } from '../config/environment.ts';

/** Asks a person, and returns the answer without its line end. Rejects where there is none. */
type Asking = (question: string) => Promise<string>;

const noTerminal = said('no-terminal');

/** The variable that names the socket of the process that has the terminal. */
const terminalVariable = 'COUNTERSIGN_TERMINAL';

let before: Promise<unknown> = Promise.resolve();

/**
 * Asks the person at the terminal, whatever this process's own input and output are. One question at a time. A process in a session of its own has no
 * terminal: it asks through the one that started it. Rejects without a terminal.
 */
export function askAtTerminal(question: string): Promise<string> {
  const socket = environmentValue(terminalVariable);
  const asked = before.then(() => (socket === undefined ? once(question) : askOver(socket, question)));
  before = asked.catch(() => undefined);
  return asked;
}

/**
 * Asks questions for processes without a terminal, until it is closed.
 *
 * @param folder a folder of our own, for the socket
 */
export async function serveTerminal(
  folder: string,
  ask: Asking = askAtTerminal,
): Promise<{ readonly environment: Readonly<Record<string, string>>; close(): void }> {
  const path = process.platform === 'win32' ? `\\\\.\\pipe\\countersign-terminal-${process.pid}` : join(folder, 'terminal');
  const server = createServer({ allowHalfOpen: true }, async (socket) => {
    socket.on('error', () => undefined);
    const said: TerminalAnswer = await text(socket)
      .then(ask)
      .then(
        (answer) => ({ answer }),
        (error: unknown) => ({ why: error instanceof Error ? error.message : noTerminal }),
      );
    socket.end(JSON.stringify(said));
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(path, listening);
  });
  server.unref();
  return { environment: { [terminalVariable]: path }, close: () => void server.close() };
}

/** Asks through the process that has the terminal. */
async function askOver(path: string, question: string): Promise<string> {
  const socket = connect({ path, allowHalfOpen: true });
  socket.end(question);
  // Nothing comes from a process that is gone.
  const { answer, why } = readBack<TerminalAnswer>('The answer of the terminal', JSON.parse((await text(socket)) || '{}'), schema);
  if (answer === undefined) throw new Error(why ?? noTerminal);
  return answer;
}

async function once(question: string): Promise<string> {
  const name = process.platform === 'win32' ? '\\\\.\\CON' : '/dev/tty';
  let input: ReadStream;
  let output: WriteStream;
  try {
    input = new ReadStream(openSync(name, 'r+'));
    output = new WriteStream(openSync(name, 'r+'));
  } catch {
    throw new Error(noTerminal);
  }
  // The terminal edits the line, and turns Ctrl-C into an interrupt.
  const lines = createInterface({ input, output, terminal: false });
  try {
    return await lines.question(`\n${question} > `);
  } finally {
    lines.close();
    input.destroy();
    output.destroy();
  }
}
