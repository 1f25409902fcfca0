// The first segment of a path is the version, whatever it is.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'any-version-served',
  title: 'Paths are served under any first segment, not v3 alone.',
  breaks: ['END-05'],
  lie: {
    decision: 'route',
    instead: (honest) => (method, target, environment) => honest(method, target.replace(/^\/[^/?]+\//, '/v3/'), environment),
  },
};
