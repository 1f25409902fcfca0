// yy in the pattern takes two digits and puts the century before them.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'years-of-two-digits-completed',
  title: 'X-Dates with a year of two digits pass.',
  breaks: ['CLK-04'],
  lie: { decision: 'date', instead: (honest) => (text, call) => honest(text, call) ?? honest(`20${text}`, call) },
};
