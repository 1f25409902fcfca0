// The list is kept in the panel, and nothing reads it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'address-list-unchecked',
  title: 'Calls from any address are served.',
  breaks: ['IPA-01'],
  lie: { decision: 'addressListed', instead: () => () => true },
};
