// Enumerations are open: clients have met statuses that no page lists (C22).
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'statuses-of-its-own',
  title: 'What waits for its payment has a status that no page lists.',
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      if (typeof told !== 'object' || told === null || !('status' in told) || told.status !== 'PENDING') return told;
      return { ...told, status: 'WAITING_FOR_BANK' };
    },
  },
};
