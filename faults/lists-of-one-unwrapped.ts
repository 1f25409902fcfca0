// The deserialiser takes a list of one for its item.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'lists-of-one-unwrapped',
  title: 'A body that is a list of one object passes as the object.',
  breaks: ['END-03'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text, call) => {
      const tree = honest(text, call);
      return tree?.kind === 'array' && tree.items.length === 1 ? tree.items[0] : tree;
    },
  },
};
