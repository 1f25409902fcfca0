// A table of month lengths knows no leap year.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'leap-day-refused',
  title: 'On 29 February every X-Date is ill-formed.',
  breaks: ['CLK-03'],
  lie: { decision: 'date', instead: (honest) => (text, call) => (text.slice(5, 10) === '02-29' ? undefined : honest(text, call)) },
};
