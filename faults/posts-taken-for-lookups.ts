// Lookups are bound to every method.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'posts-taken-for-lookups',
  title: 'A POST on a lookup is served as a GET.',
  breaks: ['END-05'],
  lie: {
    decision: 'route',
    instead: (honest) => (method, target, environment) => {
      const routing = honest(method, target, environment);
      return routing.kind === 'unknown-method' && method === 'POST' ? honest('GET', target, environment) : routing;
    },
  },
};
