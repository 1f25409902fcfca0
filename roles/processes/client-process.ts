import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';
import { type JsonTree, member, parseJson, tree, writeJson } from '../../core/json.ts';
import { said } from '../../language/sentences.ts';
import type { ClientOutcome, Question } from '../client.ts';
import { startProgram } from './program.ts';

/** The version of docs/client-protocol.md. */
export const protocolVersion = 2;

/** What a client program says about itself. */
export interface ClientCapabilities {
  /** The version that it speaks; 1 where it names none. */
  readonly protocol: number;
  readonly operations: readonly string[];
  readonly retries: boolean;
  /** The shortest deadline that it can keep, ms; undefined where it can keep any. */
  readonly deadlineMs: number | undefined;
  /** Names the process, where an attached one says it. */
  readonly process: string | undefined;
}

/** A merchant's client as a program that speaks JSON lines; see docs/client-protocol.md. */
export interface ClientProcess {
  ask(question: Question): Promise<ClientOutcome>;
  /** Asks for its capabilities; a text says why it did not answer. */
  capabilities(): Promise<ClientCapabilities | string>;
  /** Whether it has not ended. */
  runs(): boolean;
  log(): string;
  /** Ends it and everything that it started, at once. */
  crash(): void;
  close(): Promise<void>;
}

/** How a client program is asked, wherever it was started. */
export interface AskingOptions {
  /** Infinity where it is waited for without end. */
  readonly deadlineMs: number;
  /** Monotonic or wall time, ms. */
  readonly now: () => number;
}

export interface ClientProcessOptions extends AskingOptions {
  /** A shell command line, as the reader wrote it. */
  readonly command: string;
  /** Its whole environment. */
  readonly environment: NodeJS.ProcessEnv;
  /** The folder in which it runs; ours by default. */
  readonly folder?: string;
}

/** The streams of a client program. */
interface Peer {
  readonly input: Writable;
  readonly output: Readable;
  readonly errors?: Readable;
  /** Ends it, or the connection to it, at once. */
  end(): void;
  /** Calls back, with the reason, when nothing more comes from it. */
  onceOver(over: (why: string) => void): void;
}

/** How much longer than its deadline a client is awaited, ms: a machine under load is slow to wake it. */
const graceMs = 5000;

/** A program that starts a virtual machine first may take this long for its first answer, ms. */
const startMs = 20_000;

/** How long a program may take to end by itself when its input has ended, ms. */
const endMs = 1000;

/** How long the last answers of a program that has ended may take to be read, ms. */
const drainMs = 300;

/** Longest answer, before the program counts as flooding, characters. */
const longestLine = 2_000_000;

/**
 * The most that a program may print in one session besides its answers before it counts as flooding, characters. All of it is kept: a key may be
 * anywhere (AUT-07).
 */
const longestLog = 20_000_000;

/** Readers of lines disagree on what ends one (U+2028 does for some), and on charsets: a question is ASCII, with the rest escaped. */
function ascii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Starts a client program. It is ended, with all that it started, by `close`, and when this process ends. */
export function startClientProcess({ command, environment, folder, ...asking }: ClientProcessOptions): ClientProcess {
  const program = startProgram(command, { environment, ...(folder === undefined ? {} : { folder }), stdio: ['pipe', 'pipe', 'pipe'] });
  // All of its streams are pipes.
  const { stdin, stdout, stderr } = program.child as ChildProcessWithoutNullStreams;
  const peer: Peer = {
    input: stdin,
    output: stdout,
    errors: stderr,
    end: () => program.end(),
    onceOver(over) {
      const ended = (code: number | null, signal: NodeJS.Signals | null): void => {
        stdout.destroy();
        stderr.destroy();
        over(said('ended-with', { ended: signal ?? said('exit-code', { code: String(code) }) }));
      };
      program.child.once('close', ended);
      program.child.once('exit', (code, signal) => {
        program.end();
        // A process out of reach that holds its output open is not waited for.
        setTimeout(() => ended(code, signal), drainMs);
      });
    },
  };
  const client = asked(peer, [], asking);
  program.child.once('error', (error) => client.gone(error.message));
  return client;
}

/**
 * A client program that the reader started and that connected to us. Closing ends its connection; ending the program is up to the reader.
 * @param variables what a program that is started here finds in its environment
 */
export function attachedClient(socket: Socket, variables: Readonly<Record<string, string>>, asking: AskingOptions): ClientProcess {
  const peer: Peer = {
    input: socket,
    output: socket,
    end: () => socket.destroy(),
    onceOver: (over) => void socket.once('close', () => over(said('connection-of-client-ended'))),
  };
  return asked(peer, [['environment', tree(variables)]], asking);
}

