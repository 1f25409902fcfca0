// One message for all that cannot be authenticated.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'wrong-signature-answered-as-unknown-login',
  title: 'A wrong signature gets code 100.',
  breaks: ['ERR-102'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'signature-wrong' ? honest({ because: 'credentials-unknown' }, call, expected) : honest(refusal, call, expected),
  },
};
