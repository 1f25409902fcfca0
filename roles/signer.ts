import { said } from '../language/sentences.ts';
import { startProgram } from './processes/program.ts';

/** A question to a signer: header values as text of printable ASCII, bytes in base64, so that no value needs an escape in JSON. */
export interface SignerQuestion {
  readonly id: string;
  readonly xDate: string;
  readonly xLogin: string;
  /** The id of the message, where the scheme signs one. */
  readonly messageId?: string;
  /** Method and target of the request, where the scheme signs them. */
  readonly method?: string;
  readonly target?: string;
  readonly apiSignatureBase64: string;
  readonly bodyBase64: string;
}

/** Its answers by id; undefined where it gave no answer that can be read. */
export interface SignerAnswers {
  readonly authorizations: ReadonlyMap<string, string>;
  /** Lines of its standard output that are not answers, unchanged; at most a few. */
  readonly unread: readonly string[];
  /** How it ended, where that was not by itself with code 0. */
  readonly ended: string | undefined;
}

/** More output than all answers together could be: a program that prints without end. */
const mostOutputBytes = 1_000_000;

/**
 * Runs a merchant's own signer: one question a line on its standard input, one answer a line on its standard output, `{"id":"V1","authorization":"D24
 * …"}`, in any order.
 *
 * @param command a shell command line, as the reader wrote it
 * @param environment its whole environment
 * @param deadlineMs after it the program is ended, with everything that it started
 */
export function askSigner(
  command: string,
  environment: NodeJS.ProcessEnv,
  questions: readonly SignerQuestion[],
  deadlineMs: number,
): Promise<SignerAnswers> {
  return new Promise((resolve) => {
    const { child, end } = startProgram(command, { environment, stdio: ['pipe', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    let size = 0;
    let stopped: string | undefined;
    const stop = (why: string): void => {
      stopped ??= why;
      end();
    };
    const timer = setTimeout(() => stop(said('signer-too-slow', { deadlineMs: deadlineMs / 1000 })), deadlineMs);
    child.stdout?.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > mostOutputBytes) stop(said('signer-printed-without-end'));
      else chunks.push(chunk);
    });
    // A signer that ends early closes its input: its answers until then count.
    child.stdin?.on('error', () => undefined);
    child.on('error', (error) => {
      stopped ??= error.message;
    });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      const ended =
        stopped ?? (code === 0 ? undefined : said('ended-with', { ended: signal ?? said('exit-code', { code: String(code) }) }));
      resolve({ ...readAnswers(Buffer.concat(chunks).toString('utf8')), ended });
    });
    child.stdin?.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
  });
}

function readAnswers(output: string): Pick<SignerAnswers, 'authorizations' | 'unread'> {
  const authorizations = new Map<string, string>();
  const unread: string[] = [];
  for (const line of output.split('\n').filter((text) => text.trim() !== '')) {
    const answer = readAnswer(line);
    if (answer) authorizations.set(answer.id, answer.authorization);
    else if (unread.length < 3) unread.push(line);
  }
  return { authorizations, unread };
}

function readAnswer(line: string): { readonly id: string; readonly authorization: string } | undefined {
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || !('id' in value) || !('authorization' in value)) return undefined;
    const { id, authorization } = value;
    return typeof id === 'string' && typeof authorization === 'string' ? { id, authorization } : undefined;
  } catch {
    return undefined;
  }
}
