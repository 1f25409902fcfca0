import { encodeUtf8 } from '../../../core/utf8.ts';
import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'more-members',
  title: 'The body has more members than the documented one: objects are open.',
  lie: {
    decision: 'body',
    instead:
      () =>
      ({ about, id, attempt }) =>
        encodeUtf8(`{"event":"status","${about}_id":${id},"try":${attempt}}`),
  },
};
