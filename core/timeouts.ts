/** The time limits for a slow client, ms. */
export interface Patience {
  /** For all header lines of a request. */
  readonly headersMs: number;
  /** For the whole request. */
  readonly requestMs: number;
  /** How often the two are checked. */
  readonly checkMs: number;
}

// A well-behaved client sends a request at once; the margin is for a machine that is busy with other things.
const usualPatience: Patience = { headersMs: 10_000, requestMs: 20_000, checkMs: 1_000 };

/** Longer than a client keeps a connection idle, ms: the side that closes first should be the client, or it writes into a closing socket. */
const keepAliveMs = 65_000;

/** The time-outs of every HTTP server of ours, as options of `createServer`. */
export function timeouts(patience: Partial<Patience> = {}) {
  const { headersMs, requestMs, checkMs } = { ...usualPatience, ...patience };
  return {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    connectionsCheckingInterval: checkMs,
    keepAliveTimeout: keepAliveMs,
  };
}
