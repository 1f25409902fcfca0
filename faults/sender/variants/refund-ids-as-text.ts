import { encodeUtf8 } from '../../../core/utf8.ts';
import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'refund-ids-as-text',
  title: 'refund_id is a text, as some pages have it (C19).',
  lie: {
    decision: 'body',
    instead: (honest) => (notice) => (notice.about === 'refund' ? encodeUtf8(`{"refund_id":"${notice.id}"}`) : honest(notice)),
  },
};
