import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'upper-case-hash-too',
  title: 'A hash in upper case verifies too (C26, C43).',
  lie: { decision: 'hash', instead: (honest) => (authorization) => honest(authorization)?.toLowerCase() },
};
