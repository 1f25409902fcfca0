// The pattern is matched at the beginning of the text, and what follows is not looked at.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'end-of-date-unread',
  title: 'Text behind a right X-Date is ignored.',
  breaks: ['CLK-04'],
  lie: { decision: 'date', instead: (honest) => (text, call) => honest(text.slice(0, 20), call) },
};
