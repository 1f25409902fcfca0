// Amounts are whole numbers in the database.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'amounts-compared-by-their-whole-part',
  title: 'Amounts are compared by their whole part.',
  breaks: ['RCV-11'],
  lie: {
    decision: 'releases',
    instead: (honest) => (seen, order) =>
      honest(Math.trunc(Number(seen.amount)) === Math.trunc(Number(order.amount)) ? { ...seen, amount: order.amount } : seen, order),
  },
};
