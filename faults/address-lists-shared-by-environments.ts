// Addresses belong to the merchant, wherever they were put on the list.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'address-lists-shared-by-environments',
  title: 'An address that is listed in one environment is served in both.',
  breaks: ['ENV-04'],
  lie: {
    decision: 'looksInto',
    instead: (honest) => (memory, call) => (memory === 'addresses' ? ['first', 'second'] : honest(memory, call)),
  },
};
