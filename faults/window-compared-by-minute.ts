// Both times are formatted without their seconds and the texts compared.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'window-compared-by-minute',
  title: 'X-Date passes when it stands in the same or the neighbouring minute.',
  row: 'T13',
  breaks: ['CLK-01', 'CLK-02'],
  lie: {
    decision: 'window',
    instead: (honest) => (dateMs, call) => {
      const minutes = Math.abs(Math.floor(call.now / 60_000) - Math.floor(dateMs / 60_000));
      return minutes <= 1 ? 'inside' : honest(dateMs, call);
    },
  },
};
