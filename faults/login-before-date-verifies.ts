// Both orders of the headers were documented once, and both are tried.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'login-before-date-verifies',
  title: 'The hash over X-Login, X-Date and body verifies.',
  row: 'S01',
  breaks: ['SIG-03'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => {
      const date = headerValue(call.arrival.request.headers, 'X-Date')?.length ?? 0;
      const head = message.length - call.arrival.request.body.length;
      const turned = Buffer.concat([message.subarray(date, head), message.subarray(0, date), message.subarray(head)]);
      return honest(hash, message, secret, call) || honest(hash, turned, secret, call);
    },
  },
};
