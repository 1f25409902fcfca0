import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'one-at-a-time',
  title: 'Notifications of one deposit are dealt with one after another.',
  lie: { decision: 'whileWorking', instead: () => () => 'wait' },
};
