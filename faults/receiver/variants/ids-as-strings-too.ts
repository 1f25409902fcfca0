import { member } from '../../../core/json.ts';
import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'ids-as-strings-too',
  title: 'An id of digits as a string is read too (C18).',
  lie: {
    decision: 'depositId',
    instead: (honest) => (body, request) => {
      const id = member(body, 'deposit_id');
      return id?.kind === 'string' && /^[1-9]\d*$/.test(id.value) ? id.value : honest(body, request);
    },
  },
};
