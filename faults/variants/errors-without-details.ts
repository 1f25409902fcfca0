import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'errors-without-details',
  title: 'Errors have no details and no type.',
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) => {
      const { status, body } = honest(refusal, call, expected);
      if (typeof body !== 'object' || body === null || !('code' in body)) return { status, body };
      return { status, body: { code: body.code ?? null, description: body.description ?? null } };
    },
  },
};
