// A minute of leeway is given to fast clocks, as token libraries do for not-before.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'near-future-passes',
  title: 'X-Dates up to a minute ahead of the clock pass.',
  breaks: ['CLK-02'],
  lie: {
    decision: 'window',
    instead: (honest) => (dateMs, call) => (dateMs > call.now && dateMs - call.now <= 60_000 ? 'inside' : honest(dateMs, call)),
  },
};
