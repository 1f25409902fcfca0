// Patterns are in the page and not in the code.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'patterns-unchecked',
  title: 'Texts that break their pattern are accepted.',
  breaks: ['END-08'],
  lie: {
    decision: 'problems',
    instead: (honest) => (body, call) => honest(body, call).filter(({ rule }) => !rule.includes('pattern')),
  },
};
