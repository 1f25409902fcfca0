// The library behind it joins with line feeds by default, and both forms are tried.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'line-breaks-between-the-parts-verify',
  title: 'The hash over the three parts with line feeds between verifies.',
  row: 'S03',
  breaks: ['SIG-03'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => {
      const date = headerValue(call.arrival.request.headers, 'X-Date')?.length ?? 0;
      const head = message.length - call.arrival.request.body.length;
      const lines = [message.subarray(0, date), message.subarray(date, head), message.subarray(head)];
      const joined = Buffer.concat(lines.flatMap((line, index) => (index === 0 ? [line] : [Buffer.from('\n'), line])));
      return honest(hash, message, secret, call) || honest(hash, joined, secret, call);
    },
  },
};
