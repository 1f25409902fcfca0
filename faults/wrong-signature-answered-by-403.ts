// The web application firewall owns that refusal.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'wrong-signature-answered-by-403',
  title: 'A wrong signature gets HTTP 403.',
  breaks: ['ERR-102'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'signature-wrong' ? { ...honest(refusal, call, expected), status: 403 } : honest(refusal, call, expected),
  },
};
