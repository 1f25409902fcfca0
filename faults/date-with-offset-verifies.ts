// The date is parsed before it is signed over, and what the library writes back is tried too.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'date-with-offset-verifies',
  title: 'The hash over X-Date with +00:00 for Z verifies.',
  breaks: ['SIG-03'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => {
      const text = Buffer.from(message).toString('latin1');
      const written = Buffer.from(text.replace(/^([^Z]{19})Z/, '$1+00:00'), 'latin1');
      return honest(hash, message, secret, call) || honest(hash, written, secret, call);
    },
  },
};
