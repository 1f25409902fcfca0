// The library strips what it knows to be secret.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'bodies-follow-redirects',
  title: 'A redirected creation goes to the other host, without its credentials.',
  breaks: ['ENV-05'],
  lie: {
    decision: 'follows',
    instead: () => () => 'without-credentials',
  },
};
