// The lock on a key is released with the answer; a caller who goes away leaves it locked.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'key-locked-when-the-caller-goes',
  title: 'After a lost connection the key is in flight for ever.',
  row: 'I06',
  breaks: ['IDM-07'],
  lie: { decision: 'onAbandoned', instead: () => () => 'hold' },
};
