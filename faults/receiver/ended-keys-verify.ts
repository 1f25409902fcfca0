// Keys are added to a list, and nobody takes them off.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'ended-keys-verify',
  title: 'A key that has ended still verifies.',
  row: 'R18',
  breaks: ['RCV-13'],
  lie: { decision: 'secrets', instead: (honest) => (keys) => [...honest(keys), ...keys.ended.map(({ apiSignature }) => apiSignature)] },
};
