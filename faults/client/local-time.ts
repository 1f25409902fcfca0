// The Z was taken for a part of the pattern.
import { formatXDate } from '../../core/contract/clock.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'local-time',
  title: 'X-Date is local time with a literal Z.',
  row: 'T01',
  breaks: ['CLK-06'],
  lie: {
    decision: 'xDate',
    instead:
      () =>
      (now, { zoneMinutes }) =>
        formatXDate(now + zoneMinutes * 60_000),
  },
};
