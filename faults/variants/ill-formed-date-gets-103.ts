import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'ill-formed-date-gets-103',
  title: 'An ill-formed X-Date gets code 103 (C5).',
  plays: { C5: 'code-103' },
};
