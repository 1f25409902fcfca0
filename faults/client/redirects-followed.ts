// curl -L, with headers set by hand.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'redirects-followed',
  title: 'Redirects are followed with all headers.',
  breaks: ['ENV-05', 'AUT-07'],
  lie: {
    decision: 'follows',
    instead: () => () => 'with-credentials',
  },
};
