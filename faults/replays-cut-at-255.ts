// The answer is kept in a column of 255 characters.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'replays-cut-at-255',
  title: 'The body of a replay ends after 255 bytes.',
  breaks: ['IDM-02', 'IDM-20'],
  lie: {
    decision: 'replay',
    instead: (honest) => (kept, call) => {
      const answer = honest(kept, call);
      return { ...answer, body: answer.body.subarray(0, 255) };
    },
  },
};
