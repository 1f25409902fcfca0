import { hasDuplicateMembers } from '../../../core/json.ts';
import type { ReceiverVariant } from './variant.ts';

export const variant: ReceiverVariant = {
  id: 'repeated-members-refused',
  title: 'A body with a member twice is refused.',
  lie: {
    decision: 'parse',
    instead: (honest) => (text) => {
      const body = honest(text);
      return body && hasDuplicateMembers(body) ? undefined : body;
    },
  },
};
