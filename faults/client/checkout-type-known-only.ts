// An enum.
import { member } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'checkout-type-known-only',
  title: 'A checkout type that is not known breaks the client.',
  row: 'C14',
  breaks: ['CLT-03'],
  lie: {
    decision: 'tells',
    instead: (honest) => (ended, body, ask) => {
      const type = body && member(body, 'checkout_type');
      return type?.kind === 'string' && type.value !== 'ONE_SHOT'
        ? { ok: false, error: 'unknown checkout type' }
        : honest(ended, body, ask);
    },
  },
};
