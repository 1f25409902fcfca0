import type { WireRequest } from '../core/exchange.ts';
import { ReaderError } from '../language/reader-error.ts';
import type { SayingId } from '../language/sentences.ts';

/** A request as somebody kept it. */
export interface Capture {
  /** Where it stood, for people: `request 3 of the recording`. */
  readonly name: string;
  readonly request: WireRequest;
  /** The whole body, where it is longer than the Content-Length to which the request is cut. */
  readonly whole?: Uint8Array;
  /** When it arrived, ms since the epoch, where the capture says so. */
  readonly receivedAt?: number;
}

/** The text cannot be read as what it looks like. The message says what was expected and what to give instead; it never quotes a header value. */
export class CaptureError<Id extends SayingId = SayingId> extends ReaderError<Id> {}
