import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'other-methods-closed',
  title: 'Other methods than POST get no answer.',
  lie: { decision: 'answer', instead: (honest) => (handled) => (handled === 'not-taken' ? { kind: 'closed' } : honest(handled)) },
};
