// The validator's own error page is sent.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'violations-told-without-envelope',
  title: "A broken rule of the body is told in the framework's words, without a code.",
  breaks: ['END-08'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) => {
      const answer = honest(refusal, call, expected);
      return refusal.because === 'body-invalid' ? { ...answer, body: { message: ['validation failed'], error: 'Bad Request' } } : answer;
    },
  },
};
