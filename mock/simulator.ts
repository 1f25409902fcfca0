import type { Account, EnvironmentName, IdempotencyRecord, Ledger, Refund } from '../core/contract/ledger.ts';
import type { Refusal } from '../core/contract/refusal.ts';
import type { Authorization } from '../core/contract/signature.ts';
import { sign } from '../core/contract/signature.ts';
import type { Call, ProviderDecisions, RefusedCall } from '../core/decisions/provider.ts';
import { type Arrival, type Delivery, type HeaderLine, headerValues, noBody, type WireResponse } from '../core/exchange.ts';
import { type JsonTree, type JsonValue, parseJson, plain } from '../core/json.ts';
import type { Contract, Operation } from '../schemas/contract.ts';
import { memoryOf } from './memory.ts';
import { exampleHandler, type Handler, handlers, refundedDepositId, type Work, type Worked } from './operations.ts';

/**
 * A call after its first phase. Both phases are synchronous; what lies between them is the skin's: a microtask in process, a turn of the event
 * loop behind a socket. So calls with one key can race, and a caller can go away before the work begins.
 */
export type Begun =
  /** Decided: there is nothing left to do but to deliver. */
  | { readonly kind: 'answer'; readonly delivery: Delivery }
  /** The key is in flight and the call waits (C7). `settled` calls back once, synchronously, when the key is free or has its outcome; then `again` goes on. */
  | { readonly kind: 'wait'; settled(wake: () => void): void; again(): Begun }
  /** Believed; its key, if it has one, is held. Exactly one of the two follows. */
  | {
      readonly kind: 'work';
      /** Second phase: validates, does the effect, keeps the outcome. */
      commit(): Delivery;
      /** Instead of it: the caller went away before the work began (IDM-07). */
      abandon(): void;
    };

export interface Simulator {
  /** First phase: everything up to the belief that the call comes from the merchant, and its idempotency key. Never throws. */
  begin(arrival: Arrival): Begun;
  /** The answer to what never became a call: malformed HTTP, too large, too slow. */
  refuse(because: 'request-malformed' | 'header-too-large' | 'body-too-large' | 'request-too-slow'): WireResponse;
  /** Invoice ids whose next creation fails inside: code 500, no effect, kept under its key; executed under another key it succeeds (IDM-04). */
  readonly faultsToCome: Set<string>;
}

/** Whether a creation that asks for that fails inside the first time that its merchant uses its invoice id (IDM-04). */
export type FailsOnce = (request: Readonly<Record<string, JsonValue>>) => boolean;

export interface SimulatorOptions {
  readonly contract: Contract;
  readonly decisions: ProviderDecisions;
  /** The environment whose host it answers at. */
  readonly environment: EnvironmentName;
  readonly ledgers: Readonly<Record<EnvironmentName, Ledger>>;
  /** The judging clock, ms since the epoch. */
  readonly now: () => number;
  /** Ids of payers and invoices that the merchant did not name; by default a count behind the time. */
  readonly ids?: (of: 'user' | 'invoice') => string;
  /** No creation fails for what it asks where this is not given. */
  readonly failsOnce?: FailsOnce;
  /** Told of every exception inside, which the caller sees as a 500 only. */
  readonly log?: (failure: unknown) => void;
}

/** Who called, as far as the checks found out. */
interface Belief {
  readonly account: Account | undefined;
  readonly refusal: Refusal | undefined;
  /** The hash that would have been right, where a signature was judged and refused. */
  readonly expected: string | undefined;
}

interface Key {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: string;
}

const jsonType: HeaderLine = ['Content-Type', 'application/json'];

