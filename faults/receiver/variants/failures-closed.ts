import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'failures-closed',
  title: 'A failure while handling closes the connection: not 2XX either.',
  lie: { decision: 'answer', instead: (honest) => (handled) => (handled === 'failed' ? { kind: 'closed' } : honest(handled)) },
};
