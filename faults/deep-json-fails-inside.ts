// The parser recurses until the stack ends.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'deep-json-fails-inside',
  title: 'Deeply nested JSON gets a 500.',
  breaks: ['END-04'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text, call) => {
      if (text.includes('['.repeat(200))) throw new RangeError('Maximum call stack size exceeded');
      return honest(text, call);
    },
  },
};
