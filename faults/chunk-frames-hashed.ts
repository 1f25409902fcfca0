// The raw stream is hashed before its transfer coding is taken off.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'chunk-frames-hashed',
  title: 'Of a body that comes in chunks, the sizes of the chunks are signed as well.',
  breaks: ['SIG-01', 'SIG-02'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) => {
      if (headerValue(call.arrival.request.headers, 'transfer-encoding') === undefined) return honest(xDate, xLogin, body, call);
      const framed = Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body, Buffer.from('\r\n0\r\n\r\n')]);
      return honest(xDate, xLogin, framed, call);
    },
  },
};
