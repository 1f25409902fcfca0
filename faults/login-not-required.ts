// The account is found by trying everybody's secret where X-Login is missing.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'login-not-required',
  title: 'A call without X-Login is judged without it.',
  breaks: ['HDR-01'],
  lie: { decision: 'requiredHeaders', instead: (honest) => (call) => honest(call).filter((name) => name !== 'X-Login') },
};
