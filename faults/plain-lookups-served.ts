// Look-ups for a front end are left out of the redirect rule, for old browsers.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'plain-lookups-served',
  title: 'Bearer calls are served over plain HTTP.',
  row: 'K05',
  breaks: ['TLS-01'],
  lie: {
    decision: 'transport',
    instead: (honest) => (arrival) =>
      headerValue(arrival.request.headers, 'Authorization')?.startsWith('Bearer ') ? 'serve' : honest(arrival),
  },
};
