import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'things-of-others-answered-by-403',
  title: "Another merchant's deposit is forbidden, not unknown.",
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'not-found' ? { ...honest(refusal, call, expected), status: 403 } : honest(refusal, call, expected),
  },
};
