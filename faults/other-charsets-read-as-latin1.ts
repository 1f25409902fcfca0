// What is not UTF-8 is taken for ISO-8859-1, and Windows has other letters in its place.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'other-charsets-read-as-latin1',
  title: 'A body in windows-1252 is kept as ISO-8859-1.',
  row: 'S17',
  breaks: ['UTF-03'],
  lie: {
    decision: 'decode',
    instead: (honest) => (body, contentType, call) => honest(body, contentType, call) ?? Buffer.from(body).toString('latin1'),
  },
};
