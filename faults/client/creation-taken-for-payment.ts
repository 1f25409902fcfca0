// The payer came back from the page.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'creation-taken-for-payment',
  title: 'A deposit counts as paid when it was created.',
  row: 'C16',
  breaks: ['CLT-04'],
  lie: {
    decision: 'paid',
    instead: (honest) => (body, ask) => ask.operation === 'createDeposit' || honest(body, ask),
  },
};
