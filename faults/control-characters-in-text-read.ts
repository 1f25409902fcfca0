// The reader of JSON is lenient about line feeds in strings.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'control-characters-in-text-read',
  title: 'A body with a raw line feed inside a string passes.',
  breaks: ['END-03'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text, call) => honest(text, call) ?? honest(text.replaceAll('\n', ' ').replaceAll('\t', ' '), call),
  },
};
