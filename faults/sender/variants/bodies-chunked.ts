import type { SenderVariant } from './variant.ts';

export const variant: SenderVariant = {
  id: 'bodies-chunked',
  title: 'Bodies come in chunks, without a Content-Length (RFC 9112 §7.1).',
  lie: { decision: 'headers', instead: () => (lines) => [...lines, ['Transfer-Encoding', 'chunked']] },
};
