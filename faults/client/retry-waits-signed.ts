// A queue with back-off holds requests that are ready to go.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'retry-waits-signed',
  title: 'A repeat is signed, and then waits for its turn longer than the window.',
  row: 'T08',
  breaks: ['CLK-07'],
  lie: {
    decision: 'queues',
    instead: () => (tries) => (tries > 1 ? 7000 : 0),
  },
};
