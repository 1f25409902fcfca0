// A URL is a URL.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'plain-http',
  title: 'Plain HTTP is called where it is configured.',
  breaks: ['TLS-02'],
  lie: {
    decision: 'dials',
    instead: () => () => true,
  },
};
