import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'signed-without-scheme',
  title: 'The Authorization value is the hash alone (C26).',
  plays: { C26: 'without-scheme' },
};
