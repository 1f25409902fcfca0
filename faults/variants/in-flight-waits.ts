import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'in-flight-waits',
  title: 'A request whose key is in flight waits for the first one and gets its outcome (C7).',
  plays: { C7: 'wait' },
};
