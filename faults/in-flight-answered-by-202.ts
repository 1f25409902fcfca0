// Who comes second is told that the first is being worked on: accepted, no body.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'in-flight-answered-by-202',
  title: 'A request whose key is in flight gets 202 without a body.',
  breaks: ['IDM-08'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'key-in-flight' ? { status: 202, body: undefined } : honest(refusal, call, expected),
  },
};
