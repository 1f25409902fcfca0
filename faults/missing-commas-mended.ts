// Bodies go through a library that mends JSON.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'missing-commas-mended',
  title: 'A missing comma between members is put in.',
  breaks: ['END-03'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text, call) => honest(text, call) ?? honest(text.replace(/(["0-9\]}el])\s+"/g, '$1,"'), call),
  },
};
