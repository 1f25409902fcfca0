import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'charset-named',
  title: 'Content-Type names the charset: UTF-8 is what JSON is in (C44).',
  lie: {
    decision: 'headers',
    instead: () => (lines) => lines.map(([name, value]) => [name, name === 'Content-Type' ? 'application/json; charset=UTF-8' : value]),
  },
};
