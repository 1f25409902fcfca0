// FAIL_ON_UNKNOWN_PROPERTIES.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'new-members-break-it',
  title: 'A member that is not known breaks the client.',
  row: 'C14',
  breaks: ['CLT-03'],
  lie: {
    decision: 'reads',
    instead: (honest) => (body, ask) => {
      const read = honest(body, ask);
      return read?.kind === 'object' && read.members.some(([name]) => name === 'risk') ? undefined : read;
    },
  },
};
