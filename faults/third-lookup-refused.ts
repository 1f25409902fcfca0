// A guard against scraping answers a third lookup in a second as a bad request.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'third-lookup-refused',
  title: 'The third lookup within a second is refused with code 201.',
  breaks: ['END-01'],
  lie: {
    decision: 'parameterProblems',
    instead: (honest) => {
      let second = 0;
      let lookups = 0;
      return (call) => {
        if (call.operation.authentication !== 'read-only') return honest(call);
        const now = Math.floor(call.now / 1000);
        lookups = now === second ? lookups + 1 : 1;
        second = now;
        return lookups > 2 ? [{ pointer: '', rule: 'too many' }] : honest(call);
      };
    },
  },
};
