// The framework decodes with replacement characters.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'ill-formed-text-repaired',
  title: 'Ill-formed UTF-8 is read with replacement characters.',
  breaks: ['RCV-09'],
  lie: { decision: 'decode', instead: () => (body) => Buffer.from(body).toString('utf8') },
};
