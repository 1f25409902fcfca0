// END-06 gives a created deposit 5 s to become readable: replicas differ in how far they are.
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'readable-after-a-few-reads',
  title: 'A created deposit is found at the fourth read.',
  lie: {
    decision: 'readable',
    instead: (honest) => {
      const reads = new Map<number, number>();
      return (deposit, call) => {
        const read = (reads.get(deposit.depositId) ?? 0) + 1;
        reads.set(deposit.depositId, read);
        return read > 3 && honest(deposit, call);
      };
    },
  },
};
