// The list guards what moves money only.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'address-unchecked-on-reads',
  title: 'GETs from any address are served.',
  breaks: ['IPA-01'],
  lie: { decision: 'addressListed', instead: (honest) => (account, call) => call.operation.method === 'GET' || honest(account, call) },
};
