// The router knows pairs of method and path only.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'unknown-method-answered-as-unknown-path',
  title: 'An undocumented method gets code 208.',
  breaks: ['ERR-200'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'method-not-allowed' ? honest({ because: 'path-unknown' }, call, expected) : honest(refusal, call, expected),
  },
};
