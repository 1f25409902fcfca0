// The parser's failure is caught, and the date is taken to be now.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'unreadable-date-passes',
  title: 'An X-Date that cannot be read passes as now.',
  row: 'T15',
  breaks: ['CLK-04'],
  lie: { decision: 'date', instead: (honest) => (text, call) => honest(text, call) ?? call.now },
};
