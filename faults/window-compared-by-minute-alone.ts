// Minutes are compared where seconds are meant, so that a date 5 s old is refused when a minute has turned since.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'window-compared-by-minute-alone',
  title: 'X-Date passes in the very same minute only: a right date is refused just after the minute turned.',
  row: 'T13',
  breaks: ['CLK-01', 'CLK-02', 'CLK-03'],
  lie: {
    decision: 'window',
    instead: () => (dateMs, call) => {
      const minutes = Math.floor(call.now / 60_000) - Math.floor(dateMs / 60_000);
      if (minutes === 0) return 'inside';
      return minutes > 0 ? 'behind' : 'ahead';
    },
  },
};
