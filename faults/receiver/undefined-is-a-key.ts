// The name of the variable was mistyped, and the secret became the text of nothing.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'undefined-is-a-key',
  title: 'A notification that is signed with the key `undefined` verifies.',
  row: 'S41',
  breaks: ['RCV-01', 'RCV-13', 'RCV-16', 'RCV-20'],
  lie: { decision: 'secrets', instead: (honest) => (keys) => [...honest(keys), 'undefined'] },
};
