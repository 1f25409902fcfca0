// X-Date is checked where it is sent.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'date-not-required',
  title: 'A call without X-Date is judged without it.',
  breaks: ['HDR-01'],
  lie: { decision: 'requiredHeaders', instead: (honest) => (call) => honest(call).filter((name) => name !== 'X-Date') },
};
