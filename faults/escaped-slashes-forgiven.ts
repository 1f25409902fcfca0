// PHP clients sign before their slashes are escaped, and are helped.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'escaped-slashes-forgiven',
  title: 'The hash of the body without escaped slashes verifies for a body with them.',
  row: 'S11',
  breaks: ['SIG-04'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => {
      const { body } = call.arrival.request;
      const bare = Buffer.from(Buffer.from(body).toString('latin1').replaceAll('\\/', '/'), 'latin1');
      const head = message.subarray(0, message.length - body.length);
      return honest(hash, message, secret, call) || honest(hash, Buffer.concat([head, bare]), secret, call);
    },
  },
};
