// Signed before the loop.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'retry-keeps-its-date',
  title: 'A repeat is the same signed request, however old.',
  row: 'T07',
  breaks: ['CLK-07'],
  lie: {
    decision: 'signsAgain',
    instead: () => () => false,
  },
};
