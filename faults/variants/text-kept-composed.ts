import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'text-kept-composed',
  title: 'Text is kept in NFC (C39).',
  plays: { C39: 'nfc' },
};
