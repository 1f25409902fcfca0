// One environment runs an older release.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'lookups-of-the-second-environment-in-another-version',
  title: 'The second environment serves its lookups under /v2.',
  breaks: ['ENV-01'],
  lie: {
    decision: 'route',
    instead: (honest) => (method, target, environment) => {
      const routing = honest(method, environment === 'second' ? target.replace(/^\/v2\//, '/v3/') : target, environment);
      const lookup = routing.kind === 'operation' && routing.operation.authentication === 'read-only';
      return environment === 'second' && lookup && !target.startsWith('/v2/') ? { kind: 'unknown-path' } : routing;
    },
  },
};
