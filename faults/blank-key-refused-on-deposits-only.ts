// The rule was written for deposits and never copied to refunds.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'blank-key-refused-on-deposits-only',
  title: 'A refund with a blank X-Idempotency-Key is made.',
  row: 'I15',
  breaks: ['HDR-02', 'ERR-105'],
  lie: { decision: 'isBlank', instead: (honest) => (value, call) => call.operation.id !== 'createRefund' && honest(value, call) },
};
