// Where the raw bytes do not fit, the hash of the compact form is tried, for clients that sign before they pretty-print.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'blanks-around-tokens-forgiven',
  title: 'The hash of the compact body verifies for a body with blanks.',
  row: 'S07',
  breaks: ['SIG-04'],
  lie: {
    decision: 'verifies',
    instead: (honest) => (hash, message, secret, call) => {
      const { body } = call.arrival.request;
      const compact = Buffer.from(
        Buffer.from(body)
          .toString('latin1')
          .replace(/("(?:[^"\\]|\\.)*")|\s+/g, '$1'),
        'latin1',
      );
      const head = message.subarray(0, message.length - body.length);
      return honest(hash, message, secret, call) || honest(hash, Buffer.concat([head, compact]), secret, call);
    },
  },
};
