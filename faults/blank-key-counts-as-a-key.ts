// The field is looked for, and its value taken as it is.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'blank-key-counts-as-a-key',
  title: 'A blank X-Idempotency-Key is a key.',
  row: 'I15',
  breaks: ['HDR-02', 'ERR-105'],
  lie: { decision: 'isBlank', instead: () => () => false },
};
