// The worker that repeats has a copy of the code, with a mistake of its own.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'repeats-signed-with-the-api-key',
  title: 'Repeats are signed with the API Key.',
  row: 'N07',
  breaks: ['NTF-04'],
  lie: {
    decision: 'secret',
    instead: (honest) => (keys, notice) => (notice.attempt > 1 ? keys.apiKey : honest(keys, notice)),
  },
};
