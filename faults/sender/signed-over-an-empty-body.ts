// The function that signs status calls, which have no body, was taken over.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'signed-over-an-empty-body',
  title: 'The hash is over X-Date and X-Login alone.',
  breaks: ['NTF-08'],
  lie: {
    decision: 'message',
    instead: (honest) => (parts, notice) => honest({ ...parts, body: new Uint8Array(0) }, notice),
  },
};
