// The unique index on the key throws, and nobody catches it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'in-flight-fails-inside',
  title: 'A request whose key is in flight gets a 500.',
  row: 'I01',
  breaks: ['IDM-08'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      honest(refusal.because === 'key-in-flight' ? { because: 'failed-inside' } : refusal, call, expected),
  },
};
