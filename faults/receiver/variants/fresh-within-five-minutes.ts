import { parseXDate } from '../../../core/contract/clock.ts';
import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'fresh-within-five-minutes',
  title: 'A date that is more than five minutes away is refused (RCV-18).',
  lie: { decision: 'fresh', instead: () => (xDate, now) => Math.abs((parseXDate(xDate) ?? 0) - now) <= 300_000 },
};
