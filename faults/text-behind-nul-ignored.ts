// The body is handed to a library that ends texts at NUL.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'text-behind-nul-ignored',
  title: 'What stands behind a NUL after the JSON is ignored.',
  breaks: ['END-03'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text, call) => honest(text.split('\0')[0] ?? '', call),
  },
};
