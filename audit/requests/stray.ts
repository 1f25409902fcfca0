import { keyNames } from '../../core/contract/credentials.ts';
import { hashesIn, hashVerifies, messageOf, partsIn } from '../../core/contract/scheme.ts';
import { headerValue, type WireRequest } from '../../core/exchange.ts';
import { secrets } from '../../core/redaction/redaction.ts';
import type { RequestLaw } from './request.ts';

/** Whether a request comes from a page of another host than the one that it calls, as browsers report it. */
function isFromForeignPage({ headers }: WireRequest): boolean {
  const origin = headerValue(headers, 'origin');
  const site = headerValue(headers, 'sec-fetch-site');
  const own = headerValue(headers, 'host')?.toLowerCase();
  if (origin !== undefined) return !(URL.canParse(origin) && new URL(origin).host === own);
  return site === 'cross-site' || site === 'same-site';
}

/**
 * What distinguishes the requests of a foreign web page from those of the application: they contain none of its keys, and no right signature.
 * A call with one from a front end of the application is judged (AUT-07, AUT-10).
 */
export function strayRequests({
  contract,
  profile,
  credentials,
}: Pick<RequestLaw, 'contract' | 'profile' | 'credentials'>): (request: WireRequest) => boolean {
  const { apiKey, apiSignature, readOnlyKey } = credentials;
  const names = keyNames(contract.scheme);
  const known = (role: string, value: string | undefined) => (value === undefined || value === '' ? [] : [{ role, value }]);
  const own = secrets([
    ...known(names.apiKey, apiKey),
    ...known(names.apiSignature, apiSignature),
    ...known(names.readOnlyKey, readOnlyKey),
  ]);
  const { scheme } = contract;
  const isSigned = (request: WireRequest): boolean => {
    const value = scheme.signature && headerValue(request.headers, scheme.signature.header);
    if (value === undefined || apiSignature === undefined || apiSignature === '') return false;
    const message = messageOf(scheme, partsIn(scheme, request));
    return hashesIn(scheme, profile.scheme, value).some((hash) => hashVerifies(scheme, hash, message, apiSignature));
  };
  return (request) =>
    isFromForeignPage(request) &&
    ![request.target, ...request.headers.map(([, value]) => value), request.body].some((part) => own.rolesIn(part).length > 0) &&
    !isSigned(request);
}