/** The provider, one call at a time: pure stepping over the decisions and the ledger, without a socket, a clock or randomness of its own. */
export function simulator({ contract, decisions, environment, ledgers, now, ids, failsOnce, log }: SimulatorOptions): Simulator {
  const faultsToCome = new Set<string>();
  /** Merchants with invoice ids that failed for what they asked: once is enough. */
  const failed = new Set<string>();
  const waiting = new Map<string, (() => void)[]>();
  /** Signed bytes that were executed, by hash, with the time until which a repeat would be inside the window (C52). */
  const executed = new Map<string, number>();
  const handlerOf = new Map(
    contract.operations.map((operation): [string, Handler] => [operation.id, handlers.get(operation.id) ?? exampleHandler(operation)]),
  );
  const operationOf = new Map(contract.operations.map((operation): [string, Operation] => [operation.id, operation]));
  let made = 0;

  function memory(call: Call): Ledger {
    return memoryOf(call, ledgers, decisions);
  }

  function newId(of: 'user' | 'invoice'): string {
    if (ids !== undefined) return ids(of);
    made += 1;
    return `${of}-${now().toString(36)}-${made}`;
  }

  function failsFor(account: Account | undefined, invoiceId: string, request: Readonly<Record<string, JsonValue>>): boolean {
    if (faultsToCome.delete(invoiceId)) return true;
    if (failsOnce === undefined || !failsOnce(request)) return false;
    const place = `${account?.merchant}\n${invoiceId}`;
    if (failed.has(place)) return false;
    failed.add(place);
    return true;
  }

  function json(status: number, body: JsonValue | undefined, more: readonly HeaderLine[] = []): WireResponse {
    const bytes = body === undefined ? noBody : decisions.encode(body);
    const type = bytes.length === 0 ? undefined : decisions.contentType(status);
    const headers = type === undefined ? more : [type === jsonType[1] ? jsonType : (['Content-Type', type] as const), ...more];
    return { status, headers, body: bytes };
  }

  function refusalResponse(refusal: Refusal, call: RefusedCall, expected: string | undefined): WireResponse {
    const { status, body } = decisions.answerTo(refusal, call, expected);
    return json(status, body, refusal.because === 'method-not-allowed' ? [['Allow', refusal.allowed.join(', ')]] : []);
  }

  /** A Date is of the moment of answering, also on a replay (CLK-09). */
  function dated(response: WireResponse): WireResponse {
    const date = decisions.dateField(now());
    return date === undefined ? response : { ...response, headers: [...response.headers, ['Date', date]] };
  }

  function delivered(response: WireResponse, call: Call): Delivery {
    return decisions.deliver(dated(response), call);
  }

  function answered(response: WireResponse, call: Call): Begun {
    return { kind: 'answer', delivery: delivered(response, call) };
  }

  /** A header's one value; 'ill-formed' when its lines together are (C51); undefined when there is none. */
  function field(name: string, call: Call): { readonly value: string } | 'ill-formed' | undefined {
    const values = headerValues(call.arrival.request.headers, name);
    if (values.length === 0) return undefined;
    const value = decisions.fieldValue(values, name, call);
    return value === undefined ? 'ill-formed' : { value };
  }

  function text(name: string, call: Call): string | undefined {
    const found = field(name, call);
    return found === undefined || found === 'ill-formed' ? undefined : found.value;
  }

  function headersRefusal(call: Call, authorization: Authorization | undefined): Refusal | undefined {
    for (const header of decisions.requiredHeaders(call)) {
      const found = field(header, call);
      if (found === undefined) return { because: 'header-missing', header };
      if (found === 'ill-formed') return { because: 'header-malformed', header };
      if (found.value.trim() === '') return { because: 'header-missing', header };
    }
    for (const header of ['Authorization', 'X-Login', 'X-Date', 'X-Idempotency-Key']) {
      if (field(header, call) === 'ill-formed') return { because: 'header-malformed', header };
    }
    if (authorization?.scheme === 'malformed') return { because: 'header-malformed', header: 'Authorization' };
    const misplaced =
      call.operation.authentication === 'signed' && authorization?.scheme === 'bearer' && accountBy(authorization, call) === undefined;
    if (misplaced) return { because: 'header-malformed', header: 'Authorization' };
    const xDate = text('X-Date', call);
    if (authorization?.scheme === 'signed' && xDate !== undefined && decisions.date(xDate, call) === undefined) {
      return { because: 'header-malformed', header: 'X-Date' };
    }
    const contentType = text('Content-Type', call);
    if (contentType !== undefined && !decisions.takesContentType(contentType, call)) {
      return { because: 'header-malformed', header: 'Content-Type' };
    }
    const key = text('X-Idempotency-Key', call);
    if (key !== undefined && decisions.isBlank(key, call)) return { because: 'header-blank', header: 'X-Idempotency-Key' };
    return undefined;
  }

  /** The account that vouches for a call by something other than X-Login. */
  function accountBy(authorization: Authorization | undefined, call: Call): Account | undefined {
    if (authorization?.scheme === 'bearer') return decisions.accountOfBearer(authorization.token, memory(call).accounts(), call);
    if (authorization?.scheme === 'basic') return decisions.accountOfBasic(authorization.user, memory(call).accounts(), call);
    return undefined;
  }

  function rightHash(hash: string, account: Account, xDate: string, login: string, call: Call): true | string | undefined {
    const message = decisions.signedMessage(xDate, login, call.arrival.request.body, call);
    const secrets = decisions.secretsOf(account, login, call);
    if (secrets.some((secret) => decisions.verifies(hash, message, secret, call))) return true;
    return secrets[0] === undefined ? undefined : sign(message, secrets[0]);
  }

  /**
   * Makes the checks in their order (C11). A header that is not there is judged by the first check alone: where a lie drops it from the required ones,
   * what hangs on it is not judged, so that one lie is enough to let such a call in.
   */
  function believe(call: Call): Belief {
    const value = text('Authorization', call);
    const authorization = value === undefined ? undefined : decisions.authorization(value, call);
    const vouched = authorization?.scheme === 'bearer' || authorization?.scheme === 'basic';
    const login = text('X-Login', call);
    const xDate = text('X-Date', call);
    const hash = authorization?.scheme === 'signed' ? authorization.hash : undefined;
    const named = (): Account | undefined => {
      if (vouched) return accountBy(authorization, call);
      if (login !== undefined) return decisions.accountOf(login, memory(call).accounts(), call);
      if (hash === undefined) return undefined;
      return memory(call)
        .accounts()
        .find((each) => rightHash(hash, each, xDate ?? '', '', call) === true);
    };
    let account: Account | undefined;
    const refuse = (refusal: Refusal, expected?: string): Belief => ({ account, refusal, expected });
    // On a read-only call that nobody vouches for there is nobody to name: only a lie comes that far.
    const anonymous = call.operation.authentication === 'read-only' && authorization === undefined;

    for (const check of decisions.checks(call.operation)) {
      switch (check) {
        case 'headers': {
          const refusal = headersRefusal(call, authorization);
          if (refusal !== undefined) return refuse(refusal);
          break;
        }
        case 'login': {
          account = named();
          if (account === undefined && !anonymous) return refuse({ because: 'credentials-unknown' });
          break;
        }
        case 'date': {
          if (hash === undefined || xDate === undefined) break;
          const date = decisions.date(xDate, call);
          if (date !== undefined && decisions.window(date, call) !== 'inside') return refuse({ because: 'date-outside' });
          break;
        }
        case 'signature': {
          account ??= named();
          if (hash === undefined || account === undefined) break;
          const right = rightHash(hash, account, xDate ?? '', login ?? '', call);
          if (right !== true) return refuse({ because: 'signature-wrong' }, right);
          break;
        }
        case 'address': {
          account ??= named();
          if (account !== undefined && !decisions.addressListed(account, call)) return refuse({ because: 'address-unlisted' });
          break;
        }
      }
    }
    account ??= named();
    return account === undefined && !anonymous
      ? refuse({ because: 'credentials-unknown' })
      : { account, refusal: undefined, expected: undefined };
  }

  function keyOf(account: Account | undefined, call: Call): Key | undefined {
    if (account === undefined) return undefined;
    const key = decisions.idempotencyKey(text('X-Idempotency-Key', call), call);
    if (key === undefined) return undefined;
    return { scope: decisions.idempotencyScope(account, call), key, fingerprint: decisions.fingerprint(call) };
  }

  function wakeWaiting({ scope, key }: Key): void {
    const place = `${scope}\n${key}`;
    const wakes = waiting.get(place);
    if (wakes === undefined) return;
    waiting.delete(place);
    for (const wake of wakes) wake();
  }

  /** Reads a body as the operation would, but forgives what it can: for effects that only a lie brings about. */
  function looseBody(call: Call): Work['body'] {
    const tree = parseJson(Buffer.from(call.arrival.request.body).toString('utf8'));
    return tree === undefined ? undefined : { tree, value: plain(tree) };
  }

  function workOf(call: Call, account: Account | undefined, body: Work['body'], refundsBefore: readonly Refund[] | undefined): Work {
    const operation = operationOf.get(call.operation.id) ?? contract.operation(call.operation.id);
    return {
      call,
      operation,
      account,
      contract,
      decisions,
      ledger: memory(call),
      body,
      refundsBefore,
      force: false,
      failsFor: (invoiceId, request) => failsFor(account, invoiceId, request),
      newId,
    };
  }

  function handle(work: Work): Worked {
    const handler = handlerOf.get(work.operation.id);
    return handler === undefined ? { kind: 'refused', refusal: { because: 'failed-inside' } } : handler(work);
  }

  /** What a refusal is followed by: an honest provider stops, a lying one works all the same and does not say so. */
  function afterRefusal(refusal: Refusal, call: Call, account: Account | undefined): void {
    if (decisions.afterRefusal(refusal, call) === 'stop') return;
    try {
      memory(call).atomically(() => handle({ ...workOf(call, account, looseBody(call), undefined), force: true }));
    } catch (failure) {
      log?.(failure);
    }
  }

  function refusedIn(refusal: Refusal, call: Call, account: Account | undefined, expected?: string): WireResponse {
    afterRefusal(refusal, call, account);
    return refusalResponse(refusal, call, expected);
  }

  function worked(call: Call, account: Account | undefined, refundsBefore: readonly Refund[] | undefined): WireResponse {
    const invalid = decisions.parameterProblems(call);
    if (invalid.length > 0) return refusedIn({ because: 'body-invalid', problems: invalid }, call, account);
    const operation = operationOf.get(call.operation.id);
    let body: Work['body'];
    if (operation?.requestBody !== undefined) {
      const read = bodyText(call);
      const tree: JsonTree | undefined = read === undefined ? undefined : decisions.parse(read, call);
      if (tree === undefined) {
        const detail = read === undefined ? 'body: is not UTF-8' : 'body: is not JSON';
        return refusedIn({ because: 'body-unreadable', details: [detail] }, call, account);
      }
      body = { tree, value: plain(tree) };
      const problems = decisions.problems(body.value, call);
      if (problems.length > 0) return refusedIn({ because: 'body-invalid', problems }, call, account);
    }
    const result = handle(workOf(call, account, body, refundsBefore));
    if (result.kind === 'refused') return refusedIn(result.refusal, call, account);
    return json(decisions.successStatus(call), decisions.body(result.body, call));
  }

  function bodyText(call: Call): string | undefined {
    return decisions.decode(call.arrival.request.body, text('Content-Type', call), call);
  }

  function settle(key: Key | undefined, response: WireResponse, call: Call): void {
    if (key === undefined) return;
    if (decisions.keeps(response, 'after-authentication', call)) {
      memory(call).putRecord(key.scope, key.key, { state: 'settled', fingerprint: key.fingerprint, since: call.now, response });
    } else memory(call).dropRecord(key.scope, key.key);
  }

  function worker(call: Call, account: Account | undefined, key: Key | undefined): Begun {
    // A sum that is not checked in the step that writes is checked on what stood before (END-07).
    const split = call.operation.creates === 'refund' && !decisions.refundsAtomically(call);
    const depositId = split ? refundedDepositId(looseBody(call)?.tree) : undefined;
    const refundsBefore = depositId === undefined ? undefined : memory(call).refundsOf(depositId);
    let delivery: Delivery | undefined;

    function commit(): Delivery {
      if (delivery !== undefined) return delivery;
      delivery = unfailing(() => {
        let response: WireResponse;
        try {
          // Effect and kept outcome are written together or not at all.
          response = memory(call).atomically(() => {
            const outcome = worked(call, account, refundsBefore);
            settle(key, outcome, call);
            return outcome;
          });
        } catch (failure) {
          log?.(failure);
          response = refusalResponse({ because: 'failed-inside' }, call, undefined);
          settle(key, response, call);
        }
        return delivered(response, call);
      }, call);
      if (key !== undefined) wakeWaiting(key);
      return delivery;
    }

    function release(): void {
      if (key === undefined) return;
      memory(call).dropRecord(key.scope, key.key);
      wakeWaiting(key);
    }

    function abandon(): void {
      if (delivery !== undefined) return;
      switch (decisions.onAbandoned(call)) {
        case 'work-anyway':
          commit();
          return;
        case 'work-and-forget':
          commit();
          release();
          return;
        case 'release':
          release();
          return;
        case 'hold':
          return;
      }
    }

    return { kind: 'work', commit, abandon };
  }

  /** What goes on once a call is believed; entered again when a wait is over. */
  function proceed(call: Call, account: Account | undefined): Begun {
    const key = keyOf(account, call);
    if (key === undefined) {
      const refusal = repeatRefusal(call);
      if (refusal !== undefined) return answered(refusedIn(refusal, call, account), call);
      return worker(call, account, undefined);
    }
    const record = memory(call).record(key.scope, key.key);
    switch (decisions.lookup(record, key.fingerprint, call)) {
      case 'replayed':
        if (record?.state === 'settled') return answered(decisions.replay(record.response, call), call);
        break;
      case 'conflicting':
        return answered(refusedIn({ because: 'key-conflicting' }, call, account), call);
      case 'in-flight': {
        if (decisions.whileInFlight(call) === 'refuse') return answered(refusedIn({ because: 'key-in-flight' }, call, account), call);
        const place = `${key.scope}\n${key.key}`;
        return {
          kind: 'wait',
          settled(wake) {
            waiting.set(place, [...(waiting.get(place) ?? []), wake]);
          },
          again: () => guarded(() => proceed(call, account), call),
        };
      }
      case 'fresh':
        break;
    }
    if (decisions.reserves(call)) {
      memory(call).putRecord(key.scope, key.key, { state: 'in-flight', fingerprint: key.fingerprint, since: call.now });
    }
    return worker(call, account, key);
  }

  function repeatRefusal(call: Call): Refusal | undefined {
    if (decisions.repeats(call) === 'executed') return undefined;
    const hash = text('Authorization', call) ?? '';
    for (const [each, until] of executed) if (until < call.now) executed.delete(each);
    if (executed.has(hash)) return { because: 'request-repeated' };
    executed.set(hash, call.now + 60_000);
    return undefined;
  }

  /** IDM-10: a lie that looks keys up first gives the kept answer to whoever names the merchant. */
  function keptBeforeChecks(call: Call): WireResponse | undefined {
    const login = text('X-Login', call);
    const key = keyOf(login === undefined ? undefined : decisions.accountOf(login, memory(call).accounts(), call), call);
    if (key === undefined) return undefined;
    const record: IdempotencyRecord | undefined = memory(call).record(key.scope, key.key);
    if (record?.state !== 'settled' || decisions.lookup(record, key.fingerprint, call) !== 'replayed') return undefined;
    return decisions.replay(record.response, call);
  }

  function refuseUnbelieved({ account, refusal, expected }: Belief & { readonly refusal: Refusal }, call: Call): Begun {
    const login = text('X-Login', call);
    const claimed = account ?? (login === undefined ? undefined : decisions.accountOf(login, memory(call).accounts(), call));
    const response = refusedIn(refusal, call, claimed, expected);
    const key = keyOf(claimed, call);
    if (
      key !== undefined &&
      memory(call).record(key.scope, key.key) === undefined &&
      decisions.keeps(response, 'before-authentication', call)
    ) {
      memory(call).putRecord(key.scope, key.key, { state: 'settled', fingerprint: key.fingerprint, since: call.now, response });
    }
    return answered(response, call);
  }

  function judged(call: Call): Begun {
    if (decisions.looksUp(call) === 'before-checks') {
      const kept = keptBeforeChecks(call);
      if (kept !== undefined) return answered(kept, call);
    }
    const belief = believe(call);
    if (belief.refusal !== undefined) return refuseUnbelieved({ ...belief, refusal: belief.refusal }, call);
    return proceed(call, belief.account);
  }

  /** An exception inside is a 500 to the caller and a line in our log, never a crash. */
  function unfailing(step: () => Delivery, call: RefusedCall): Delivery {
    try {
      return step();
    } catch (failure) {
      log?.(failure);
      return { kind: 'response', response: dated(internalError(call)) };
    }
  }

  function guarded(step: () => Begun, call: RefusedCall): Begun {
    let begun: Begun | undefined;
    const delivery = unfailing(() => {
      begun = step();
      return { kind: 'closed' };
    }, call);
    return begun ?? { kind: 'answer', delivery };
  }

  function internalError(call: RefusedCall): WireResponse {
    try {
      return refusalResponse({ because: 'failed-inside' }, call, undefined);
    } catch (failure) {
      log?.(failure);
      return { status: 500, headers: [], body: noBody };
    }
  }

  function plainAnswer(response: WireResponse): Begun {
    return { kind: 'answer', delivery: { kind: 'response', response: dated(response) } };
  }

  function decide(arrival: Arrival): Begun {
    const { method, target, headers } = arrival.request;
    switch (decisions.transport(arrival)) {
      case 'refuse':
        return { kind: 'answer', delivery: { kind: 'closed' } };
      case 'refuse-aloud':
        return plainAnswer({ status: 403, headers: [], body: noBody });
      case 'redirect':
        return plainAnswer({
          status: 301,
          headers: [['Location', `https://${headerValues(headers, 'Host')[0] ?? 'localhost'}${target}`]],
          body: noBody,
        });
      case 'serve':
        break;
    }
    const unrouted = { arrival, environment, now: now(), parameters: {}, operation: undefined };
    const routing = decisions.route(method, target, environment);
    switch (routing.kind) {
      case 'unknown-path':
        return plainAnswer(refusalResponse({ because: 'path-unknown' }, unrouted, undefined));
      case 'unknown-method':
        return plainAnswer(refusalResponse({ because: 'method-not-allowed', allowed: routing.allowed }, unrouted, undefined));
      case 'operation': {
        const call: Call = { ...unrouted, operation: routing.operation, parameters: routing.parameters };
        return guarded(() => judged(call), call);
      }
    }
  }

  const noRequest = { method: '', target: '', headers: [], body: noBody };

  return {
    begin: (arrival) => guarded(() => decide(arrival), { arrival, environment, now: now(), parameters: {}, operation: undefined }),
    refuse(because) {
      const call = {
        arrival: { request: noRequest, peer: '', secure: true },
        environment,
        now: now(),
        parameters: {},
        operation: undefined,
      };
      return dated(refusalResponse({ because }, call, undefined));
    },
    faultsToCome,
  };
}
