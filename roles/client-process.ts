import { type ChildProcess, spawn } from 'node:child_process';
import { type JsonTree, member, parseJson, writeJson } from '../core/json.ts';
import type { Question, Told } from './client.ts';
import { environmentWith } from './targets.ts';

/** What a client program says of itself. */
export interface ClientCapabilities {
  readonly operations: readonly string[];
  readonly retries: boolean;
}

/** A merchant's client as a program that speaks JSON lines; see docs/client-protocol.md. */
export interface ClientProcess {
  ask(question: Question): Promise<Told>;
  /** Asks what it can do; a text says why it did not tell. */
  capabilities(): Promise<ClientCapabilities | string>;
  log(): string;
  close(): Promise<void>;
}

export interface ClientProcessOptions {
  /** A shell command line, as the reader wrote it. */
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly deadlineMs: number;
  /** Monotonic or wall time, ms. */
  readonly now: () => number;
}

/** How much longer than its deadline a client is waited for, ms: a machine under load is slow to wake it. */
const graceMs = 2000;

/** A program that starts a virtual machine first may take this long for its first answer, ms. */
const startMs = 20_000;

/** How long a program may take to end by itself when its input has ended, ms. */
const endMs = 1000;

/** How long the last answers of a program that has ended may take to be read, ms. */
const drainMs = 300;

/** Longest answer, and most lines that are no answer, before the program counts as flooding. */
const longestLine = 2_000_000;
const mostStrayLines = 2000;

/** Most of a log that is kept, characters. */
const longestLog = 1_000_000;

const running = new Set<ChildProcess>();

/** The program's children end with it: it is a process group of its own. */
function kill(child: ChildProcess): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group has ended already.
  }
}

process.on('exit', () => {
  for (const child of running) kill(child);
});

/** Readers of lines disagree on what ends one (U+2028 does for some), and on charsets: a question is ASCII, with the rest escaped. */
function ascii(json: string): string {
  return json.replace(/[\u007f-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Starts a client program. It is ended, with all that it started, by `close`, and when this process ends. */
export function startClientProcess({ command, environment, deadlineMs, now }: ClientProcessOptions): ClientProcess {
  const child = spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'pipe'], detached: true, env: environmentWith(environment) });
  running.add(child);
  const waiting = new Map<string, (answer: JsonTree) => void>();
  const bereaved = new Set<(why: string) => void>();
  let why: string | undefined;
  let number = 0;
  let stray = 0;
  let rest = '';
  let log = '';

  const gone = (reason: string): void => {
    why ??= reason;
    for (const tell of bereaved) tell(why);
    bereaved.clear();
  };
  const stop = (reason: string): void => {
    gone(reason);
    kill(child);
  };
  const keep = (text: string): void => {
    if (log.length < longestLog) log += text.slice(0, longestLog - log.length);
  };
  const ended = new Promise<void>((resolve) => {
    const over = (code: number | null, signal: NodeJS.Signals | null): void => {
      running.delete(child);
      // What it started and left behind goes too, and whoever holds its output open is not waited for.
      kill(child);
      child.stdout.destroy();
      child.stderr.destroy();
      gone(`it ended with ${signal ?? `exit code ${code}`}`);
      resolve();
    };
    child.once('close', over);
    child.once('exit', (code, signal) => setTimeout(() => over(code, signal), drainMs));
  });
  child.once('error', (error) => gone(error.message));
  child.stdin.on('error', () => undefined);
  child.stderr.setEncoding('utf8').on('data', keep);
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    if (why !== undefined) return;
    rest += chunk;
    const lines = rest.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) read(line);
    if (rest.length > longestLine) stop('it printed a line without end');
  });

  function read(line: string): void {
    if (line.trim() === '') return;
    const answer = parseJson(line.trim());
    const id = answer && member(answer, 'id');
    const name = id?.kind === 'number' ? id.text : id?.kind === 'string' ? id.value : undefined;
    const take = name === undefined ? undefined : waiting.get(name);
    if (answer && take && name !== undefined) {
      waiting.delete(name);
      take(answer);
      return;
    }
    keep(`${line}\n`);
    stray += 1;
    if (stray > mostStrayLines) stop(`it printed more than ${mostStrayLines} lines that are no answers`);
  }

  /** One line out, and the line back that has its id. */
  function exchange(members: readonly (readonly [string, JsonTree])[], limitMs: number): Promise<JsonTree | string> {
    if (why !== undefined) return Promise.resolve(why);
    number += 1;
    const id = String(number);
    return new Promise((resolve) => {
      const done = (answer: JsonTree | string): void => {
        clearTimeout(timer);
        waiting.delete(id);
        bereaved.delete(done);
        resolve(answer);
      };
      const shown = () => (stray > 0 ? `, and ${stray} lines that are none` : '');
      const timer = setTimeout(() => done(`no answer within ${limitMs} ms${shown()}`), limitMs);
      waiting.set(id, done);
      bereaved.add(done);
      child.stdin.write(`${ascii(writeJson({ kind: 'object', members: [['id', { kind: 'number', text: id }], ...members] }))}\n`);
    });
  }

  const text = (value: string): JsonTree => ({ kind: 'string', value });

  return {
    async capabilities() {
      const answer = await exchange([['do', text('capabilities')]], startMs);
      if (typeof answer === 'string') return answer;
      const result = member(answer, 'result');
      const operations = result && member(result, 'operations');
      const retries = result && member(result, 'retries');
      if (operations?.kind !== 'array') return 'its answer to capabilities has no list result.operations';
      return {
        operations: operations.items.flatMap((item) => (item.kind === 'string' ? [item.value] : [])),
        retries: retries?.kind === 'boolean' && retries.value,
      };
    },
    async ask({ operation, args, action, attempt }) {
      const began = now();
      const members: readonly (readonly [string, JsonTree])[] = [
        ['do', text(operation)],
        ['args', args],
        ['operation', text(action)],
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
      return { kind: 'silent', why: 'its answer has neither ok and result nor ok: false and error', tookMs };
    },
    log: () => log,
    async close() {
      child.stdin.end();
      const timer = setTimeout(() => kill(child), endMs);
      await ended;
      clearTimeout(timer);
    },
  };
}
