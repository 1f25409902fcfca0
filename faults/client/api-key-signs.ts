// Two keys of one panel.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'api-key-signs',
  title: 'The API Key is the HMAC key.',
  row: 'S34',
  breaks: ['SIG-09'],
  lie: {
    decision: 'secret',
    instead:
      () =>
      ({ apiKey }) =>
        apiKey,
  },
};
