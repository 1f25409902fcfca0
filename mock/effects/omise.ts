import type { Deposit, Refund } from '../../core/contract/ledger.ts';
import type { Refusal } from '../../core/contract/refusal.ts';
import { isLiveKey } from '../../core/contract/scheme.ts';
import type { Call, ProviderDecisions } from '../../core/decisions/provider.ts';
import { headerValue } from '../../core/exchange.ts';
import { type JsonTree, type JsonValue, parseJson } from '../../core/json.ts';
import { basicUser } from '../conforming-provider/credentials.ts';
import { queryOf } from '../query.ts';
import type { Effects, Handler, Work, Worked } from './effects.ts';

// The ledger is that of a payment API: a charge is stored as a deposit whose amounts are in the smallest unit. All charges have one reference, by
// which they are listed.
const reference = 'charge';

type Members = { readonly [name: string]: JsonValue };

function membersOf(value: JsonValue | undefined): Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Members) : {};
}

function refused(refusal: Refusal): Worked {
  return { kind: 'refused', refusal };
}

/** The key that a call shows. */
function keyOf({ arrival }: Pick<Call, 'arrival'>): string {
  return basicUser(headerValue(arrival.request.headers, 'Authorization') ?? '') ?? '';
}

function isLive({ call, contract }: Work): boolean {
  return isLiveKey(contract.scheme, keyOf(call));
}

/** `chrg_test_1dmnxq9`: the kind, the mode, and the number. */
function idText(kind: 'chrg' | 'rfnd', number: number, live: boolean): string {
  return `${kind}_${live ? '' : 'test_'}${number.toString(36)}`;
}

/** The number of such an id; an id of the other mode is nobody's. */
function idNumber(text: string | undefined, kind: 'chrg' | 'rfnd', live: boolean): number | undefined {
  const prefix = `${kind}_${live ? '' : 'test_'}`;
  const digits = text?.startsWith(prefix) ? text.slice(prefix.length) : '';
  return /^[0-9a-z]{1,9}$/.test(digits) ? Number.parseInt(digits, 36) : undefined;
}

function moment(ms: number): string {
  return `${new Date(ms).toISOString().slice(0, 19)}Z`;
}

function shownCharge(charge: Deposit, refunds: readonly Refund[], live: boolean): Members {
  const id = idText('chrg', charge.depositId, live);
  const { description = null, metadata = {} } = membersOf(charge.request);
  return {
    object: 'charge',
    id,
    livemode: live,
    location: `/charges/${id}`,
    amount: Number(charge.amount),
    currency: charge.currency,
    description,
    metadata,
    status: charge.status,
    capture: true,
    authorized: charge.status === 'successful',
    paid: charge.status === 'successful',
    refunded_amount: refunds.reduce((sum, { amount }) => sum + Number(amount), 0),
    failure_code: null,
    failure_message: null,
    created_at: moment(charge.createdAt),
  };
}

function shownRefund(refund: Refund, charge: Deposit, live: boolean): Members {
  const of = idText('chrg', charge.depositId, live);
  const id = idText('rfnd', refund.refundId, live);
  return {
    object: 'refund',
    id,
    livemode: live,
    location: `/charges/${of}/refunds/${id}`,
    amount: Number(refund.amount),
    currency: charge.currency,
    charge: of,
    status: 'closed',
    created_at: moment(refund.createdAt),
  };
}

const createCharge: Handler = (work) => {
  const { account, ledger, decisions, call, body } = work;
  if (account === undefined) return refused({ because: 'credentials-unknown' });
  const request = membersOf(body?.value);
  const wanted = {
    merchant: account.merchant,
    invoiceId: reference,
    userId: '',
    checkoutType: 'ONE_SHOT',
    amount: String(request.amount),
    currency: String(request.currency).toUpperCase(),
    country: '',
    status: 'successful',
    request: decisions.stored(body?.value ?? null, call),
    createdAt: call.now,
  } as const;
  let charge = ledger.addDeposit(wanted);
  for (let copy = decisions.copies(call); copy > 1; copy -= 1) charge = ledger.addDeposit(wanted);
  return { kind: 'done', body: shownCharge(charge, [], isLive(work)) };
};

/** The charge that a call names, if it belongs to the caller. */
function chargeOf(work: Work): Deposit | undefined {
  const { account, ledger, decisions, call } = work;
  const number = idNumber(call.parameters.charge_id, 'chrg', isLive(work));
  const charge = number === undefined ? undefined : ledger.deposit(number);
  return charge !== undefined && account !== undefined && decisions.owns(account, charge.merchant, call) ? charge : undefined;
}

const retrieveCharge: Handler = (work) => {
  const charge = chargeOf(work);
  if (charge === undefined || !work.decisions.readable(charge, work.call)) return refused({ because: 'not-found', what: 'charge' });
  return { kind: 'done', body: shownCharge(charge, work.ledger.refundsOf(charge.depositId), isLive(work)) };
};

const listCharges: Handler = (work) => {
  const { account, ledger, call } = work;
  const query = queryOf(call.arrival.request.target);
  const [limit, offset] = [Number(query.get('limit') ?? 20), Number(query.get('offset') ?? 0)];
  const charges = account === undefined ? [] : ledger.depositsByInvoice(account.merchant, reference);
  const data = charges.slice(offset, offset + limit).map((charge) => shownCharge(charge, ledger.refundsOf(charge.depositId), isLive(work)));
  const page = { object: 'list', data, limit, offset, total: charges.length, location: '/charges', order: 'chronological' };
  return { kind: 'done', body: { ...page, from: '1970-01-01T00:00:00Z', to: moment(call.now) } };
};

