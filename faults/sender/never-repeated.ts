// It is sent, and forgotten.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'never-repeated',
  title: 'There is no repeat.',
  row: 'N04',
  breaks: ['NTF-03'],
  lie: {
    decision: 'gap',
    instead: () => () => undefined,
  },
};
