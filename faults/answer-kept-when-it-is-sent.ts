// The answer is kept as it goes out; when nobody is there to take it, the effect stands and the key does not.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'answer-kept-when-it-is-sent',
  title: 'An effect whose answer was lost is forgotten under its key.',
  row: 'I17',
  breaks: ['IDM-07'],
  lie: { decision: 'onAbandoned', instead: () => () => 'work-and-forget' },
};
