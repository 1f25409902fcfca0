import { Gathering } from '../../core/gathering.ts';
import { said, sentencesOf } from '../../language/sentences.ts';
import { noAnswer } from './answer.ts';

/** A complete answer to a plain question, decoded. */
export interface Fetched {
  readonly status: number;
  /** Its URL in the end. */
  readonly url: string;
  readonly body: Uint8Array;
}

export interface Fetching extends Omit<RequestInit, 'signal'> {
  /** For connection, redirects, header lines and body together, ms. */
  readonly deadlineMs: number;
  /** Largest content that is read, bytes. */
  readonly answerBytes: number;
}

/** An answer that came, and does not end in time or is larger than we read. Its message says which, in short. */
export class UnboundedAnswer extends Error {}

/**
 * Asks a host that is not under test. A redirect is followed as often as `fetch` does it, which ends a loop.
 *
 * @throws UnboundedAnswer; the error of `fetch` where no answer came, of which a `TimeoutError` says that nothing came in time
 */
export async function fetched(url: string, { deadlineMs, answerBytes, ...init }: Fetching): Promise<Fetched> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(deadlineMs) }).catch((error: unknown) => {
    const { reason, detail } = noAnswer(error);
    throw reason === 'too-large' ? new UnboundedAnswer(detail) : error;
  });
  const gathered = new Gathering(answerBytes);
  try {
    // Leaving the loop ends the connection.
    for await (const piece of response.body ?? [])
      if (!gathered.add(piece)) throw new UnboundedAnswer(said('answer-larger', { bytes: answerBytes }));
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError')
      throw new UnboundedAnswer(said('answer-unfinished', { seconds: deadlineMs / 1000 }));
    throw error;
  }
  return { status: response.status, url: response.url, body: gathered.whole() ?? new Uint8Array(0) };
}

/** Why an answer was not read, in short. */
export function whyUnread(error: unknown): string {
  if (error instanceof UnboundedAnswer) return error.message;
  const { answers } = sentencesOf();
  if (error instanceof Error && error.name === 'TimeoutError') return answers.timeout;
  const { reason, detail } = noAnswer(error);
  const cause = error instanceof Error ? error.cause : undefined;
  // An unknown host has a code, and a loop of redirects a message.
  if (reason === 'closed') return cause instanceof Error && !('code' in cause) ? cause.message : detail;
  return `${answers[reason]} (${detail})`;
}
