// The table of routes is asked with the whole target, query and all.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'queries-unrouted',
  title: 'Paths with a query are unknown.',
  breaks: ['END-01'],
  lie: { decision: 'route', instead: (honest) => (method, target, environment) => honest(method, target.replace('?', '%3F'), environment) },
};
