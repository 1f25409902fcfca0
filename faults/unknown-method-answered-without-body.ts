// The framework answers 405 by itself, with nothing in it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'unknown-method-answered-without-body',
  title: 'An undocumented method gets an empty 405.',
  breaks: ['ERR-200'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'method-not-allowed' ? { status: 405, body: undefined } : honest(refusal, call, expected),
  },
};
