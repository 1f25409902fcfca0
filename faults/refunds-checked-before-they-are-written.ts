// The sum is read, and the refund is written in another step.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refunds-checked-before-they-are-written',
  title: 'Concurrent refunds of the whole are all accepted.',
  breaks: ['END-07'],
  lie: { decision: 'refundsAtomically', instead: () => () => false },
};
