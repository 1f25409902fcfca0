// The age is now minus date, and a negative age is below every limit.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'future-dates-pass',
  title: 'X-Dates ahead of the clock pass, however far.',
  breaks: ['CLK-02'],
  lie: { decision: 'window', instead: (honest) => (dateMs, call) => (dateMs > call.now ? 'inside' : honest(dateMs, call)) },
};
