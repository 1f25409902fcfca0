// What is paid is delivered, whoever ordered it.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'orders-made-up',
  title: 'A paid deposit without an order is released.',
  row: 'R13',
  breaks: ['RCV-10'],
  lie: { decision: 'withoutOrder', instead: () => () => 'release' },
};
