// The id of the path is parsed without a look at its size.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'odd-ids-fail-inside',
  title: 'A deposit id that is no number gets a 500.',
  breaks: ['END-04'],
  lie: {
    decision: 'parameterProblems',
    instead: (honest) => (call) => {
      const id = call.parameters.deposit_id;
      if (id !== undefined && !/^\d{1,18}$/.test(id)) throw new RangeError('NumberFormatException');
      return honest(call);
    },
  },
};
