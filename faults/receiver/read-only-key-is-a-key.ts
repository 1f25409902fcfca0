// Whatever key of the merchant fits is good enough.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'read-only-key-is-a-key',
  title: 'A notification that is signed with the read-only key verifies.',
  breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
  lie: { decision: 'secrets', instead: (honest) => (keys) => [...honest(keys), keys.current.readOnlyKey] },
};
