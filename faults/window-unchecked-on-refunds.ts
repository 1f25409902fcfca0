// Refunds came later, and their route never got the filter.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'window-unchecked-on-refunds',
  title: 'Refunds pass with an X-Date of any age.',
  breaks: ['CLK-01', 'CLK-02'],
  lie: {
    decision: 'checks',
    instead: (honest) => (operation) =>
      operation.creates === 'refund' ? honest(operation).filter((check) => check !== 'date') : honest(operation),
  },
};
