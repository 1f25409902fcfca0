import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'signed-over-the-body',
  title: 'The hash is over the body alone, without X-Date and X-Login (C26).',
  plays: { C26: 'body-only' },
};
