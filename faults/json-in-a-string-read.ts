// A body that is a string is parsed once more, for a client that encoded it twice.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'json-in-a-string-read',
  title: 'A body that is a JSON string with JSON in it passes.',
  breaks: ['END-03'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text, call) => {
      const tree = honest(text, call);
      return tree?.kind === 'string' ? honest(tree.value, call) : tree;
    },
  },
};
