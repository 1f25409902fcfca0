// The answer is written into a buffer that the next read finds.
import type { JsonValue } from '../core/json.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'status-of-the-read-before',
  title: 'Every fourth status call shows the deposit of the call before.',
  breaks: ['END-06'],
  lie: {
    decision: 'body',
    instead: (honest) => {
      let reads = 0;
      let before: JsonValue | undefined;
      return (body, call) => {
        const told = honest(body, call);
        if (call.parameters.deposit_id === undefined) return told;
        reads += 1;
        const shown = reads % 4 === 0 ? (before ?? told) : told;
        before = told;
        return shown;
      };
    },
  },
};
