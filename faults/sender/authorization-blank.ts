// The template names a variable that is not set.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'authorization-blank',
  title: 'The Authorization value is blank.',
  row: 'N07',
  breaks: ['NTF-01'],
  lie: {
    decision: 'authorization',
    instead: () => () => '',
  },
};
