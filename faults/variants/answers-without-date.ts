import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'answers-without-date',
  title: 'Answers have no Date (C53): no page promises one. RFC 9110 §6.6.1 asks for it, so that a should is missed.',
  plays: { C53: 'no-date' },
  warns: ['CLK-09'],
};
