// The back-off of the library has a factor of two.
import type { SenderFault } from './fault.ts';

const minute = 60_000;

export const fault: SenderFault = {
  id: 'gaps-doubled',
  title: 'The pauses double: 5, 10, 20, 40 minutes.',
  row: 'N04',
  breaks: ['NTF-03'],
  lie: {
    decision: 'gap',
    instead:
      () =>
      ({ attempt }) =>
        attempt <= 5 ? 5 * minute * 2 ** (attempt - 1) : undefined,
  },
};
