import type { ClientRequest } from 'node:http';
import { type Dispatcher, errors } from 'undici';
import { contentOf, mostValues } from '../../core/content.ts';
import { type Answer, type HeaderLine, noBody, type WireRequest, type WireResponse } from '../../core/exchange.ts';
import { Gathering } from '../../core/gathering.ts';
import { said } from '../../language/sentences.ts';

export function headerLines(raw: readonly (string | Buffer)[]): HeaderLine[] {
  const text = raw.map((part) => (typeof part === 'string' ? part : part.toString('latin1')));
  return text.flatMap((name, index) => (index % 2 === 0 ? [[name, text[index + 1] ?? ''] as const] : []));
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && error.code !== undefined ? String(error.code) : '';
}

/** Why no answer came. The detail is the system's code, never the request's text. */
export function noAnswer(error: unknown): Answer & { readonly kind: 'none' } {
  const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
  const code = codeOf(error) || codeOf(cause);
  const detail = code || (error instanceof Error ? error.name : 'unknown error');
  if (
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError ||
    code === 'ETIMEDOUT' ||
    code === 'UND_ERR_CONNECT_TIMEOUT'
  ) {
    return { kind: 'none', reason: 'timeout', detail };
  }
  if (code === 'ECONNREFUSED') return { kind: 'none', reason: 'refused', detail };
  if (code === 'ECONNRESET' || code === 'EPIPE') return { kind: 'none', reason: 'reset', detail };
  if (code === 'HPE_HEADER_OVERFLOW' || code === 'UND_ERR_HEADERS_OVERFLOW')
    return { kind: 'none', reason: 'too-large', detail: said('header-lines-longer') };
  // The parser of `fetch` is another copy, so its errors are recognised by their name.
  if (code.startsWith('HPE_') || (cause instanceof Error && cause.name === errors.HTTPParserError.name))
    return { kind: 'none', reason: 'malformed', detail: code || errors.HTTPParserError.name };
  if (/^(ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/.test(code)) return { kind: 'none', reason: 'tls', detail };
  return { kind: 'none', reason: 'closed', detail };
}

/** The progress of one exchange, for the description of an answer that is not complete. */
interface Progress {
  /** Interim answers (1xx). */
  interim: number;
  /** The final answer has begun. */
  begun: boolean;
}

/** An answer that was missing or incomplete at its deadline. */
function late({ interim, begun }: Progress, deadlineMs: number): Answer {
  const seconds = deadlineMs / 1000;
  if (begun) return { kind: 'none', reason: 'unfinished', detail: said('answer-unfinished', { seconds }) };
  if (interim > 0) return { kind: 'none', reason: 'unfinished', detail: said('interim-answers-only', { seconds, count: interim }) };
  return { kind: 'none', reason: 'timeout', detail: said('no-answer-within', { seconds }) };
}

/** A complete answer, if its content is not too large: content that expands without limit is not from a working provider. */
function measured(response: WireResponse, most: number): Answer {
  const { kind } = contentOf(response, most);
  if (kind === 'too-large') return tooLarge('content-larger', most);
  if (kind !== 'too-many-values') return { kind: 'response', response };
  return { kind: 'none', reason: 'too-large', detail: said('content-of-more-values', { values: mostValues(most) }) };
}

function tooLarge(how: 'answer-larger' | 'content-larger', bytes: number): Answer {
  return { kind: 'none', reason: 'too-large', detail: said(how, { bytes }) };
}

/** How long a whole exchange may take, ms, and how much of an answer is read, bytes. */
export interface AnswerLimits {
  readonly deadlineMs: number;
  readonly answerBytes: number;
}

/** The answer to a request of Node's own client, however it ends. */
export function answerTo(outgoing: ClientRequest, { deadlineMs, answerBytes }: AnswerLimits): Promise<Answer> {
  return new Promise((resolve) => {
    const progress: Progress = { interim: 0, begun: false };
    const done = (came: Answer): void => {
      clearTimeout(timer);
      resolve(came);
      if (came.kind === 'none') outgoing.destroy();
    };
    const timer = setTimeout(() => done(late(progress, deadlineMs)), deadlineMs);
    outgoing.on('information', () => {
      progress.interim += 1;
    });
    outgoing.on('error', (error) => done(noAnswer(error)));
    // In whatever other way it ends without an answer, such as by another protocol.
    outgoing.on('close', () => done(noAnswer(new Error('closed'))));
    outgoing.on('response', (response) => {
      progress.begun = true;
      const gathered = new Gathering(answerBytes);
      response.on('data', (piece: Buffer) => {
        if (!gathered.add(piece)) done(tooLarge('answer-larger', answerBytes));
      });
      response.on('error', (error) => done(noAnswer(error)));
      response.on('end', () => {
        const body = gathered.whole();
        if (body) done(measured({ status: response.statusCode ?? 0, headers: headerLines(response.rawHeaders), body }, answerBytes));
      });
    });
  });
}

/** The answer to a request of undici's client. */
export async function answerFrom(
  dispatcher: Dispatcher,
  base: string,
  request: WireRequest,
  { deadlineMs, answerBytes }: AnswerLimits,
  options: Pick<Dispatcher.RequestOptions, 'idempotent' | 'blocking'> = {},
): Promise<Answer> {
  const progress: Progress = { interim: 0, begun: false };
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), deadlineMs);
  try {
    const response = await dispatcher.request({
      ...options,
      origin: base,
      method: request.method,
      path: request.target,
      headers: request.headers.flat(),
      body: request.body.length === 0 ? null : request.body,
      responseHeaders: 'raw',
      signal: deadline.signal,
      onInfo: () => {
        progress.interim += 1;
      },
    });
    progress.begun = true;
    const gathered = new Gathering(answerBytes);
    // Leaving the loop ends the connection.
    for await (const piece of response.body as AsyncIterable<Buffer>)
      if (!gathered.add(piece)) return tooLarge('answer-larger', answerBytes);
    const headers = headerLines(response.headers as unknown as string[]);
    return measured({ status: response.statusCode, headers, body: gathered.whole() ?? noBody }, answerBytes);
  } catch (error) {
    return deadline.signal.aborted ? late(progress, deadlineMs) : noAnswer(error);
  } finally {
    clearTimeout(timer);
  }
}
