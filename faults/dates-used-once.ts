// The date is used as a nonce, though it has seconds only.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'dates-used-once',
  title: 'A second refund with the X-Date of one before is refused, another request though it is.',
  breaks: ['CLK-03'],
  lie: {
    decision: 'window',
    instead: (honest) => {
      const used = new Set<number>();
      return (dateMs, call) => {
        const stands = honest(dateMs, call);
        if (stands !== 'inside' || call.operation.creates !== 'refund') return stands;
        if (used.has(dateMs)) return 'behind';
        used.add(dateMs);
        return stands;
      };
    },
  },
};
