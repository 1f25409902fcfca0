// Two settings of like names, taken for each other.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'signed-with-the-api-key',
  title: 'The HMAC key is the API Key.',
  row: 'N07',
  breaks: ['NTF-08'],
  lie: {
    decision: 'secret',
    instead:
      () =>
      ({ apiKey }) =>
        apiKey,
  },
};
