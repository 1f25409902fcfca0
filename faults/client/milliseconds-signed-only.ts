// The header is trimmed to the documented form, the signed text is not.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'milliseconds-signed-only',
  title: 'The date is signed with milliseconds and sent without.',
  row: 'S04',
  breaks: ['SIG-10', 'SIG-09'],
  lie: {
    decision: 'signedDate',
    instead: () => (xDate) => xDate.replace('Z', '.000Z'),
  },
};
