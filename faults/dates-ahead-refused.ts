// A date from the future is a forgery to whoever wrote the check.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'dates-ahead-refused',
  title: 'X-Dates that are ahead of the clock at all are refused.',
  breaks: ['CLK-03'],
  lie: { decision: 'window', instead: (honest) => (dateMs, call) => (dateMs > call.now ? 'ahead' : honest(dateMs, call)) },
};
