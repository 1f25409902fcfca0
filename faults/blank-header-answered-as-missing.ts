// A blank field counts as none.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'blank-header-answered-as-missing',
  title: 'A blank X-Idempotency-Key gets code 101.',
  breaks: ['ERR-105'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'header-blank'
        ? honest({ because: 'header-missing', header: refusal.header }, call, expected)
        : honest(refusal, call, expected),
  },
};
