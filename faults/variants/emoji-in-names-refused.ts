import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'emoji-in-names-refused',
  title: 'Names with characters beyond 16 bits get a clear 4xx, which is right too (UTF-01).',
  lie: {
    decision: 'decode',
    instead: (honest) => (body, contentType, call) => {
      const text = honest(body, contentType, call);
      return text !== undefined && /[\u{10000}-\u{10ffff}]|\\u[dD][89a-fA-F]/u.test(text) ? undefined : text;
    },
  },
};
