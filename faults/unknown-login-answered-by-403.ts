// The gateway translates what it cannot authenticate.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'unknown-login-answered-by-403',
  title: 'An unknown X-Login gets HTTP 403.',
  breaks: ['ERR-100'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'credentials-unknown' ? { ...honest(refusal, call, expected), status: 403 } : honest(refusal, call, expected),
  },
};
