import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'told-after-minutes',
  title: 'A change is told some minutes later, as in the test environment.',
  lie: { decision: 'tellsAfter', instead: () => () => 240_000 },
};
