// The space was trimmed off the constant.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'scheme-without-space',
  title: 'No space stands behind the scheme.',
  row: 'S02',
  breaks: ['SIG-09'],
  lie: {
    decision: 'authorization',
    instead: () => (scheme, hash) => `${scheme}${hash}`,
  },
};
