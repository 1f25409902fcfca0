import type { Variant } from './variant.ts';

export const variant: Variant = {
  id: 'content-in-gets-refused',
  title: 'A GET with content is refused as ill-formed: RFC 9110 §9.3.1 gives it no meaning.',
  lie: {
    decision: 'signedMessage',
    instead: (honest) => (xDate, xLogin, body, call) =>
      honest(xDate, xLogin, call.operation.method === 'GET' ? new Uint8Array(0) : body, call),
  },
};
