// The server knows the method as little as the path does, and says 501.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'patch-not-implemented',
  title: 'PATCH gets 501, not 405.',
  breaks: ['END-05'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) => {
      const answer = honest(refusal, call, expected);
      return refusal.because === 'method-not-allowed' && call.arrival.request.method === 'PATCH' ? { ...answer, status: 501 } : answer;
    },
  },
};
