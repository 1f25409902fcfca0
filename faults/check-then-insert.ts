// The key is looked up, the work is done, and the key is written: two at once both find nothing.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'check-then-insert',
  title: 'A key is not held while its request is worked on: concurrent ones are executed too.',
  row: 'I01',
  breaks: ['IDM-08'],
  lie: { decision: 'reserves', instead: () => () => false },
};
