import { setTimeout as wait } from 'node:timers/promises';
import type { WatchedFinding } from '../audit/finding.ts';
import { auditRequests } from '../audit/requests.ts';
import { accountKeys, secretKeys } from '../core/contract/credentials.ts';
import { type ClientExchange, type Injection, type Script, served } from '../core/contract/fault-injection.ts';
import type { Credentials, Deposit } from '../core/contract/ledger.ts';
import { bearerValue, partsIn } from '../core/contract/scheme.ts';
import { type Answer, type Arrival, type Delivery, headerValue, type WireRequest } from '../core/exchange.ts';
import { secrets } from '../core/redaction/redaction.ts';
import { demoKeys } from '../mock/demo-keys.ts';
import { type FaultInjector, faultInjector } from '../mock/fault-injector.ts';
import { type HttpPost, httpPost } from '../mock/notifier-post.ts';
import { type MockProvider as SimulatedProvider, mockProvider as simulatedProvider } from '../mock/provider.ts';
import { complaintOf, doubtOf } from '../reports/observed.ts';
import { membersOf } from '../schemas/nearest-operation.ts';
import type { Profile } from '../specs/profile.ts';
import { type Explained, explain } from './explanation.ts';
import { contract } from './profiles.ts';

/** Every member has a default that works. */
export interface MockProviderOptions {
  /** The keys that it accepts; `demoKeys` by default. */
  readonly keys?: Credentials;
  /** The interpretations that it uses; those of OneKey by default. */
  readonly profile?: Profile;
  /** Its clock, ms since the epoch; the system's by default, faked or not. */
  readonly now?: () => number;
}

/** A notification that was sent, and what your receiver answered. */
export interface SentNotification {
  readonly url: string;
  readonly request: WireRequest;
  readonly answer: Answer;
  /** By the clock of the mock, ms since the epoch. */
  readonly sentAt: number;
}

/**
 * A mock of the provider for a merchant's own tests: it answers as the documents say, can be made to fail, keeps what your code sent, and judges it. A stand-in
 * made from the documents, no copy of the real service.
 */
export interface MockProvider {
  /** The keys to give to your code. */
  readonly keys: Credentials;
  /** The clock, ms since the epoch. */
  now(): number;
  /** Lets the clock stand at a moment, ms since the epoch; undefined lets it run again. */
  setClock(at: number | undefined): void;
  /** Lets the clock go on; resolves when every notification that was due meanwhile, repeats too, had its answer. */
  advance(ms: number): Promise<void>;
  /** What happens to the next requests, one injection each, in order of arrival; those after them are served. */
  next(...injections: readonly Injection[]): void;
  /** The next creation under that invoice id fails inside: 500, no effect, and the 500 is kept under its idempotency key (IDM-04). */
  provoke500(invoiceId: string): void;
  /** The deposits under an invoice id, oldest first: one, if your code is idempotent. */
  deposits(invoiceId: string): readonly Deposit[];
  /**
   * Sets a deposit's status, and notifies its notification_url, on loopback only; resolves when your receiver has answered.
   * @throws Error for an id that there is not, or a status that does not follow on the present one
   */
  moveStatus(depositId: number | string, status: string): Promise<void>;
  /** The same for a refund. */
  moveRefund(refundId: number | string, status: string): Promise<void>;
  /** Sends the notification of a deposit once more, as a person at the panel asks for. */
  resendNotification(depositId: number | string): Promise<void>;
  /** The panel's Confirm URL: where notifications go of deposits that name no URL of their own. */
  setConfirmUrl(url: string | undefined): void;
  /**
   * The key sets in force from now on, the newest first: two while a rotation overlaps.
   * @throws RangeError for keys that are too short to be hidden
   */
  rotateKeys(...sets: readonly Credentials[]): void;
  /** What your code sent, in order of arrival, with the answers. */
  requests(): readonly ClientExchange[];
  /** What was sent to your receiver, with its answers. */
  notifications(): readonly SentNotification[];
  /** Why the signature of a request is wrong: of the last one, where none is given. */
  explain(exchange?: ClientExchange): Explained;
  /** What the requests say of your client, clause by clause; after a rotation, those with the newest keys unless you name others. */
  findings(keys?: Credentials): readonly WatchedFinding[];
  /** What of it breaks the contract, whatever the keys, in words without keys; empty where nothing does. */
  complaints(): readonly string[];
  /** Forgets everything: deposits, keys of a rotation, clock, injections, what was seen. What was scheduled is never sent. */
  reset(): void;
  /** Answers a request: how an adapter hands over what came. */
  answer(arrival: Arrival): Promise<Delivery>;
}

const merchant = 'merchant';

/** The address that every caller is taken to have: the merchant's list has it. */
export const callerAddress = '127.0.0.1';

/** How long a receiver is waited for, ms: a test that waits longer has failed anyway. */
const receiverTimeLimitMs = 10_000;

/** What lasts from one reset to the next. */
interface State {
  readonly mock: SimulatedProvider;
  readonly injector: FaultInjector;
  readonly injections: Injection[];
  readonly notifications: SentNotification[];
  /** Every key set that was in force, the newest first. */
  sets: readonly Credentials[];
}

/**
 * Makes a mock provider without an adapter: hand it to `handlers`, or let `mock` put it on a port.
 * @throws RangeError for keys that are too short to be hidden in what it tells
 */
