// The difference in milliseconds is cast to a 32-bit integer: every 49.7 days it begins anew.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'window-in-32-bits',
  title: 'X-Dates that are off by a multiple of 2^32 ms pass.',
  breaks: ['CLK-01', 'CLK-02'],
  lie: { decision: 'window', instead: (honest) => (dateMs, call) => honest(call.now - ((call.now - dateMs) | 0), call) },
};
