// END-06 gives a created deposit 5 s to become readable.
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'readable-after-a-moment',
  title: 'A created deposit is found 200 ms after it was made.',
  lie: { decision: 'readable', instead: (honest) => (deposit, call) => call.now - deposit.createdAt >= 200 && honest(deposit, call) },
};
