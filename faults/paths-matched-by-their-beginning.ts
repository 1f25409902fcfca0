// A route is a prefix.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'paths-matched-by-their-beginning',
  title: 'A known path with more behind it is the known path.',
  breaks: ['END-05'],
  lie: {
    decision: 'route',
    instead: (honest) => (method, target, environment) => {
      const routing = honest(method, target, environment);
      return routing.kind === 'unknown-path' ? honest(method, target.replace(/\/[^/?]*(?=\?|$)/, ''), environment) : routing;
    },
  },
};
