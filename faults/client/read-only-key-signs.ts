// Three keys of one panel.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'read-only-key-signs',
  title: 'The read-only key is the HMAC key.',
  row: 'S34',
  breaks: ['SIG-09'],
  lie: {
    decision: 'secret',
    instead:
      () =>
      ({ readOnlyKey }) =>
        readOnlyKey,
  },
};
