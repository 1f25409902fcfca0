// The names of one country were never translated.
import type { JsonValue } from '../core/json.ts';
import type { Fault } from './fault.ts';

function nameless(item: JsonValue): JsonValue {
  return typeof item === 'object' && item !== null && !Array.isArray(item) ? { ...item, name: null } : item;
}

export const fault: Fault = {
  id: 'names-missing-in-one-country',
  title: 'Payment methods of Mexico have null for their name.',
  breaks: ['END-02'],
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      return call.arrival.request.target.includes('payment_methods?country=MX') && Array.isArray(told) ? told.map(nameless) : told;
    },
  },
};
