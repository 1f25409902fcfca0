// The key was read once, when the service was built.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'first-key-for-ever',
  title: 'The first key verifies, and no later one.',
  row: 'R18',
  breaks: ['RCV-13'],
  lie: {
    decision: 'secrets',
    instead:
      () =>
      ({ current, previous, ended }) => [(ended[0] ?? previous ?? current).apiSignature],
  },
};
