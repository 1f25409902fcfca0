// The signature came with a later version, and this sender was never upgraded.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'authorization-left-out',
  title: 'No notification carries an Authorization value.',
  row: 'N07',
  breaks: ['NTF-01'],
  lie: {
    decision: 'authorization',
    instead: () => () => undefined,
  },
};
