import { parseHttpDate } from '../core/contract/clock.ts';
import { isGatewayStatus } from '../core/contract/gateway.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import { dateIn, dateMs } from '../core/contract/scheme.ts';
import { type Exchange, headerValue, type WireRequest } from '../core/exchange.ts';
import type { KeptUnderOldSet } from '../core/rotation/kept.ts';
import type { Poll } from '../core/rotation/timeline.ts';
import type { Contract } from '../schemas/contract.ts';
import type { Capability } from '../specs/capability.ts';
import type { Scheme } from '../specs/types/scheme.ts';
import type { Draft } from './transport/draft.ts';
import { raced } from './transport/race.ts';
import type { ClockFigures } from './transport/server-clock.ts';
import type { Sending, Transport } from './transport/transport.ts';

/** What the panel or the configuration's recipes allow; a function is present exactly when the role's `can` names its capability. */
export interface ProviderControls {
  /** controlsClock: stops the provider's judging clock at that ms; undefined lets it run again. */
  freezeClock?(at: number | undefined): Promise<void>;
  /** provokes500: returns a creation body that answers 500 once with that invoice id, and would succeed when executed again. */
  provoking500?(body: Readonly<Record<string, unknown>>): Promise<Readonly<Record<string, unknown>>>;
  /**
   * countsDeposits: how many deposits the merchant has under that invoice id. Where `wanted` is given, a count that is out of date is awaited;
   * without it the present count is returned.
   */
  countDeposits?(invoiceId: string, wanted?: number): Promise<number>;
  /** movesStatus: sets a deposit's status as a person does in the panel. */
  moveStatus?(depositId: number | string, status: string): Promise<void>;
  /** changesAddresses: puts an address on the merchant's list. */
  addAddress?(address: string): Promise<void>;
  /** changesAddresses: takes it off the list. */
  removeAddress?(address: string): Promise<void>;
  /** rotatesKeys: an account whose keys may be rolled. */
  rotatingAccount?(): Promise<RotatingAccount>;
}

/** The result of a roll. Times are ms since the epoch on the server's clock. */
export interface Rolled {
  /** The new set: a key that was not rolled stays the same. */
  readonly keys: Credentials;
  readonly signing: boolean;
  readonly readOnly: boolean;
  readonly askedAt: number;
  readonly answeredAt: number;
  /** When the old set ends; undefined where that is unknown. */
  readonly endsAt?: number;
}

/** A merchant account whose keys may be rolled, once. */
export interface RotatingAccount {
  readonly keys: Credentials;
  /** What recipes can do with it: `countDeposits` and `moveStatus` at most. */
  readonly controls: ProviderControls;
  /** What was made with its old set already, by a rotation that continues. */
  readonly kept?: KeptUnderOldSet;
  /** The answers to both sets so far, in a rotation that continues. */
  readonly polls?: readonly Poll[];
  roll(): Promise<Rolled>;
  /** Lets time pass until that moment on the server's clock; false where that is too far away. */
  pass(until: number): Promise<boolean>;
}

/** What may be done in the second environment, as far as a recipe names its environment. */
export type SecondControls = Pick<ProviderControls, 'countDeposits' | 'moveStatus' | 'addAddress' | 'removeAddress'>;

/** The provider under test, as a merchant's code reaches it. It acts and observes; it never judges. */
export interface ProviderRole {
  readonly can: ReadonlySet<Capability>;
  readonly merchant: Credentials;
  readonly secondMerchant?: Credentials;
  /** Credentials in the second environment. */
  readonly secondEnvironment?: Credentials;
  /** A source address of ours that is on the merchant's list: calls go out from it. */
  readonly listedAddress?: string;
  /** One of ours that is not. */
  readonly unlistedAddress?: string;
  /** Request bodies that the target is known to accept, one or several by operation id (configuration, or the contract's examples). */
  readonly samples: Readonly<Record<string, Readonly<Record<string, unknown>> | readonly Readonly<Record<string, unknown>>[]>>;
  readonly controls: ProviderControls;
  readonly secondControls?: SecondControls;
  /** How long a change of the address list may take until calls show it, ms: no document states it (IPA-02). */
  readonly changeShowsWithinMs: number;
  /** The uncertainty of the server's clock, ±ms. */
  readonly clockUncertaintyMs: number;
  /** The server's clock now, as far as it is known, ms since the epoch. */
  now(): number;
  /** What its Date fields show about it; absent where the clock is ours. */
  clock?(): ClockFigures;
  /**
   * Sends one request; the draft is called when it goes out. Never throws because of the network: that is an `Answer`. Blocked says that it may not
   * go out.
   */
  send(draft: Draft, sending?: Sending): Promise<Exchange>;
  /** Sends several at once over warm connections, the last byte of each released together (IDM-08). Answers in the order of the drafts. */
  race(drafts: readonly Draft[]): Promise<readonly Exchange[]>;
  /** Lets that many ms pass, on the clock of the exchanges. */
  wait(ms: number): Promise<void>;
  close(): Promise<void>;
}