export function mockProvider({
  keys = demoKeys,
  profile = contract.profiles[0],
  now = () => Date.now(),
}: MockProviderOptions = {}): MockProvider {
  // Refuses what could not be hidden, before anything is shown.
  secrets(secretKeys(contract.scheme, keys));
  // Made when the first notification goes out: a test without them has nothing to close.
  let sender: HttpPost | undefined;
  let state = begun();

  function begun(): State {
    const notifications: SentNotification[] = [];
    const mock = simulatedProvider({
      contract,
      profile,
      now,
      accounts: [{ merchant, ...accountKeys([keys]), addresses: [callerAddress] }],
      notifications: {
        async post(url, request) {
          const sentAt = mock.now();
          sender ??= httpPost(receiverTimeLimitMs);
          const answer = await sender.post(url, request);
          notifications.push({ url: url.href, request, answer, sentAt });
          return answer;
        },
      },
    });
    const injections: Injection[] = [];
    const before = faultInjector({
      mock,
      peer: callerAddress,
      pass: (ms) => wait(ms, undefined, { ref: false }),
      now,
      elsewhere: { https: 'https://elsewhere.example', http: 'http://elsewhere.example' },
    });
    const inTurn: Script = () => injections.shift() ?? served;
    before.script(inTurn);
    return { mock, injector: before, injections, notifications, sets: [keys] };
  }

  const newest = (): Credentials => state.sets[0] ?? keys;

  function explained(exchange: ClientExchange | undefined): Explained {
    if (exchange === undefined) throw new Error('Nothing to explain: no request has reached the mock since it was reset.');
    const { request, startedAt } = exchange;
    const set = state.sets.find(({ apiKey }) => partsIn(contract.scheme, request).login === apiKey) ?? newest();
    return explain({ ...request, ...set, members: membersOf(contract, request), receivedAt: startedAt, scheme: profile.scheme });
  }

  /** The requests with the keys of a set. One that names no set of the mock is taken to be meant for the newest. */
  function requestsWith(set: Credentials): readonly ClientExchange[] {
    return state.injector.seen().filter(({ request }) => {
      const named = state.sets.find(
        ({ apiKey, readOnlyKey }) =>
          partsIn(contract.scheme, request).login === apiKey ||
          headerValue(request.headers, contract.scheme.bearer?.header ?? '') === bearerValue(contract.scheme, readOnlyKey),
      );
      return (named ?? newest()) === set;
    });
  }

  const findings = (set: Credentials): readonly WatchedFinding[] =>
    auditRequests({ credentials: set, contract, profile }, requestsWith(set)).findings();

  return {
    keys,
    now: () => state.mock.now(),
    setClock: (at) => state.mock.controls.freezeClock(at),
    advance: (ms) => state.mock.controls.advance(ms),
    next: (...injections) => void state.injections.push(...injections),
    provoke500: (invoiceId) => state.mock.controls.provoke500(invoiceId),
    deposits: (invoiceId) => state.mock.environment('first').ledger.depositsByInvoice(merchant, invoiceId),
    async moveStatus(depositId, status) {
      const { mock } = state;
      const before = mock.environment('first').ledger.deposit(Number(depositId))?.status;
      moved(mock.controls.setStatus(Number(depositId), status), 'deposit', depositId, before, status);
      await mock.sendNotifications();
    },
    async moveRefund(refundId, status) {
      const { mock } = state;
      const before = mock.environment('first').ledger.refund(Number(refundId))?.status;
      moved(mock.controls.moveRefund(Number(refundId), status), 'refund', refundId, before, status);
      await mock.sendNotifications();
    },
    async resendNotification(depositId) {
      const { mock } = state;
      moved(mock.controls.resend('deposit', Number(depositId)) ? 'moved' : 'unknown', 'deposit', depositId, undefined, '');
      await mock.sendNotifications();
    },
    setConfirmUrl: (url) => state.mock.controls.putConfirmUrl(merchant, url),
    rotateKeys(...sets) {
      secrets(sets.flatMap((set) => secretKeys(contract.scheme, set)));
      state.mock.controls.addMerchant({ merchant, ...accountKeys(sets), addresses: [callerAddress] });
      const apiKeys = sets.map(({ apiKey }) => apiKey);
      state.sets = [...sets, ...state.sets.filter(({ apiKey }) => !apiKeys.includes(apiKey))];
    },
    requests: () => state.injector.seen(),
    notifications: () => [...state.notifications],
    explain: (exchange) => explained(exchange ?? state.injector.seen().at(-1)),
    findings: (set = newest()) => findings(set),
    complaints() {
      const hidden = secrets(state.sets.flatMap((set) => secretKeys(contract.scheme, set)));
      return state.sets.flatMap(findings).flatMap(({ clause, verdict, violation, note }) => {
        if (verdict === 'fail' && violation) return [hidden.redactText(complaintOf(clause, violation, contract.words))];
        return verdict === 'review' && note !== undefined ? [hidden.redactText(doubtOf(clause, note, contract.words))] : [];
      });
    },
    reset() {
      state.mock.close();
      state = begun();
    },
    answer: (arrival) => state.injector.answer(arrival, 'configured'),
  };
}

/** @throws Error where it was not moved, with what would have worked */
function moved(
  outcome: 'moved' | 'unknown' | 'not-allowed',
  what: 'deposit' | 'refund',
  id: number | string,
  before: string | undefined,
  after: string,
): void {
  if (outcome === 'unknown') throw new Error(`The ${what} ${id} does not exist: give the ${what}_id that the mock answered.`);
  if (outcome === 'not-allowed') throw new Error(`The ${what} ${id} is ${before}, which ${after} does not follow on.`);
}
