// The work is queued before the signature is compared; only the answer says no.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'declined-and-executed',
  title: 'A call with a wrong signature is declined and takes effect.',
  row: 'S43',
  breaks: ['SIG-02', 'SIG-03', 'SIG-04', 'SIG-07'],
  lie: {
    decision: 'afterRefusal',
    instead: (honest) => (refusal, call) => (refusal.because === 'signature-wrong' ? 'work-silently' : honest(refusal, call)),
  },
};
