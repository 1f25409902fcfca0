// Calls that bear an idempotency key are retries to whoever wrote the check, and a retry may have been queued.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'window-open-for-keys',
  title: 'Calls with an idempotency key pass with an X-Date of any age.',
  row: 'T17',
  breaks: ['CLK-01'],
  lie: {
    decision: 'window',
    instead: (honest) => (dateMs, call) => {
      const keyed = call.arrival.request.headers.some(([name]) => name.toLowerCase() === 'x-idempotency-key');
      return keyed && dateMs < call.now ? 'inside' : honest(dateMs, call);
    },
  },
};
