// Headers are judged by the same validator as bodies.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'missing-header-answered-as-bad-request-body',
  title: 'A missing header gets code 201.',
  breaks: ['ERR-101'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'header-missing'
        ? honest({ because: 'body-invalid', problems: [] }, call, expected)
        : honest(refusal, call, expected),
  },
};
