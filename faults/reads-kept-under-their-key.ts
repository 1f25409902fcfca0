// The filter of idempotency is bound to all methods.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'reads-kept-under-their-key',
  title: 'A status call with a used key gets the answer that is kept under it.',
  breaks: ['IDM-06'],
  lie: { decision: 'idempotencyKey', instead: () => (value) => value },
};
