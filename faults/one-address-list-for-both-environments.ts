// The panel has one list, which is written to every environment.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'one-address-list-for-both-environments',
  title: 'The list of the first environment guards the second too.',
  breaks: ['ENV-04'],
  lie: { decision: 'looksInto', instead: (honest) => (memory, call) => (memory === 'addresses' ? ['first'] : honest(memory, call)) },
};
