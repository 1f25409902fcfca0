// Logins are kept in lower case, and the kept one is tried where the sent one does not fit.
import { headerValue } from '../core/exchange.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'login-in-lower-case-verifies',
  title: 'The hash over X-Login in lower case verifies.',
  breaks: ['SIG-03'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => {
      const login = headerValue(call.arrival.request.headers, 'X-Login') ?? '';
      const text = Buffer.from(message).toString('latin1');
      const lower = Buffer.from(
        text.replace(login, () => login.toLowerCase()),
        'latin1',
      );
      return honest(hash, message, secret, call) || honest(hash, lower, secret, call);
    },
  },
};
