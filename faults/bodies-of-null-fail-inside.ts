// The body is JSON, so it must have members, thinks whoever reads them.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'bodies-of-null-fail-inside',
  title: 'A body that is null gets a 500.',
  breaks: ['END-03'],
  lie: {
    decision: 'problems',
    instead: (honest) => (body, call) => {
      if (body === null) throw new TypeError("Cannot read properties of null (reading 'country')");
      return honest(body, call);
    },
  },
};
