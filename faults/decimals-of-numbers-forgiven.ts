// Amounts come as 100.00 from some clients that signed 100, and both are tried.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'decimals-of-numbers-forgiven',
  title: 'The hash of the body with 100 verifies for a body with 100.00.',
  row: 'S14',
  breaks: ['SIG-04'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => {
      const { body } = call.arrival.request;
      const shorter = Buffer.from(
        Buffer.from(body)
          .toString('latin1')
          .replace(/(?<=[:\s]\d+)\.0+(?=[,}\s])/g, ''),
        'latin1',
      );
      const head = message.subarray(0, message.length - body.length);
      return honest(hash, message, secret, call) || honest(hash, Buffer.concat([head, shorter]), secret, call);
    },
  },
};
