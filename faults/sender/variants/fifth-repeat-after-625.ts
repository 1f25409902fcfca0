import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'fifth-repeat-after-625',
  title: 'The fifth repeat comes 625 minutes after the fourth (C25).',
  plays: { C25: 'fifth-gap-625' },
};