const refundCharge: Handler = (work) => {
  const { ledger, decisions, call, body, force } = work;
  const charge = chargeOf(work);
  if (charge === undefined) return refused({ because: 'not-found', what: 'charge' });
  const amount = String(membersOf(body?.value).amount);
  const refunds = work.refundsBefore ?? ledger.refundsOf(charge.depositId);
  const refusal = decisions.refundRefusal(charge, refunds, amount, call);
  if (refusal !== undefined && !force) return refused(refusal);
  const wanted = {
    depositId: charge.depositId,
    merchant: charge.merchant,
    invoiceId: reference,
    amount,
    status: 'closed',
    createdAt: call.now,
  };
  let refund = ledger.addRefund(wanted);
  for (let copy = decisions.copies(call); copy > 1; copy -= 1) refund = ledger.addRefund(wanted);
  return { kind: 'done', body: shownRefund(refund, charge, isLive(work)) };
};

const retrieveRefund: Handler = (work) => {
  const charge = chargeOf(work);
  const number = idNumber(work.call.parameters.refund_id, 'rfnd', isLive(work));
  const refund = number === undefined ? undefined : work.ledger.refund(number);
  if (charge === undefined || refund?.depositId !== charge.depositId) return refused({ because: 'not-found', what: 'refund' });
  return { kind: 'done', body: shownRefund(refund, charge, isLive(work)) };
};

/** Status, code and words of an error object (Omise docs, Errors). No page gives a row for each cause. */
function errorOf(refusal: Refusal): readonly [status: number, code: string, message: string] {
  switch (refusal.because) {
    case 'header-missing':
    case 'header-malformed':
      return refusal.header === 'Authorization'
        ? [401, 'authentication_failure', 'authentication failed']
        : [400, 'bad_request', `${refusal.header} is missing or invalid`];
    case 'credentials-unknown':
    case 'locked-out':
    case 'address-unlisted':
      return [401, 'authentication_failure', 'authentication failed'];
    case 'path-unknown':
      return [404, 'not_found', 'the requested object was not found'];
    case 'not-found':
      return [404, 'not_found', `${refusal.what} was not found`];
    case 'method-not-allowed':
      return [405, 'bad_request', 'the method is not supported here'];
    case 'body-unreadable':
      return [400, 'bad_request', refusal.details.join('; ')];
    case 'body-invalid':
      return [400, 'bad_request', refusal.problems.map(({ pointer, rule }) => `${pointer.slice(1) || 'body'} ${rule}`).join('; ')];
    case 'deposit-not-completed':
      return [400, 'failed_refund', 'the charge is not paid'];
    case 'refund-exceeds':
    case 'refund-amount-invalid':
      return [400, 'failed_refund', 'the amount is more than is left to refund'];
    case 'failed-inside':
      return [500, 'internal_error', 'internal error'];
    case 'body-too-large':
      return [413, 'bad_request', 'the body is too large'];
    case 'header-too-large':
      return [431, 'bad_request', 'the header is too large'];
    case 'request-too-slow':
      return [408, 'bad_request', 'the request came too slowly'];
    default:
      return [400, 'bad_request', 'bad request'];
  }
}

/** A form as the tree that its JSON would have; texts of whole numbers are numbers. Nested members (`metadata[order]`) are one level deep. */
function formTree(text: string): JsonTree {
  const members = new Map<string, JsonTree>();
  for (const [name, value] of new URLSearchParams(text)) {
    const [, outer, inner] = /^([^[\]]+)(?:\[([^[\]]+)\])?$/.exec(name) ?? [];
    const leaf: JsonTree = /^(0|[1-9]\d{0,14})$/.test(value) ? { kind: 'number', text: value } : { kind: 'string', value };
    if (outer === undefined || inner === undefined) members.set(outer ?? name, leaf);
    else {
      const before = members.get(outer);
      members.set(outer, { kind: 'object', members: [...(before?.kind === 'object' ? before.members : []), [inner, leaf]] });
    }
  }
  return { kind: 'object', members: [...members] };
}

function isForm({ arrival }: Call): boolean {
  const type = headerValue(arrival.request.headers, 'Content-Type');
  return type !== undefined && /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type);
}

/**
 * Decisions of this provider that differ: bodies may be forms, and errors are objects with a code in words.
 */
function decisions(): Partial<ProviderDecisions> {
  return {
    checks: () => ['headers', 'login', 'address'],
    takesContentType: () => true,
    parse: (text, call) => (isForm(call) ? formTree(text) : parseJson(text)),
    answerTo(refusal) {
      const [status, code, message] = errorOf(refusal);
      const location = `https://www.omise.co/api-errors#${code.replaceAll('_', '-')}`;
      return { status, body: { object: 'error', location, code, message } };
    },
    successStatus: () => 200,
    body: (documented) => documented,
  };
}

/** What the operations of the Omise API do, by operation id. */
export const omise: Effects = {
  handlers: new Map<string, Handler>([
    ['createCharge', createCharge],
    ['retrieveCharge', retrieveCharge],
    ['listCharges', listCharges],
    ['refundCharge', refundCharge],
    ['retrieveRefund', retrieveRefund],
  ]),
  reversedId: () => undefined,
  numberOf(id, of) {
    const kind = of === 'deposit' ? 'chrg' : 'rfnd';
    return idNumber(id, kind, false) ?? idNumber(id, kind, true);
  },
  decisions,
};
