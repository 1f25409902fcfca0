// Clients that read their clock twice are helped: the hashes of the second before and after are tried.
import { formatXDate, parseXDate } from '../core/contract/clock.ts';
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'date-covered-to-a-second',
  title: 'The hash over an X-Date one second off verifies.',
  row: 'S04',
  breaks: ['SIG-03'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => {
      const xDate = headerValue(call.arrival.request.headers, 'X-Date') ?? '';
      const date = parseXDate(xDate);
      const rest = message.subarray(xDate.length);
      const near = date === undefined ? [] : [date - 1000, date + 1000];
      const shifted = near.map((ms) => Buffer.concat([Buffer.from(formatXDate(ms), 'latin1'), rest]));
      return [message, ...shifted].some((each) => honest(hash, each, secret, call));
    },
  },
};
