// C23: by one reading PENDING is a checkout that the payer has opened, so that a new deposit is CREATED.
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'deposits-begin-created',
  title: 'A new deposit is CREATED, with all data too (C23).',
  lie: {
    decision: 'body',
    instead: (honest) => (body, call) => {
      const told = honest(body, call);
      if (typeof told !== 'object' || told === null || !('status' in told) || told.status !== 'PENDING') return told;
      return call.parameters.deposit_id === undefined ? told : { ...told, status: 'CREATED' };
    },
  },
};
