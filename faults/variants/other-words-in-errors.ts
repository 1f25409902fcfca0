import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'other-words-in-errors',
  title: 'Descriptions are in another language: no page gives the words.',
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) => {
      const { status, body } = honest(refusal, call, expected);
      return {
        status,
        body:
          typeof body === 'object' && body !== null && 'description' in body
            ? { ...body, description: 'Requisição inválida: não é possível 🚫' }
            : body,
      };
    },
  },
};
