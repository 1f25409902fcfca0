import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'created-deposits-answered-by-200',
  title: 'A created deposit gets HTTP 200, as the stubs of the Java SDK have it (C14).',
  plays: { C14: 'status-200' },
};
