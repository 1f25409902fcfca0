// Many servers write the Date once a second.
import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'date-written-once-a-second',
  title: 'The Date of an answer may be a second old (RFC 9110 lets it be an approximation).',
  lie: { decision: 'dateField', instead: (honest) => (now) => honest(now - 999) },
};
