// The stream of the body was read by the first attempt.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'body-left-out-of-repeats',
  title: 'Repeats have no body.',
  breaks: ['NTF-02', 'NTF-03'],
  lie: {
    decision: 'body',
    instead: (honest) => (notice) => (notice.attempt === 1 ? honest(notice) : new Uint8Array(0)),
  },
};
