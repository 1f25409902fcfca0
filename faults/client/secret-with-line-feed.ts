// It was read from a file.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'secret-with-line-feed',
  title: 'The API Signature ends in a line feed.',
  row: 'S32',
  breaks: ['SIG-09'],
  lie: {
    decision: 'secret',
    instead: (honest) => (keys) => `${honest(keys)}\n`,
  },
};
