import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'blanks-around-the-hash',
  title: 'Blanks around the hash are taken off, as HTTP libraries do.',
  lie: { decision: 'hash', instead: (honest) => (authorization) => honest(authorization.trim()) },
};
