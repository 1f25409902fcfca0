import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'errors-as-problem-json',
  title: 'Errors are of the JSON type for problems (RFC 9457).',
  lie: { decision: 'contentType', instead: (honest) => (status) => (status >= 400 ? 'application/problem+json' : honest(status)) },
};
