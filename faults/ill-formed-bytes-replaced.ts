// A lenient decoder puts U+FFFD for what it does not understand.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'ill-formed-bytes-replaced',
  title: 'A body in another charset is kept with replacement characters.',
  row: 'S17',
  breaks: ['UTF-03'],
  lie: { decision: 'decode', instead: () => (body) => new TextDecoder('utf-8').decode(body) },
};
