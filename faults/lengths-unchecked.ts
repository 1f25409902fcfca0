// The limits are in the page and not in the code.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'lengths-unchecked',
  title: 'Texts beyond their documented length are accepted.',
  breaks: ['END-08'],
  lie: {
    decision: 'problems',
    instead: (honest) => (body, call) => honest(body, call).filter(({ rule }) => !rule.includes('characters')),
  },
};
