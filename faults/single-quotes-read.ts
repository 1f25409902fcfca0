// Bodies are evaluated by something that knows Python's or JavaScript's literals.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'single-quotes-read',
  title: 'A body in single quotes passes.',
  breaks: ['END-03'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text, call) => honest(text, call) ?? honest(text.replaceAll("'", '"'), call),
  },
};
