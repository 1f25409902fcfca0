import type { Credentials } from '../../core/contract/ledger.ts';
import { hashesIn, hashVerifies, headersBeside, messageOf, partsIn } from '../../core/contract/scheme.ts';
import { type Diagnosis, type DiagnosisKey, diagnose } from '../../core/diagnosis/diagnosis.ts';
import { headerValue } from '../../core/exchange.ts';
import type { RequestLaw, SeenRequest } from './request.ts';

/** How a request is signed. Without the API Signature, only a mistake in the form of the headers is known to be wrong. */
export type Signature =
  | { readonly kind: 'right' }
  /** Without a diagnosis where enough mistakes were searched for already. */
  | { readonly kind: 'wrong'; readonly message: Uint8Array; readonly diagnosis: Diagnosis | undefined }
  | { readonly kind: 'unknown' };

/** Reads a signature once for all rules: the search for a mistake takes up to a second. */
export function readSignature({ request, startedAt }: SeenRequest, law: RequestLaw): Signature {
  const { contract, credentials, others = [], profile, searches } = law;
  const { scheme } = profile;
  const { scheme: form } = contract;
  const { apiSignature } = credentials;
  const sent = (header: string): string | undefined => headerValue(request.headers, header);
  const message = messageOf(form, partsIn(form, request));
  const isWhole = headersBeside(form).every((header) => sent(header) !== undefined);
  const hashes = hashesIn(form, scheme, (form.signature && sent(form.signature.header)) ?? '');
  const verifies = (secret: string): boolean => hashes.some((hash) => hashVerifies(form, hash, message, secret));
  if (isWhole && apiSignature !== undefined && verifies(apiSignature)) return { kind: 'right' };
  if (searches && apiSignature !== undefined) {
    if (searches.left <= 0) return { kind: 'wrong', message, diagnosis: undefined };
    searches.left -= 1;
  }
  const diagnosis = diagnose({ request, keys: [...keysOf(credentials), ...others], receivedAt: startedAt, form, scheme });
  if (apiSignature === undefined && diagnosis.found !== 'header-problem') return { kind: 'unknown' };
  return { kind: 'wrong', message, diagnosis };
}

function keysOf({ apiSignature, apiKey, readOnlyKey }: Partial<Credentials>): readonly DiagnosisKey[] {
  const known = (role: DiagnosisKey['role'], value: string | undefined) => (value === undefined ? [] : [{ role, value }]);
  return [...known('API Signature', apiSignature), ...known('API Key', apiKey), ...known('read-only key', readOnlyKey)];
}
