// The Date field is written when the node starts, and then once an hour.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'date-of-a-cache',
  title: 'Answers carry a Date that is up to an hour old.',
  row: 'T10',
  breaks: ['CLK-09'],
  lie: { decision: 'dateField', instead: (honest) => (now) => honest(Math.floor(now / 3_600_000) * 3_600_000) },
};
