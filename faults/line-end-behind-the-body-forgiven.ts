// Shell clients sign a file with the line end that curl takes from it (`-d @file`), and are helped.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'line-end-behind-the-body-forgiven',
  title: 'The hash over the body with a line end behind it verifies.',
  row: 'S27',
  breaks: ['SIG-03', 'SIG-04'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) =>
      honest(hash, message, secret, call) || honest(hash, Buffer.concat([message, Buffer.from('\n')]), secret, call),
  },
};
