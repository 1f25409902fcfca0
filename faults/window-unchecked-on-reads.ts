// The filter that checks the window is bound to the write paths.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'window-unchecked-on-reads',
  title: 'Status calls pass with an X-Date of any age.',
  breaks: ['CLK-01', 'CLK-02'],
  lie: {
    decision: 'window',
    instead: (honest) => (dateMs, call) => (call.operation.method === 'GET' ? 'inside' : honest(dateMs, call)),
  },
};
