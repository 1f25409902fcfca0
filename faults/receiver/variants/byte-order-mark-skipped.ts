import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'byte-order-mark-skipped',
  title: 'A byte order mark is skipped (RFC 8259 §8.1 lets a parser).',
  lie: { decision: 'decode', instead: (honest) => (body) => honest(body)?.replace(/^\ufeff/, '') },
};
