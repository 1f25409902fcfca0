// Errors are told in the body, and the status is always 200.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'invalid-bodies-answered-by-200',
  title: 'A body that breaks its schema gets the error with status 200.',
  breaks: ['END-03', 'END-08'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) => {
      const answer = honest(refusal, call, expected);
      return refusal.because === 'body-invalid' ? { ...answer, status: 200 } : answer;
    },
  },
};
