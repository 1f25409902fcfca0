import type { Credentials } from '../../core/contract/ledger.ts';
import { hashesIn, hashVerifies, headersBeside, type MessageParts, messageOf, partsIn } from '../../core/contract/scheme.ts';
import { type Diagnosis, type DiagnosisKey, diagnose } from '../../core/diagnosis/diagnosis.ts';
import { headerValue, type WireRequest } from '../../core/exchange.ts';
import { membersOf } from '../../schemas/nearest-operation.ts';
import type { RequestLaw, SeenRequest } from './request.ts';

/** How a request is signed. Without the API Signature, only a wrong form of the headers can be detected. */
export type Signature =
  | { readonly kind: 'right' }
  /** Without a diagnosis where enough mistakes were searched for already, or where the signature was made for another call. */
  | { readonly kind: 'wrong'; readonly message: Uint8Array; readonly diagnosis: Diagnosis | undefined; crossed?: Crossed }
  | { readonly kind: 'unknown' };

/** A signature that is right with parts of another concurrent call. */
export interface Crossed {
  readonly with: SeenRequest;
  readonly parts: readonly ('date' | 'body')[];
}

/** Whether two requests are attempts at one thing: their common parts do not come from another call. */
function isRepeatOf(one: WireRequest, other: WireRequest): boolean {
  return one.method === other.method && one.target === other.target && Buffer.compare(one.body, other.body) === 0;
}

/** The call whose parts were signed instead of those of its own request. */
function crossedWith(
  seen: SeenRequest,
  before: readonly SeenRequest[],
  isRight: (parts: Partial<MessageParts>) => boolean,
  law: RequestLaw,
): Crossed | undefined {
  const { scheme } = law.contract;
  const own = partsIn(scheme, seen.request);
  const isOthersRight = (other: SeenRequest, parts: Partial<MessageParts>) => compared(other, law).isRight(parts);
  const value = ({ request }: SeenRequest) => scheme.signature && headerValue(request.headers, scheme.signature.header);
  for (const other of before.toReversed()) {
    if (other.endedAt < seen.startedAt || seen.endedAt < other.startedAt || isRepeatOf(other.request, seen.request)) continue;
    const { date, body } = partsIn(scheme, other.request);
    const hasDate = date !== own.date;
    // An empty body may have been signed by mistake: it belongs to another call where the whole signature does, or where the other call has the signature of this one.
    const hasBody =
      Buffer.compare(body, own.body) !== 0 &&
      (body.length > 0 ||
        value(other) === value(seen) ||
        [{}, { date: own.date }].some((date) => isOthersRight(other, { ...date, body: own.body })));
    if (hasDate && isRight({ date })) return { with: other, parts: ['date'] };
    if (hasBody && isRight({ body })) return { with: other, parts: ['body'] };
    if (hasDate && hasBody && isRight({ date, body })) return { with: other, parts: ['date', 'body'] };
  }
  return undefined;
}

/** How a request is signed, as far as hashes are compared. */
interface Compared {
  /** Whether it has every header beside the signature. */
  readonly isWhole: boolean;
  /** Whether the signature verifies with those parts in place of its own. */
  isRight(parts: Partial<MessageParts>): boolean;
}

function compared({ request }: SeenRequest, { contract: { scheme: form }, credentials: { apiSignature }, profile }: RequestLaw): Compared {
  const sent = (header: string): string | undefined => headerValue(request.headers, header);
  const own = partsIn(form, request);
  const hashes = hashesIn(form, profile.scheme, (form.signature && sent(form.signature.header)) ?? '');
  return {
    isWhole: headersBeside(form).every((header) => sent(header) !== undefined),
    isRight: (parts) =>
      apiSignature !== undefined && hashes.some((hash) => hashVerifies(form, hash, messageOf(form, { ...own, ...parts }), apiSignature)),
  };
}

/** Reads a wrong signature again when another request has come: it may have parts of a later one too. */
export function readAgain(signature: Signature | undefined, seen: SeenRequest, later: SeenRequest, law: RequestLaw): void {
  if (signature?.kind !== 'wrong' || signature.crossed) return;
  const { isWhole, isRight } = compared(seen, law);
  const crossed = isWhole ? crossedWith(seen, [later], isRight, law) : undefined;
  if (crossed) signature.crossed = crossed;
}

/**
 * Reads a signature once for all rules: the search for a mistake takes up to a second.
 *
 * @param before the latest requests before this one
 */
export function readSignature(seen: SeenRequest, law: RequestLaw, before: readonly SeenRequest[]): Signature {
  const { request, startedAt } = seen;
  const { contract, credentials, others = [], profile, searches } = law;
  const { scheme } = profile;
  const { scheme: form } = contract;
  const { apiSignature } = credentials;
  const message = messageOf(form, partsIn(form, request));
  const { isWhole, isRight } = compared(seen, law);
  if (isWhole && isRight({})) return { kind: 'right' };
  const crossed = isWhole ? crossedWith(seen, before, isRight, law) : undefined;
  if (crossed) return { kind: 'wrong', message, diagnosis: undefined, crossed };
  if (searches && apiSignature !== undefined) {
    if (searches.left <= 0) return { kind: 'wrong', message, diagnosis: undefined };
    searches.left -= 1;
  }
  const diagnosis = diagnose({
    request,
    keys: [...keysOf(credentials), ...others],
    receivedAt: startedAt,
    form,
    scheme,
    members: membersOf(contract, request),
    owners: contract.words.keyOwners?.split(' ') ?? [],
  });
  if (apiSignature === undefined && diagnosis.found !== 'header-problem') return { kind: 'unknown' };
  return { kind: 'wrong', message, diagnosis };
}

function keysOf({ apiSignature, apiKey, readOnlyKey }: Partial<Credentials>): readonly DiagnosisKey[] {
  const known = (role: DiagnosisKey['role'], value: string | undefined) => (value === undefined ? [] : [{ role, value }]);
  return [...known('API Signature', apiSignature), ...known('API Key', apiKey), ...known('read-only key', readOnlyKey)];
}
