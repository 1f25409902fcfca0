// The parser is one for configuration files.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'trailing-commas-forgiven',
  title: 'A body with a comma before its last brace passes.',
  breaks: ['END-03'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text, call) => honest(text, call) ?? honest(text.replace(/,(\s*)\}/g, '$1}'), call),
  },
};
