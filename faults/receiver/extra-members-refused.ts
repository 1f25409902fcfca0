// The schema of the body is closed.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'extra-members-refused',
  title: 'A body with more than one member is refused.',
  breaks: ['RCV-06', 'RCV-08'],
  lie: {
    decision: 'depositId',
    instead: (honest) => (body, request) => (body.kind === 'object' && body.members.length > 1 ? undefined : honest(body, request)),
  },
};
