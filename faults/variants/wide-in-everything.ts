import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'wide-in-everything',
  title: 'Wide readings together: what any page, sample or client has is taken.',
  plays: {
    C2: 'okp-too',
    C3: 'offsets-and-milliseconds',
    C7: 'wait',
    C14: 'status-200',
    C18: 'string',
    C19: 'string',
    C21: 'both',
    C28: 'deposit-key-too',
    C29: 'read-only-key-too',
    C34: 'without-v3-too',
    C38: 'redirect',
    C39: 'nfc',
    C40: 'convert',
    C41: 'accept',
    C42: 'accept',
    C43: 'accept',
    C44: 'any',
    C46: 'signed-only',
    C50: 'taken-too',
    C51: 'first-wins',
  },
};
