// The parser's exception is nobody's.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'unreadable-bodies-fail-inside',
  title: 'A body that is not JSON gets a 500.',
  breaks: ['END-03'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text, call) => {
      const tree = honest(text, call);
      if (tree === undefined) throw new SyntaxError('Unexpected end of JSON input');
      return tree;
    },
  },
};
