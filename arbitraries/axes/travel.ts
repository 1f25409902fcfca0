import type { HeaderLine, Travel, WireRequest } from '../../core/exchange.ts';
import { said } from '../../language/sentences.ts';
import type { Axis } from './axis.ts';

/** The request with another way to travel, and the header lines that say so. */
function by(travel: Travel, ...lines: readonly HeaderLine[]): (request: WireRequest) => WireRequest {
  return (request) => ({ ...request, headers: [...request.headers, ...lines], travel: { ...request.travel, ...travel } });
}

const chunked: HeaderLine = ['Transfer-Encoding', 'chunked'];
const expecting: HeaderLine = ['Expect', '100-continue'];

/** Odd, and less than the longest character: chunks and packets end anywhere. */
const few = 3;

/** How a request goes over its connection (RFC 9112). */
export const travel: Axis = {
  name: said('axis-travel'),
  because: said('axis-travel-because'),
  needs: ['wire'],
  values: [
    { name: said('travel-usual') },
    { name: said('travel-packets', { bytes: few }), change: by({ packets: few }), owed: true },
    { name: said('travel-chunks', { bytes: few }), change: by({ chunks: { bytes: few } }, chunked), needs: ['body'] },
    { name: said('travel-chunks-extended'), change: by({ chunks: { bytes: 64, extended: true } }, chunked), needs: ['body'] },
    { name: said('travel-expect-waiting'), change: by({ waits: true }, expecting), needs: ['body'] },
    { name: said('travel-expect-at-once'), change: by({}, expecting), needs: ['body'] },
    { name: said('travel-old-version'), change: by({ version: '1.0' }) },
    { name: said('travel-new-connection'), change: by({ connection: { before: [] } }), owed: true },
    { name: said('travel-after-refused'), before: { call: 'refused' } },
    { name: said('travel-pipelined'), before: { call: 'own', pipelined: true } },
    // A server cannot assume that two calls of a connection come from one client (RFC 9110 §3.3).
    { name: said('travel-other-merchant'), before: { call: 'other-merchant' }, needs: ['secondMerchant'], owed: true },
  ],
};
