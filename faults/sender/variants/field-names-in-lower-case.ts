import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'field-names-in-lower-case',
  title: 'Names of fields are in lower case: letter case means nothing in them (RFC 9110 §5.1).',
  lie: {
    decision: 'headers',
    instead: () => (lines) => lines.map(([name, value]) => [name.toLowerCase(), value]),
  },
};
