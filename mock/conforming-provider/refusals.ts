import { type Refused, rowFor } from '../../core/contract/error-codes.ts';
import type { Refusal } from '../../core/contract/refusal.ts';
import type { OperationFacts, RefusedCall } from '../../core/decisions/provider.ts';
import type { JsonValue } from '../../core/json.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Interpretations } from '../../specs/types/ambiguities.ts';
import type { Scheme } from '../../specs/types/scheme.ts';

interface ErrorBody {
  readonly [member: string]: JsonValue;
  readonly code: number | string;
  readonly description: string;
}

interface ErrorAnswer {
  readonly status: number;
  readonly body: ErrorBody & { readonly details?: readonly string[] };
}

/** `/payer/first_name` as `payer.firstName`: details name members in camelCase (Deposits API docs, Errors). */
function memberName(pointer: string): string {
  return pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
    .join('.')
    .replace(/_+([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** Statuses of RFC 9110 where the contract has no row. Any other refusal is 400. */
const usualStatuses: Readonly<Partial<Record<Refused, number>>> = {
  caller: 401,
  key: 409,
  method: 405,
  address: 403,
  path: 404,
  reference: 409,
  failure: 500,
};

/** What was asked, and how the contract authenticates it. */
interface Asked {
  readonly scheme: Scheme;
  readonly operation: OperationFacts | undefined;
  readonly statuses: Statuses;
}

/** Statuses of refusals that an interpretation decides; undefined where the contract does. */
type Statuses = Readonly<Record<'signature' | 'address' | 'inFlight' | 'taken', number | undefined>>;

/** Makes an answer of the row of the contract for what is refused; `status` is for refusals whose answers differ in it, undefined where they do not. */
type Answer = (
  what: Refused,
  description: string,
  more?: { readonly status?: number | undefined; readonly details?: readonly string[] },
) => ErrorAnswer;

/**
 * The error table of the contract, with our own descriptions, because no page gives them. None of them shows a hash or a secret (SIG-08). Where the
 * contract has no row, the code is the HTTP status.
 */
export function refusalTable(contract: Contract, interpretations: Interpretations): (refusal: Refusal, call: RefusedCall) => ErrorAnswer {
  const answer: Answer = (what, description, more = {}) => {
    const row = rowFor(contract, what);
    const status = more.status ?? row?.status ?? usualStatuses[what] ?? 400;
    const type = row?.type === undefined ? {} : { type: row.type };
    const details = more.details === undefined ? {} : { details: more.details };
    return { status, body: { code: row?.code ?? status, description, ...details, ...type } };
  };
  const isOpen = (id: keyof Interpretations): boolean => contract.ambiguities.some((ambiguity) => ambiguity.id === id);
  // An interpretation says a status only in a contract that leaves it open.
  const statuses: Statuses = {
    signature: isOpen('C12') ? (interpretations.C12 === 'status-401' ? 401 : 400) : undefined,
    address: isOpen('C13') ? (interpretations.C13 === 'status-403' ? 403 : 401) : undefined,
    inFlight: isOpen('C7') ? (interpretations.C7 === 'refuse-409' ? 409 : 400) : undefined,
    taken: isOpen('C42') ? (interpretations.C42 === 'refuse-402-status-400' ? 400 : 409) : undefined,
  };
  return (refusal, { operation }) => answerTo(refusal, { scheme: contract.scheme, operation, statuses }, interpretations, answer);
}

function answerTo(refusal: Refusal, asked: Asked, interpretations: Interpretations, answer: Answer): ErrorAnswer {
  switch (refusal.because) {
    case 'path-unknown':
      return answer('path', 'Resource not found');
    case 'method-not-allowed':
      return answer('method', 'Method not allowed');
    case 'header-missing':
      return headerAnswer(true, refusal.header, asked, interpretations, answer);
    case 'header-malformed':
      return headerAnswer(false, refusal.header, asked, interpretations, answer);
    case 'header-blank':
      return answer('blank-header', `Empty header: ${refusal.header}`);
    case 'credentials-unknown':
      return answer('caller', 'Invalid credentials');
    case 'date-outside':
      return answer('date', 'Invalid date range');
    case 'signature-wrong':
      return wrongSignature(asked, answer);
    case 'locked-out':
      return answer('rate', 'Too many invalid signatures', { status: 403 });
    case 'address-unlisted':
      return answer('address', 'Invalid IP', { status: asked.statuses.address });
    case 'key-in-flight':
      return answer('key', 'Idempotency key is in use', { status: asked.statuses.inFlight });
    case 'key-conflicting':
      return answer('key', 'Idempotency key already used');
    case 'request-repeated':
      return answer('key', 'Request already received');
    case 'body-unreadable':
      return answer('body', 'Invalid request', { details: refusal.details });
    case 'body-invalid':
      return answer('body', 'Invalid request', {
        details: refusal.problems.map(({ pointer, rule }) => (pointer === '' ? `body: ${rule}` : `${memberName(pointer)}: ${rule}`)),
      });
    case 'not-found':
      return answer('path', `Resource not found: ${refusal.what}`);
    case 'invoice-taken':
      return answer('reference', 'Invoice already used', { status: asked.statuses.taken });
    case 'deposit-not-completed':
      return interpretations.C48 === 'code-208'
        ? answer('path', 'Resource not found: deposit')
        : answer('reversal', 'Deposit is not completed');
    case 'refund-exceeds':
      return answer('reversal', 'Amount exceeds what is left to refund');
    case 'refund-amount-invalid':
      return answer('reversal', 'Invalid amount to refund');
    case 'failed-inside':
      return answer('failure', 'Internal error');
    case 'request-malformed':
      return answer('header', 'Malformed HTTP request');
    case 'header-too-large':
      return answer('header', 'Request header fields too large', { status: 431 });
    case 'body-too-large':
      return answer('body', 'Request body too large', { status: 413 });
    case 'request-too-slow':
      return answer('header', 'Request not received in time', { status: 408 });
  }
}

function headerAnswer(missing: boolean, header: string, asked: Asked, interpretations: Interpretations, answer: Answer): ErrorAnswer {
  const { scheme, operation } = asked;
  if (header === scheme.bearer?.header && operation?.authentication === 'bearer') {
    if (interpretations.C54 === 'code-100') return answer('caller', 'Invalid credentials');
    if (interpretations.C54 === 'code-101-status-401') return answer('header', `Missing or invalid header: ${header}`, { status: 401 });
  }
  if (header === scheme.signature?.header && !missing && interpretations.C47 === 'code-102') return wrongSignature(asked, answer);
  if (header === scheme.date?.header && !missing && interpretations.C5 === 'code-103') return answer('date', 'Invalid date range');
  return answer('header', `Missing or invalid header: ${header}`);
}

function wrongSignature({ statuses }: Asked, answer: Answer): ErrorAnswer {
  return answer('signature', 'Invalid signature', { status: statuses.signature });
}
