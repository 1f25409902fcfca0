import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'busy-while-working',
  title: 'A notification of a deposit that is being worked on is refused, and comes again.',
  lie: { decision: 'whileWorking', instead: () => () => 'refuse' },
};
