// A missing zone is taken for UTC.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'zone-letter-optional',
  title: 'An X-Date without its Z passes.',
  breaks: ['CLK-04'],
  lie: { decision: 'date', instead: (honest) => (text, call) => honest(text, call) ?? honest(`${text}Z`, call) },
};
