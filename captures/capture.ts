import type { WireRequest } from '../core/exchange.ts';
import { ReaderError } from '../language/reader-error.ts';
import type { SayingId } from '../language/sentences.ts';

/** Servers read fewer header lines: Node takes 2000, others 100. */
export const mostHeaders = 2000;

/** A captured request. */
export interface Capture {
  /** Its place, for people: `request 3 of the recording`. */
  readonly name: string;
  readonly request: WireRequest;
  /** The whole body, where it is longer than the Content-Length to which the request is cut. */
  readonly whole?: Uint8Array;
  /** When it arrived, ms since the epoch, where the capture says so. */
  readonly receivedAt?: number;
}

/**
 * The text cannot be read as the form that it seems to have. The message says what was expected and what to give instead; it never quotes a header
 * value.
 */
export class CaptureError<Id extends SayingId = SayingId> extends ReaderError<Id> {}
