// The list is keyed by code, and a keyed array serialises as an object.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'lists-told-as-objects',
  title: 'States come as an object by code, not as a list.',
  breaks: ['END-02'],
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      return call.operation.path === '/v3/states' && Array.isArray(told) ? { ...told } : told;
    },
  },
};
