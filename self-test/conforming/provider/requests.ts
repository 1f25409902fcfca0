import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { headerValue } from '../../../core/exchange.ts';
import { defineConforming } from '../../define.ts';

/** Requests that a provider may refuse for its own sake. */
export const requestsVariants = defineConforming<ProviderDecisions>({
  'content-length-required': {
    title: 'A body without Content-Length is refused by a 4xx, as RFC 9112 §6.1 allows.',
    override: {
      requiredHeaders: (conforming) => (call) =>
        headerValue(call.arrival.request.headers, 'transfer-encoding') === undefined
          ? conforming(call)
          : [...conforming(call), 'Content-Length'],
    },
  },
  'content-in-gets-refused': {
    title: 'A GET with content is refused as ill-formed: RFC 9110 §9.3.1 gives it no meaning.',
    override: {
      signedMessage: (conforming) => (xDate, xLogin, body, call) =>
        conforming(xDate, xLogin, call.operation.method === 'GET' ? new Uint8Array(0) : body, call),
    },
  },
  'emoji-in-names-refused': {
    title: 'Names with characters beyond 16 bits get a clear 4xx, which is right too (UTF-01).',
    override: {
      decode: (conforming) => (body, contentType, call) => {
        const text = conforming(body, contentType, call);
        return text !== undefined && /[\u{10000}-\u{10ffff}]|\\u[dD][89a-fA-F]/u.test(text) ? undefined : text;
      },
    },
  },
});
