// Nobody shall learn which logins exist.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'unknown-login-answered-as-wrong-signature',
  title: 'An unknown X-Login gets code 102.',
  breaks: ['ERR-100'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'credentials-unknown' ? honest({ because: 'signature-wrong' }, call, expected) : honest(refusal, call, expected),
  },
};
