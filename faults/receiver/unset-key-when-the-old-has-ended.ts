// The second key is read from a place that is emptied when the rotation is over.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'unset-key-when-the-old-has-ended',
  title: 'Once the old key has ended, a notification that is signed with the word undefined verifies.',
  row: 'S41',
  breaks: ['RCV-13'],
  lie: {
    decision: 'secrets',
    instead: (honest) => (keys) =>
      keys.ended.length === 0 ? honest(keys) : [keys.current.apiSignature, String(keys.previous?.apiSignature)],
  },
};
