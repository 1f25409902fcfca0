import { Gathering } from '../../core/gathering.ts';
import { said } from '../../language/sentences.ts';

/** A whole answer to a plain question, its content coding undone. */
export interface Fetched {
  readonly status: number;
  /** Where it came from in the end. */
  readonly url: string;
  readonly body: Uint8Array;
}

export interface Fetching extends Omit<RequestInit, 'signal'> {
  /** For connection, redirects, header lines and body together, ms. */
  readonly deadlineMs: number;
  /** Largest content that is read, bytes. */
  readonly answerBytes: number;
}

/** An answer that came, and has no end in time or is larger than we read. Its message says which, in a few words. */
export class UnboundedAnswer extends Error {}

/**
 * Asks somebody who is not under test. A redirect is followed as often as `fetch` does it, which ends a ring.
 * @throws UnboundedAnswer; the error of `fetch` where no answer came, of which a `TimeoutError` says that nothing came in time
 */
export async function fetched(url: string, { deadlineMs, answerBytes, ...init }: Fetching): Promise<Fetched> {
  const response = await fetch(url, { ...init, signal: AbortSignal.timeout(deadlineMs) });
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
