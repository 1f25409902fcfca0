import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'scheme-left-out-too',
  title: 'A hash without the scheme before it is read too (C26).',
  lie: {
    decision: 'hash',
    instead: (honest) => (authorization) => (/^[0-9a-f]{64}$/.test(authorization) ? authorization : honest(authorization)),
  },
};
