// The header is read by nobody.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-ignored',
  title: 'X-Idempotency-Key has no effect.',
  breaks: ['IDM-01', 'IDM-02', 'IDM-05', 'IDM-07'],
  lie: { decision: 'idempotencyKey', instead: () => () => undefined },
};
