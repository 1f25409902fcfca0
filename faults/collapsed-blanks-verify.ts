// A log shows bodies with their blanks collapsed, and somebody signed what the log showed.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'collapsed-blanks-verify',
  title: 'The hash over the body with each run of blanks as one verifies.',
  breaks: ['SIG-04'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => {
      const collapsed = Buffer.from(Buffer.from(message).toString('latin1').replace(/\s+/g, ' '), 'latin1');
      return honest(hash, message, secret, call) || honest(hash, collapsed, secret, call);
    },
  },
};
