// The job that cancels has a copy of the code, with a mistake of its own.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'cancellations-signed-with-the-api-key',
  title: 'Notifications of cancellations are signed with the API Key.',
  row: 'N07',
  breaks: ['NTF-08'],
  lie: {
    decision: 'secret',
    instead: (honest) => (keys, notice) => (notice.status === 'CANCELLED' ? keys.apiKey : honest(keys, notice)),
  },
};
