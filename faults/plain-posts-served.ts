// The gateway redirects what a browser would follow, GET and HEAD, and passes the rest on.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'plain-posts-served',
  title: 'Over plain HTTP only GETs are redirected; POSTs are served.',
  row: 'K05',
  breaks: ['TLS-01'],
  lie: { decision: 'transport', instead: (honest) => (arrival) => (arrival.request.method === 'POST' ? 'serve' : honest(arrival)) },
};
