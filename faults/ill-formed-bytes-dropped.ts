// A conversion with //IGNORE leaves out what is not UTF-8.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'ill-formed-bytes-dropped',
  title: 'A body in another charset is kept without its accents.',
  row: 'S17',
  breaks: ['UTF-03'],
  lie: {
    decision: 'decode',
    instead: (honest) => (body, contentType, call) =>
      honest(body, contentType, call) ?? new TextDecoder('utf-8').decode(body).replaceAll('\ufffd', ''),
  },
};
