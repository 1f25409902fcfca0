// A date that is off is a signature that is off, to the library.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'stale-date-answered-as-wrong-signature',
  title: 'A date outside the window gets code 102.',
  breaks: ['ERR-103'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'date-outside' ? honest({ because: 'signature-wrong' }, call, expected) : honest(refusal, call, expected),
  },
};
