// The key is made of login and date, whatever the caller sends.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'one-key-for-a-second',
  title: 'Requests with different keys but the same X-Date are one.',
  breaks: ['IDM-09'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => (value, call) =>
      honest(value, call) && call.arrival.request.headers.find(([name]) => name.toLowerCase() === 'x-date')?.[1],
  },
};
