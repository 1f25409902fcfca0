import type { Account } from '../../core/contract/ledger.ts';
import type { Refusal } from '../../core/contract/refusal.ts';
import { type Authorization, carriedIn, carrierOf, dateHeader, hashOf } from '../../core/contract/scheme.ts';
import type { Call, Check, ProviderDecisions } from '../../core/decisions/provider.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { fieldOf, fieldText } from './field.ts';
import type { LockOut } from './lock-out.ts';

/** Who called, as far as the checks found out. */
export interface Authentication {
  readonly account: Account | undefined;
  readonly refusal: Refusal | undefined;
  /** The hash that would have been right, where a signature was judged and refused. */
  readonly expected: string | undefined;
}

/** A call during the checks: what it shows of its sender, and the account that was found for it so far. */
interface Claim {
  readonly scheme: Scheme;
  readonly call: Call;
  readonly decisions: ProviderDecisions;
  readonly accounts: (call: Call) => readonly Account[];
  readonly authorization: Authorization | undefined;
  readonly login: string | undefined;
  readonly xDate: string | undefined;
  /** The hashes of a signed call. */
  readonly hashes: readonly string[] | undefined;
  account: Account | undefined;
}

interface Refused {
  readonly refusal: Refusal;
  readonly expected?: string | undefined;
}

/** How the contract authenticates, and the accounts. */
export interface Gate {
  readonly scheme: Scheme;
  readonly decisions: ProviderDecisions;
  readonly accounts: (call: Call) => readonly Account[];
  readonly locks: LockOut;
}

/**
 * Makes the checks in their order (C11).
 * Only the first check judges a missing header: where a fault removes it from the required ones, what depends on it is not judged, so that one fault
 * is enough to admit such a call.
 */
export function authenticate(call: Call, gate: Gate): Authentication {
  const claim = claimOf(call, gate);
  for (const check of gate.decisions.checks(call.operation)) {
    const refused = checks[check](claim);
    if (refused === undefined) continue;
    if (refused.refusal.because === 'signature-wrong' && claim.account) gate.locks.wrong(claim.account, call);
    return { account: claim.account, refusal: refused.refusal, expected: refused.expected };
  }
  claim.account ??= accountOf(claim);
  if (claim.account && gate.locks.holds(claim.account, call))
    return { account: claim.account, refusal: { because: 'locked-out' }, expected: undefined };
  return { account: claim.account, refusal: strangerRefusal(claim)?.refusal, expected: undefined };
}

/** The account that a call names by its login, whether or not the call is authenticated. */
export function accountNamed(call: Call, { scheme, decisions, accounts }: Gate): Account | undefined {
  const login = fieldText(scheme.login?.header, call, decisions);
  return login === undefined ? undefined : decisions.accountOf(login, accounts(call), call);
}

function claimOf(call: Call, { scheme, decisions, accounts }: Gate): Claim {
  const value = fieldText(carrierOf(scheme, call.operation.authentication), call, decisions);
  const authorization = value === undefined ? undefined : decisions.authorization(value, call);
  return {
    scheme,
    call,
    decisions,
    accounts,
    authorization,
    login: fieldText(scheme.login?.header, call, decisions),
    xDate: dateOf(value, call, scheme, decisions),
    hashes: authorization?.scheme === 'signed' ? authorization.hashes : undefined,
    account: undefined,
  };
}

/** The date of a call, in a header of its own or within the value that carries its hash. */
function dateOf(carried: string | undefined, call: Call, scheme: Scheme, decisions: ProviderDecisions): string | undefined {
  if (scheme.date?.header !== undefined) return fieldText(scheme.date.header, call, decisions);
  return carried === undefined ? undefined : carriedIn(scheme, undefined, carried).date;
}

const checks: Readonly<Record<Check, (claim: Claim) => Refused | undefined>> = {
  headers(claim) {
    const refusal = missingHeader(claim) ?? wrongHeader(claim);
    return refusal && { refusal };
  },
  login(claim) {
    claim.account = accountOf(claim);
    // Where no header names the account, only the signature can.
    if (claim.scheme.login === undefined && claim.hashes !== undefined) return undefined;
    return strangerRefusal(claim);
  },
  date({ hashes, xDate, call, decisions }) {
    if (hashes === undefined || xDate === undefined) return undefined;
    const date = decisions.date(xDate, call);
    const outside = date !== undefined && decisions.window(date, call) !== 'inside';
    return outside ? { refusal: { because: 'date-outside' } } : undefined;
  },
  signature(claim) {
    claim.account ??= accountOf(claim);
    const { hashes, account, scheme } = claim;
    if (account === undefined && hashes !== undefined && scheme.login === undefined) return { refusal: { because: 'signature-wrong' } };
    if (hashes === undefined || account === undefined) return undefined;
    const right = rightHash(hashes, account, claim);
    return right === true ? undefined : { refusal: { because: 'signature-wrong' }, expected: right };
  },
  address(claim) {
    claim.account ??= accountOf(claim);
    const { account, call, decisions } = claim;
    return account === undefined || decisions.addressListed(account, call) ? undefined : { refusal: { because: 'address-unlisted' } };
  },
};

