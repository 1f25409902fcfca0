// The Date field is written in the server's zone with GMT behind it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'date-in-local-time',
  title: 'Answers carry a Date in Brazilian time that calls itself GMT.',
  breaks: ['CLK-09'],
  lie: { decision: 'dateField', instead: (honest) => (now) => honest(now - 10_800_000) },
};
