import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'documented-members-required',
  title: 'All members are required that the OpenAPI document requires (C45).',
  plays: { C45: 'documented-required' },
};
