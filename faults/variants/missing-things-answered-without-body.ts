import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'missing-things-answered-without-body',
  title: 'What is not found gets an empty 404.',
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) => {
      const answer = honest(refusal, call, expected);
      return answer.status === 404 ? { status: 404, body: undefined } : answer;
    },
  },
};
