// Only dates from the future look suspicious to whoever wrote the check.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'stale-dates-pass',
  title: 'X-Dates behind the clock pass, however old.',
  breaks: ['CLK-01'],
  lie: { decision: 'window', instead: (honest) => (dateMs, call) => (dateMs < call.now ? 'inside' : honest(dateMs, call)) },
};
