import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'details-always-there',
  title: 'Errors have details always, if only an empty list.',
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) => {
      const { status, body } = honest(refusal, call, expected);
      return { status, body: typeof body === 'object' && body !== null && 'code' in body ? { details: [], ...body } : body };
    },
  },
};
