import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'received-hash-echoed',
  title: 'An error shows what was sent, which tells nothing that the caller does not know (SIG-08).',
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) => {
      const { status, body } = honest(refusal, call, expected);
      const received = call.arrival.request.headers.map(([name, value]) => `${name}: ${value}`);
      return { status, body: typeof body === 'object' && body !== null && 'code' in body ? { ...body, received } : body };
    },
  },
};