export interface ProviderParts extends Omit<ProviderRole, 'send' | 'race'> {
  /** How a call carries its date, and where an error has its code. */
  readonly contract: Pick<Contract, 'scheme' | 'errorMembers'>;
  readonly transport: Transport;
  /** Most requests under way at once. */
  readonly inFlight: number;
  /** Our own clock, ms: the clock of the exchanges. */
  readonly elapsed: () => number;
}

/** How long a date is inside the window at least, ms: the tolerance, of which its whole second may be over already. */
function freshMs({ date }: Scheme): number {
  return Math.max((date?.toleranceMs ?? 0) - 1000, 0);
}

/** How often a call that expired, met a clock that was set or was delayed is made again: one that stays so is not an accident. */
const mostAgain = 2;

/**
 * Whether a call was refused for its rate (429), or a read met a temporary failure of a gateway: made again, it costs nothing and changes nothing. A
 * write that met one may have been executed.
 */
function heldUp({ request, answer }: Exchange): boolean {
  if (answer.kind === 'none') return false;
  const { status } = answer.response;
  return status === 429 || (request.method === 'GET' && isGatewayStatus(status));
}

/**
 * Whether a call was dated when it was sent, was under way for longer than that date is valid, and was refused: the reason may be a slow machine or a
 * slow way, which says nothing about the provider.
 *
 * @param at the server's time at which it was made, ms
 */
function grewOld(scheme: Scheme, { request, startedAt, endedAt, answer }: Exchange, at: number, uncertaintyMs: number): boolean {
  if (answer.kind === 'none' || answer.response.status < 400 || answer.response.status > 499) return false;
  const fresh = freshMs(scheme);
  if (endedAt - startedAt < fresh - Math.min(uncertaintyMs, fresh / 2)) return false;
  return isDatedAt(scheme, request, at);
}

/**
 * Whether a call was dated at its sending, and was refused by a server whose own Date contradicts what was known of its clock: the clock was set meanwhile.
 * A Date has whole seconds and may be a second old.
 * @param uncertaintyMs by how much the server's time may have been off when the call was made, ms
 */
function clockWasSet(scheme: Scheme, { request, startedAt, endedAt, answer }: Exchange, at: number, uncertaintyMs: number): boolean {
  if (answer.kind === 'none' || answer.response.status < 400 || answer.response.status > 499) return false;
  const date = parseHttpDate(headerValue(answer.response.headers, 'Date') ?? '');
  if (date === undefined || !isDatedAt(scheme, request, at)) return false;
  return Math.abs(date - at) > uncertaintyMs + 2000 + (endedAt - startedAt);
}

function isDatedAt(scheme: Scheme, request: WireRequest, at: number): boolean {
  const date = dateMs(scheme, dateIn(scheme, request) ?? '');
  return date !== undefined && at - date >= 0 && at - date < 1000;
}

/**
 * A provider role over a transport. At most `inFlight` requests are under way: a draft waits for its turn before it is called, so that its date
 * does not expire in our own queue. A refused call whose date expired on its way is made again, and so is one that was delayed.
 */
export function providerRole(parts: ProviderParts): ProviderRole {
  const { transport, inFlight, elapsed, contract, ...rest } = parts;
  const { scheme, errorMembers } = contract;
  const known = errorMembers === undefined ? {} : { errorMembers };
  let free = inFlight;
  const waiting: (() => void)[] = [];
  const turn = (): Promise<void> | undefined => {
    if (free > 0) {
      free -= 1;
      return undefined;
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const done = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free += 1;
  };
  return {
    ...rest,
    // What is known about the clock changes while it is measured.
    get clockUncertaintyMs() {
      return parts.clockUncertaintyMs;
    },
    async send(draft, sending = {}) {
      await turn();
      try {
        for (let again = 0; ; again += 1) {
          await transport.turn?.(1);
          const startedAt = elapsed();
          const at = rest.now();
          const uncertaintyMs = parts.clockUncertaintyMs;
          const request = draft(at);
          const answer = await transport.send(request, sending);
          const exchange: Exchange = { number: 0, request, startedAt, endedAt: elapsed(), answer, ...known };
          const isUndue =
            heldUp(exchange) || grewOld(scheme, exchange, at, uncertaintyMs) || clockWasSet(scheme, exchange, at, uncertaintyMs);
          if (again === mostAgain || !isUndue) return exchange;
        }
      } finally {
        done();
      }
    },
    async race(drafts) {
      await transport.turn?.(drafts.length);
      return (await raced(transport, drafts, rest.now, elapsed)).map((exchange) => ({ ...exchange, ...known }));
    },
  };
}
