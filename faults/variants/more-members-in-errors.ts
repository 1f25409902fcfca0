import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'more-members-in-errors',
  title: 'Errors have members that no page shows: objects are open.',
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) => {
      const { status, body } = honest(refusal, call, expected);
      return {
        status,
        body:
          typeof body === 'object' && body !== null
            ? { ...body, timestamp: '2026-01-31T12:00:00Z', path: call.arrival.request.target, errors: [] }
            : body,
      };
    },
  },
};
