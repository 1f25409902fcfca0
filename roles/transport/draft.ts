import type { WireRequest } from '../../core/exchange.ts';

/**
 * Makes the request at the moment at which it goes out: X-Date is made when it is sent, in the server's time (CLK-03).
 * `now` is ms since the epoch on the server's clock as far as the role knows it.
 */
export type Draft = (now: number) => WireRequest;
