// Verified logins are remembered for the second of their X-Date, to spare the HMAC.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'signature-checked-once-a-second',
  title: 'After one right call, any hash passes with the same X-Login and X-Date.',
  breaks: ['SIG-02'],
  lie: {
    decision: 'verifies',
    instead: (honest) => {
      const verified = new Set<string>();
      return (hash, message, secret, call) => {
        const { body } = call.arrival.request;
        const who = Buffer.from(message.subarray(0, message.length - body.length)).toString('latin1');
        const right = honest(hash, message, secret, call);
        if (right) verified.add(who);
        return right || verified.has(who);
      };
    },
  },
};
