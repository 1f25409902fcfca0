// Bodies are read as literals of a scripting language.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'escapes-of-other-languages-read',
  title: '\\\\x41 in a string is read as A.',
  breaks: ['END-03'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text, call) => honest(text, call) ?? honest(text.replaceAll('\\x', '\\u00'), call),
  },
};
