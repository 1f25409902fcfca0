import type { Answer, WireRequest } from '../../core/exchange.ts';

/** How a request is sent, where that is unusual. */
export interface Sending {
  /** Source address to call from; the role's `unlistedAddress` where a clause asks for an unlisted one. */
  readonly from?: string;
  /** Over plain HTTP to the port next to the TLS one (TLS-01). */
  readonly plain?: boolean;
  /** Against the second environment. */
  readonly environment?: 'second';
  /**
   * The caller disconnects: with its last byte unsent, once the whole request is sent, or when the answer begins to arrive. The answer is then `none:
   * abandoned`.
   */
  readonly abandon?: 'before-last-byte' | 'after-upload' | 'at-answer';
  /**
   * The body is sent in writes of that many bytes: chunks where the request says `Transfer-Encoding: chunked` (RFC 9112 §7.1), else separate packets.
   */
  readonly pieces?: number;
}

/** Sends a request and returns what was seen. Never rejects because of the network. */
export interface Transport {
  /**
   * Waits until that many requests may go out. It is called before they are made, so that no X-Date expires meanwhile. Throws Blocked when none may.
   */
  turn?(requests: number): Promise<void>;
  send(request: WireRequest, sending: Sending): Promise<Answer>;
  /** Opens that many connections, then has the requests made, and releases the last byte of each together. Rejects with what `make` throws. */
  race(count: number, make: () => readonly WireRequest[]): Promise<readonly Answer[]>;
  close(): Promise<void>;
}
