// A missing body is an empty object to the framework, and is hashed as one.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'no-body-hashed-as-braces',
  title: 'A call without a body is hashed with {} for it.',
  row: 'S05',
  breaks: ['SIG-05', 'SIG-01'],
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) => honest(xDate, xLogin, body.length === 0 ? Buffer.from('{}') : body, call),
  },
};
