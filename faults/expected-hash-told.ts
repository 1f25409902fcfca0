// The error says what would have been right, to help integrators.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'expected-hash-told',
  title: 'A wrong signature is answered with the right hash.',
  row: 'S49',
  breaks: ['SIG-08'],
  lie: {
    decision: 'answerTo',
    instead: (honest) => (refusal, call, expected) => {
      const { status, body } = honest(refusal, call, expected);
      return {
        status,
        body:
          typeof body === 'object' && expected !== undefined ? { ...body, description: `Invalid signature, expected ${expected}` } : body,
      };
    },
  },
};
