import type { Answer, WireRequest } from '../../core/exchange.ts';

/** How a request is put on the wire, where that differs from the ordinary. */
export interface Sending {
  /** Source address to call from; the role's `unlistedAddress` where a clause asks for an unlisted one. */
  readonly from?: string;
  /** Over plain HTTP to the port beside the TLS one (TLS-01). */
  readonly plain?: boolean;
  /** Against the second environment. */
  readonly environment?: 'second';
  /** The asking side goes away: with its last byte unsent, once the whole request is out, or when the answer begins to arrive. The answer is then `none: abandoned`. */
  readonly abandon?: 'before-last-byte' | 'after-upload' | 'at-answer';
  /** The body goes out in writes of that many bytes: chunks where the request says `Transfer-Encoding: chunked` (RFC 9112 §7.1), else as the packets fall. */
  readonly pieces?: number;
}

/** What puts a request on its way and brings back what was seen. Never rejects for what the network does. */
export interface Transport {
  /** Waits until that many requests may go out. It is asked before they are made, so that no X-Date grows old while it waits. Throws Blocked when none may. */
  turn?(requests: number): Promise<void>;
  send(request: WireRequest, sending: Sending): Promise<Answer>;
  /** Opens so many connections, then has the requests made, and releases the last byte of each together. Rejects with what `make` throws. */
  race(count: number, make: () => readonly WireRequest[]): Promise<readonly Answer[]>;
  close(): Promise<void>;
}
