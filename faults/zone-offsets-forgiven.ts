// Somebody's clients sent local time with a Z; since then whole quarter-hours are taken for a zone and forgiven.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'zone-offsets-forgiven',
  title: 'X-Dates that are off by whole quarter-hours, up to 14 hours, pass as local time.',
  breaks: ['CLK-01', 'CLK-02'],
  lie: {
    decision: 'window',
    instead: (honest) => (dateMs, call) => {
      const quarter = 900_000;
      const quarters = Math.round((dateMs - call.now) / quarter);
      return honest(Math.abs(quarters) <= 56 ? dateMs - quarters * quarter : dateMs, call);
    },
  },
};
