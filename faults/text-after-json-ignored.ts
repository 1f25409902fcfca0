// The parser stops at the end of the first value.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'text-after-json-ignored',
  title: 'What follows the JSON text of a body is not read.',
  breaks: ['END-03'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text, call) => {
      for (let end = text.length; end > 0; end = text.lastIndexOf('}', end - 1)) {
        const tree = honest(text.slice(0, end === text.length ? end : end + 1), call);
        if (tree !== undefined) return tree;
      }
      return undefined;
    },
  },
};
