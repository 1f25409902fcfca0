// Whatever is unknown gets the start page of the application.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'unknown-paths-answered-by-200',
  title: 'An unknown path gets 200.',
  breaks: ['END-05'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'path-unknown' ? { status: 200, body: {} } : honest(refusal, call, expected),
  },
};
