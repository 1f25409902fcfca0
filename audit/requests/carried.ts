import { credentialHeaders } from '../../core/contract/scheme.ts';
import { headerValue } from '../../core/exchange.ts';
import type { RequestLaw, SeenRequest } from './request.ts';

/** The parts of a request that must not reach the wrong place. */
export function carried({ request: { headers, body } }: SeenRequest, { contract }: RequestLaw): string | undefined {
  if (credentialHeaders(contract.scheme).some((name) => headerValue(headers, name) !== undefined)) return 'credentials';
  return body.length > 0 ? 'a body' : undefined;
}
