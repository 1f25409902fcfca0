// The header is not on the list of what a GET may bear.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-refused-on-reads',
  title: 'A status call with an idempotency key is refused.',
  breaks: ['IDM-06'],
  lie: { decision: 'isBlank', instead: (honest) => (value, call) => call.operation.method === 'GET' || honest(value, call) },
};
