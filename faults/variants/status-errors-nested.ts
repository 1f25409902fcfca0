import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'status-errors-nested',
  title: 'Errors of the status calls are nested, as the newer status page has them (C20).',
  plays: { C20: 'nested' },
};
