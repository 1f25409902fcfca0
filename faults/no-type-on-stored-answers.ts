// Only body and status of an answer are stored under a key.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'no-type-on-stored-answers',
  title: 'A replayed answer has no Content-Type.',
  breaks: ['HDR-05'],
  lie: {
    decision: 'replay',
    instead: (honest) => (kept, call) => {
      const { status, body } = honest(kept, call);
      return { status, headers: [], body };
    },
  },
};