/** Asks the program behind two streams. @param first members of the first question beside its name */
function asked(
  { input, output, errors, end, onceOver }: Peer,
  first: readonly (readonly [string, JsonTree])[],
  { deadlineMs, now }: AskingOptions,
): ClientProcess & { gone(reason: string): void } {
  const waiting = new Map<string, (answer: JsonTree) => void>();
  const pending = new Set<(why: string) => void>();
  let why: string | undefined;
  let number = 0;
  let stray = 0;
  let rest: string[] = [];
  let restLength = 0;
  let log = '';
  let firstStray = '';

  const gone = (reason: string): void => {
    why ??= reason;
    for (const tell of pending) tell(why);
    pending.clear();
  };
  const stop = (reason: string): void => {
    if (why !== undefined) return;
    gone(reason);
    end();
  };
  const keep = (text: string): void => {
    log += text.slice(0, longestLog - log.length);
    if (log.length >= longestLog) stop(said('client-wrote-too-much', { longestLog: longestLog / 1e6 }));
  };
  const ended = new Promise<void>((resolve) => {
    onceOver((reason) => {
      gone(reason);
      resolve();
    });
  });
  input.on('error', () => undefined);
  errors?.setEncoding('utf8').on('data', (text: string) => {
    if (why === undefined) keep(text);
  });
  output.setEncoding('utf8').on('data', (chunk: string) => {
    if (why !== undefined) return;
    const lines = chunk.split('\n');
    const last = lines.pop() ?? '';
    for (const line of lines) {
      if (why !== undefined) return;
      rest.push(line);
      read(rest.join(''));
      rest = [];
    }
    rest.push(last);
    restLength = lines.length > 0 ? last.length : restLength + last.length;
    if (restLength > longestLine) stop(said('client-line-without-end'));
  });

  function read(line: string): void {
    const text = line.trim();
    if (text === '') return;
    const answer = text.startsWith('{') ? parseJson(text) : undefined;
    const id = answer && member(answer, 'id');
    const name = id?.kind === 'number' ? id.text : id?.kind === 'string' ? id.value : undefined;
    const take = name === undefined ? undefined : waiting.get(name);
    if (answer && take && name !== undefined) {
      waiting.delete(name);
      take(answer);
      return;
    }
    if (stray === 0) firstStray = text.slice(0, 60);
    keep(`${line}\n`);
    stray += 1;
  }

  /** Sends one line, and returns the line with its id. */
  function exchange(members: readonly (readonly [string, JsonTree])[], limitMs: number): Promise<JsonTree | string> {
    if (why !== undefined) return Promise.resolve(why);
    number += 1;
    const id = String(number);
    return new Promise((resolve) => {
      const done = (answer: JsonTree | string): void => {
        clearTimeout(timer);
        waiting.delete(id);
        pending.delete(done);
        resolve(answer);
      };
      const late = (): void => {
        if (stray === 0) done(said('no-answer-in-limit', { limitMs }));
        else if (stray === 1) done(said('no-answer-but-line', { limitMs, line: firstStray }));
        else done(said('no-answer-but-lines', { limitMs, stray, line: firstStray }));
      };
      const timer = Number.isFinite(limitMs) ? setTimeout(late, limitMs) : undefined;
      waiting.set(id, done);
      pending.add(done);
      input.write(`${ascii(writeJson({ kind: 'object', members: [['id', { kind: 'number', text: id }], ...members] }))}\n`);
    });
  }

  const text = (value: string): JsonTree => ({ kind: 'string', value });

  return {
    async capabilities() {
      // A program of version 1 reads `do`, and answers that it is one.
      const answer = await exchange(
        [['operation', text('capabilities')], ['do', text('capabilities')], ...first],
        Number.isFinite(deadlineMs) ? startMs : deadlineMs,
      );
      if (typeof answer === 'string') return answer;
      const result = member(answer, 'result');
      const operations = result && member(result, 'operations');
      const retries = result && member(result, 'retries');
      const protocol = result && member(result, 'protocol');
      const deadline = result && member(result, 'deadlineMs');
      const process = result && member(result, 'process');
      if (operations?.kind !== 'array') return said('client-capabilities-ill-formed');
      return {
        protocol: protocol?.kind === 'number' ? Number(protocol.text) : 1,
        operations: operations.items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])),
        retries: retries?.kind === 'boolean' && retries.value,
        deadlineMs: deadline?.kind === 'number' ? Number(deadline.text) : undefined,
        process: process?.kind === 'number' ? process.text : process?.kind === 'string' ? process.value : undefined,
      };
    },
    async ask({ operation, args, action, attempt }) {
      const began = now();
      const members: readonly (readonly [string, JsonTree])[] = [
        ['operation', text(operation)],
        ['args', args],
        ['action', text(action)],
        ['attempt', { kind: 'number', text: String(attempt) }],
      ];
      const answer = await exchange(members, deadlineMs + graceMs);
      const tookMs = now() - began;
      if (typeof answer === 'string') return { kind: why === undefined ? 'silent' : 'ended', why: answer, tookMs };
      const ok = member(answer, 'ok');
      const result = member(answer, 'result');
      const error = member(answer, 'error');
      if (ok?.kind === 'boolean' && ok.value && result) return { kind: 'ok', result, tookMs };
      if (ok?.kind === 'boolean' && !ok.value) return { kind: 'failed', error: error ? writeJson(error) : '', tookMs };
      return { kind: 'silent', why: said('client-answer-ill-formed'), tookMs };
    },
    runs: () => why === undefined,
    log: () => log,
    gone,
    crash: end,
    async close() {
      input.end();
      const timer = setTimeout(end, endMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
