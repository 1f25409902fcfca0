// A card refund is answered at once, with its deposit and what came of it.
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'refunds-told-with-their-result',
  title: 'The answer to a refund tells its result too.',
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      if (call.operation.creates !== 'refund' || typeof told !== 'object' || told === null) return told;
      return { ...told, refund_info: { type: 'CREDIT_CARD', result: 'IN_PROGRESS' } };
    },
  },
};
