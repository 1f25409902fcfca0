import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'short-patience',
  title: 'The status is waited for half a second.',
  lie: { decision: 'statusTimeLimit', instead: () => () => 500 },
};
