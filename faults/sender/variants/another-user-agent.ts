import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'another-user-agent',
  title: 'It says who sends, and takes any answer: no page says which other fields come along.',
  lie: {
    decision: 'headers',
    instead: () => (lines) => [['User-Agent', 'Apache-HttpClient/4.5.13 (Java/11.0.20)'], ['Accept', '*/*'], ...lines],
  },
};
