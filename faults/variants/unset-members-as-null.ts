import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'unset-members-as-null',
  title: 'Members without a value are null and not absent.',
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const answer = honest(body, call);
      if (call.operation.id !== 'depositStatus' || typeof answer !== 'object' || answer === null || Array.isArray(answer)) return answer;
      return { bonus_amount: null, bonus_relative: null, crypto: null, payment_method: null, payer: null, ...answer };
    },
  },
};