/**
 * The refusal of a call without an account. A call that shows no key names nobody: on an operation that needs one, only a fault lets it come that
 * far.
 */
function strangerRefusal({ account, authorization, call }: Claim): Refused | undefined {
  const { authentication } = call.operation;
  const anonymous = authentication === 'none' || (authentication !== 'signed' && authorization === undefined);
  return account === undefined && !anonymous ? { refusal: { because: 'credentials-unknown' } } : undefined;
}

function missingHeader({ call, decisions }: Claim): Refusal | undefined {
  for (const header of decisions.requiredHeaders(call)) {
    const found = fieldOf(header, call, decisions);
    if (found === undefined) return { because: 'header-missing', header };
    if (found === 'ill-formed') return { because: 'header-malformed', header };
    if (found.value.trim() === '') return { because: 'header-missing', header };
  }
  return undefined;
}

function wrongHeader(claim: Claim): Refusal | undefined {
  const { scheme, call, decisions, authorization, xDate } = claim;
  const carrier = carrierOf(scheme, call.operation.authentication);
  for (const header of [carrier, scheme.login?.header, scheme.date?.header, scheme.id?.header, scheme.idempotency?.header]) {
    if (header !== undefined && fieldOf(header, call, decisions) === 'ill-formed') return { because: 'header-malformed', header };
  }
  const misplaced = call.operation.authentication === 'signed' && authorization?.scheme === 'bearer' && vouched(claim) === undefined;
  if (carrier !== undefined && (authorization?.scheme === 'malformed' || misplaced))
    return { because: 'header-malformed', header: carrier };
  const isDated = scheme.date !== undefined && authorization?.scheme === 'signed' && xDate !== undefined;
  if (isDated && decisions.date(xDate, call) === undefined) {
    return { because: 'header-malformed', header: dateHeader(scheme) ?? '' };
  }
  const contentType = fieldText('Content-Type', call, decisions);
  if (contentType !== undefined && !decisions.takesContentType(contentType, call)) {
    return { because: 'header-malformed', header: 'Content-Type' };
  }
  const key = fieldText(scheme.idempotency?.header, call, decisions);
  if (scheme.idempotency !== undefined && key !== undefined && decisions.isBlank(key, call)) {
    return { because: 'header-blank', header: scheme.idempotency.header };
  }
  return undefined;
}

/** The account of a call: by its key, its login or, where it has none, by a signature that verifies. */
function accountOf(claim: Claim): Account | undefined {
  const { authorization, login, hashes, call, decisions, accounts } = claim;
  if (authorization?.scheme === 'bearer' || authorization?.scheme === 'basic') return vouched(claim);
  if (login !== undefined) return decisions.accountOf(login, accounts(call), call);
  if (hashes === undefined) return undefined;
  return accounts(call).find((each) => rightHash(hashes, each, claim) === true);
}

/** The account that something other than the login authenticates. */
function vouched({ authorization, call, decisions, accounts }: Claim): Account | undefined {
  if (authorization?.scheme === 'bearer') return decisions.accountOfBearer(authorization.token, accounts(call), call);
  if (authorization?.scheme === 'basic') return decisions.accountOfBasic(authorization.user, accounts(call), call);
  return undefined;
}

/** True where one of the hashes is right, else the right one, as far as the account has a key. */
function rightHash(
  hashes: readonly string[],
  account: Account,
  { scheme, call, decisions, xDate = '', login = '' }: Claim,
): true | string | undefined {
  const message = decisions.signedMessage(xDate, login, call.arrival.request.body, call);
  const secrets = decisions.secretsOf(account, login, call);
  if (secrets.some((secret) => hashes.some((hash) => decisions.verifies(hash, message, secret, call)))) return true;
  return secrets[0] === undefined ? undefined : hashOf(scheme, message, secrets[0]);
}
