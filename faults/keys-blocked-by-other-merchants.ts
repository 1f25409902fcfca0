// A key is unique over all merchants, though its answer is kept for one.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-blocked-by-other-merchants',
  title: 'A key that another merchant has used is refused.',
  row: 'I07',
  breaks: ['IDM-10'],
  lie: {
    decision: 'lookup',
    instead: (honest) => {
      const owners = new Map<string, string>();
      return (record, fingerprint, call) => {
        const header = (wanted: string) => call.arrival.request.headers.find(([name]) => name.toLowerCase() === wanted)?.[1] ?? '';
        const found = honest(record, fingerprint, call);
        const owner = owners.get(header('x-idempotency-key')) ?? header('x-login');
        owners.set(header('x-idempotency-key'), owner);
        return found === 'fresh' && owner !== header('x-login') ? 'conflicting' : found;
      };
    },
  },
};
