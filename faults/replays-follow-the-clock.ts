// The answer is made anew from the row, and its moments are those of making it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'replays-follow-the-clock',
  title: 'A replay tells when it was given: created_at moves with it.',
  breaks: ['IDM-02'],
  lie: {
    decision: 'replay',
    instead: (honest) => (kept, call) => {
      const answer = honest(kept, call);
      const now = new Date(call.now + 1000).toISOString().slice(0, 19).replace('T', ' ');
      const text = Buffer.from(answer.body).toString('utf8');
      return { ...answer, body: Buffer.from(text.replace(/(?<="created_at":")[^"]*/, now)) };
    },
  },
};
