// One of three nodes lost its time server.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'one-clock-of-three-slow',
  title: 'Every third call is judged by a clock that is 8 s slow.',
  breaks: ['CLK-02', 'CLK-03'],
  lie: {
    decision: 'window',
    instead: (honest) => {
      let calls = 0;
      return (dateMs, call) => {
        calls += 1;
        return honest(dateMs, calls % 3 === 0 ? { ...call, now: call.now - 8000 } : call);
      };
    },
  },
};
