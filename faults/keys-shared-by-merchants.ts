// The table of keys has no column for the merchant.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-shared-by-merchants',
  title: 'A merchant gets the answer that another one has under the same key.',
  row: 'I07',
  breaks: ['IDM-10'],
  lie: { decision: 'idempotencyScope', instead: () => () => 'everybody' },
};
