// The parser throws for a field out of range, and nobody catches it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'impossible-date-fails-inside',
  title: 'An X-Date of the right form that names no instant gets a 500.',
  row: 'T15',
  breaks: ['CLK-04'],
  lie: {
    decision: 'date',
    instead: (honest) => (text, call) => {
      const date = honest(text, call);
      if (date === undefined && /^\d{4}-\d\d-\d\dT/.test(text)) throw new RangeError('Invalid time value');
      return date;
    },
  },
};
