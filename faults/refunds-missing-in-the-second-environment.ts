// Refunds were tested, and never released.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refunds-missing-in-the-second-environment',
  title: 'The second environment has no refunds.',
  breaks: ['ENV-01'],
  lie: {
    decision: 'route',
    instead: (honest) => (method, target, environment) =>
      environment === 'second' && target.startsWith('/v3/refunds') ? { kind: 'unknown-path' } : honest(method, target, environment),
  },
};
