// The address is looked at when the answer is written, after the work.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'unlisted-and-executed',
  title: 'A call from an unlisted address is refused and takes effect.',
  breaks: ['IPA-01'],
  lie: {
    decision: 'afterRefusal',
    instead: (honest) => (refusal, call) => (refusal.because === 'address-unlisted' ? 'work-silently' : honest(refusal, call)),
  },
};
