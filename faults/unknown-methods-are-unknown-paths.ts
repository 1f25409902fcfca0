// The route of another method is not looked for.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'unknown-methods-are-unknown-paths',
  title: 'An undocumented method gets 404.',
  breaks: ['END-05'],
  lie: {
    decision: 'route',
    instead: (honest) => (method, target, environment) => {
      const routing = honest(method, target, environment);
      return routing.kind === 'unknown-method' ? { kind: 'unknown-path' } : routing;
    },
  },
};
