import type { Refusal } from '../../core/contract/refusal.ts';
import type { OperationFacts, RefusedCall } from '../../core/decisions/provider.ts';
import type { JsonValue } from '../../core/json.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Interpretations } from '../../specs/types/ambiguities.ts';
import type { Scheme } from '../../specs/types/scheme.ts';

interface ErrorBody {
  readonly [member: string]: JsonValue;
  readonly code: number;
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

/** Statuses of RFC 9110 for codes of which the contract has no row. Any other code is 400. */
const usualStatuses: Readonly<Record<number, number>> = { 100: 401, 104: 409, 200: 405, 202: 403, 208: 404, 402: 409, 500: 500 };

/** What was asked, and how the contract authenticates it. */
interface Asked {
  readonly scheme: Scheme;
  readonly operation: OperationFacts | undefined;
}

/** Gives a code its row of the contract; `status` is for codes whose answers differ in it. */
type Answer = (code: number, description: string, more?: { readonly status?: number; readonly details?: readonly string[] }) => ErrorAnswer;

/** The error table of the contract, with our own descriptions, because no page gives them. None of them shows a hash or a secret (SIG-08). */
export function refusalTable(contract: Contract, interpretations: Interpretations): (refusal: Refusal, call: RefusedCall) => ErrorAnswer {
  const rows = new Map(contract.errorCodes.map((row) => [row.code, row]));
  const answer: Answer = (code, description, more = {}) => {
    const row = rows.get(code);
    const type = row?.type === undefined ? {} : { type: row.type };
    const details = more.details === undefined ? {} : { details: more.details };
    return { status: more.status ?? row?.status ?? usualStatuses[code] ?? 400, body: { code, description, ...details, ...type } };
  };
  return (refusal, { operation }) => answerTo(refusal, { scheme: contract.scheme, operation }, interpretations, answer);
}

function answerTo(refusal: Refusal, asked: Asked, interpretations: Interpretations, answer: Answer): ErrorAnswer {
  switch (refusal.because) {
    case 'path-unknown':
      return answer(208, 'Resource not found');
    case 'method-not-allowed':
      return answer(200, 'Method not allowed');
    case 'header-missing':
      return headerAnswer(true, refusal.header, asked, interpretations, answer);
    case 'header-malformed':
      return headerAnswer(false, refusal.header, asked, interpretations, answer);
    case 'header-blank':
      return answer(105, `Empty header: ${refusal.header}`);
    case 'credentials-unknown':
      return answer(100, 'Invalid credentials');
    case 'date-outside':
      return answer(103, 'Invalid date range');
    case 'signature-wrong':
      return wrongSignature(interpretations, answer);
    case 'locked-out':
      return answer(203, 'Too many invalid signatures', { status: 403 });
    case 'address-unlisted':
      return answer(202, 'Invalid IP', { status: interpretations.C13 === 'status-403' ? 403 : 401 });
    case 'key-in-flight':
      return answer(104, 'Idempotency key is in use', { status: interpretations.C7 === 'refuse-409' ? 409 : 400 });
    case 'key-conflicting':
      return answer(104, 'Idempotency key already used');
    case 'request-repeated':
      return answer(104, 'Request already received');
    case 'body-unreadable':
      return answer(201, 'Invalid request', { details: refusal.details });
    case 'body-invalid':
      return answer(201, 'Invalid request', {
        details: refusal.problems.map(({ pointer, rule }) => (pointer === '' ? `body: ${rule}` : `${memberName(pointer)}: ${rule}`)),
      });
    case 'not-found':
      return answer(208, `Resource not found: ${refusal.what}`);
    case 'invoice-taken':
      return answer(402, 'Invoice already used', { status: interpretations.C42 === 'refuse-402-status-400' ? 400 : 409 });
    case 'deposit-not-completed':
      return interpretations.C48 === 'code-208' ? answer(208, 'Resource not found: deposit') : answer(802, 'Deposit is not completed');
    case 'refund-exceeds':
      return answer(802, 'Amount exceeds what is left to refund');
    case 'refund-amount-invalid':
      return answer(802, 'Invalid amount to refund');
    case 'failed-inside':
      return answer(500, 'Internal error');
    case 'request-malformed':
      return answer(101, 'Malformed HTTP request');
    case 'header-too-large':
      return answer(101, 'Request header fields too large', { status: 431 });
    case 'body-too-large':
      return answer(201, 'Request body too large', { status: 413 });
    case 'request-too-slow':
      return answer(101, 'Request not received in time', { status: 408 });
  }
}

function headerAnswer(
  missing: boolean,
  header: string,
  { scheme, operation }: Asked,
  interpretations: Interpretations,
  answer: Answer,
): ErrorAnswer {
  if (header === scheme.bearer?.header && operation?.authentication === 'bearer') {
    if (interpretations.C54 === 'code-100') return answer(100, 'Invalid credentials');
    if (interpretations.C54 === 'code-101-status-401') return answer(101, `Missing or invalid header: ${header}`, { status: 401 });
  }
  if (header === scheme.signature?.header && !missing && interpretations.C47 === 'code-102') return wrongSignature(interpretations, answer);
  if (header === scheme.date?.header && !missing && interpretations.C5 === 'code-103') return answer(103, 'Invalid date range');
  return answer(101, `Missing or invalid header: ${header}`);
}

function wrongSignature(interpretations: Interpretations, answer: Answer): ErrorAnswer {
  return answer(102, 'Invalid signature', { status: interpretations.C12 === 'status-401' ? 401 : 400 });
}
