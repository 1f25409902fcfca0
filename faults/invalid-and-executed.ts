// The row is written first, and the answer tells what was wrong with it.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'invalid-and-executed',
  title: 'A creation that is refused for its body is made all the same.',
  row: 'I18',
  breaks: ['END-03'],
  lie: {
    decision: 'afterRefusal',
    instead: (honest) => (refusal, call) => (refusal.because === 'body-invalid' ? 'work-silently' : honest(refusal, call)),
  },
};
