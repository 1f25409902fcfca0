// The writer of answers uses the platform's charset.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'answers-in-latin1',
  title: 'Answers are in ISO-8859-1.',
  row: 'S17',
  breaks: ['UTF-06', 'HDR-05'],
  lie: { decision: 'encode', instead: (honest) => (value) => Buffer.from(Buffer.from(honest(value)).toString('utf8'), 'latin1') },
};
