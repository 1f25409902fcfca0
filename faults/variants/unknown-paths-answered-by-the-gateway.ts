import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'unknown-paths-answered-by-the-gateway',
  title: 'An unknown path gets a 403 from the gateway, in a form of its own.',
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) =>
      refusal.because === 'path-unknown'
        ? { status: 403, body: { message: 'Missing Authentication Token' } }
        : honest(refusal, call, expected),
  },
};
