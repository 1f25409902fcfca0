import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'duplicates-asked-again',
  title: 'The status of a released order is asked again; the release is guarded where it is written.',
  lie: { decision: 'isDuplicate', instead: () => () => false },
};
