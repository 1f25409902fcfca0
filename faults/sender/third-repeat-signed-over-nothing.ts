// Bodies leave the cache after an hour.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'third-repeat-signed-over-nothing',
  title: 'From the third repeat on the hash is over an empty body.',
  row: 'N01',
  breaks: ['NTF-04'],
  lie: {
    decision: 'message',
    instead: (honest) => (parts, notice) => honest(notice.attempt > 3 ? { ...parts, body: new Uint8Array(0) } : parts, notice),
  },
};
