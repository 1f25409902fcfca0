// The body is trimmed before the hash is made, where the plain one does not fit.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'body-covered-to-its-closing-brace',
  title: 'The hash over the body with a line end behind it verifies.',
  row: 'S27',
  breaks: ['SIG-03', 'SIG-04'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) =>
      honest(hash, message, secret, call) || honest(hash, Buffer.concat([message, Buffer.from('\n')]), secret, call),
  },
};
