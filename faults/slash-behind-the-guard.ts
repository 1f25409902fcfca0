// The guard matches exact paths, the router forgives a trailing slash.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'slash-behind-the-guard',
  title: 'A path with a slash behind it needs no Authorization.',
  breaks: ['AUT-01'],
  lie: {
    decision: 'requiredHeaders',
    instead: (honest) => (call) =>
      call.arrival.request.target.endsWith('/') ? honest(call).filter((name) => name !== 'Authorization') : honest(call),
  },
};
