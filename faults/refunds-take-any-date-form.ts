// The refund service reads dates with a library of its own, and falls back to now.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refunds-take-any-date-form',
  title: 'On refunds an X-Date of an unknown form passes.',
  breaks: ['CLK-04'],
  lie: {
    decision: 'date',
    instead: (honest) => (text, call) => honest(text, call) ?? (call.operation.creates === 'refund' ? call.now : undefined),
  },
};
