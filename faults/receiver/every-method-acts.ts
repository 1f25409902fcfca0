// The route takes whatever comes.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'every-method-acts',
  title: 'Every method acts as POST does.',
  breaks: ['RCV-15'],
  lie: { decision: 'takes', instead: () => () => true },
};
