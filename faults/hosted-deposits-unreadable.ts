// A deposit enters the table of payments once the payer has chosen how to pay.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'hosted-deposits-unreadable',
  title: 'A HOSTED deposit cannot be read.',
  breaks: ['END-06'],
  lie: {
    decision: 'readable',
    instead: (honest) => (deposit, call) => deposit.checkoutType !== 'HOSTED' && honest(deposit, call),
  },
};
