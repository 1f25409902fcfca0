import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'basic-too',
  title: 'HTTP Basic with the API Key of the set is taken too, as seed A has it (C50).',
  plays: { C50: 'taken-too' },
};
