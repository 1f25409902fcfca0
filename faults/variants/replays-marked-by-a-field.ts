// Bytes and status are the first ones; fields of the answer are not spoken of.
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'replays-marked-by-a-field',
  title: 'A replay has a field that says so.',
  lie: {
    decision: 'replay',
    instead: (honest) => (kept, call) => {
      const answer = honest(kept, call);
      return { ...answer, headers: [...answer.headers, ['Idempotent-Replayed', 'true']] };
    },
  },
};
