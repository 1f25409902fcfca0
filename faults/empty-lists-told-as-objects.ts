// PHP cannot tell an empty list from an empty map.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'empty-lists-told-as-objects',
  title: 'A list without items comes as an empty object.',
  breaks: ['END-02'],
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      return Array.isArray(told) && told.length === 0 ? {} : told;
    },
  },
};
