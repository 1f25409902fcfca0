// The platform decodes bodies in its own charset.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'body-decoded-as-latin1',
  title: 'A body is decoded as Latin-1.',
  row: 'S17',
  breaks: ['RCV-09'],
  lie: { decision: 'decode', instead: () => (body) => Buffer.from(body).toString('latin1') },
};
