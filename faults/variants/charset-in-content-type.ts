import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'charset-in-content-type',
  title: 'Answers say their charset, in other letter case (RFC 9110 §8.3.1).',
  lie: { decision: 'contentType', instead: () => () => 'Application/JSON;charset=UTF-8' },
};
