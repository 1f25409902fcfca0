import type { ClientVariant } from './variant.ts';

export const variant: ClientVariant = {
  id: 'reads-follow-redirects',
  title: 'A redirected read is followed without credentials.',
  lie: {
    decision: 'follows',
    instead: () => (_status, _isSameHost, ask) => (ask.method === 'GET' ? 'without-credentials' : 'no'),
  },
};
