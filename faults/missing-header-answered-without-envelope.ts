// The gateway answers in its own form.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'missing-header-answered-without-envelope',
  title: 'A missing header is answered with a message alone.',
  breaks: ['ERR-101'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'header-missing' ? { status: 400, body: { message: 'Bad Request' } } : honest(refusal, call, expected),
  },
};
