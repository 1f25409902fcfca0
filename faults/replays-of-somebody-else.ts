// The answer is read from a variable that all requests share.
import type { WireResponse } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'replays-of-somebody-else',
  title: 'A replay gives the answer of the replay before it.',
  breaks: ['IDM-02'],
  lie: {
    decision: 'replay',
    instead: (honest) => {
      let shared: WireResponse | undefined;
      return (kept, call) => {
        const answer = shared ?? honest(kept, call);
        shared = kept;
        return answer;
      };
    },
  },
};
