// Both stand in one configuration, and the wrong one was tried too.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'login-is-a-key',
  title: 'A notification that is signed with the API Key verifies.',
  row: 'S34',
  breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
  lie: { decision: 'secrets', instead: (honest) => (keys) => [...honest(keys), keys.current.apiKey] },
};
