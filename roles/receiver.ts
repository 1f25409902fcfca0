import type { ClientExchange } from '../core/contract/fault-injection.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import type { ScriptedDeposit, ScriptedRefund, StatusCall, StatusStep } from '../core/contract/status-script.ts';
import type { Order } from '../core/decisions/receiver.ts';
import type { Exchange } from '../core/exchange.ts';
import type { Capability } from '../specs/capability.ts';
import type { Draft } from './transport/draft.ts';
import { raced } from './transport/race.ts';
import type { Sending, Transport } from './transport/transport.ts';

/** What the configuration allows; a function is present exactly when the role's `can` names its capability, or the configuration gives it. */
export interface ReceiverControls {
  /** registersOrders: puts an order where the receiver looks for it; one of the further merchant where that is given. */
  registerOrder?(order: Order, merchant?: Credentials): Promise<void>;
  /** countsReleases: how often the order of a deposit was released; 0 for a deposit that it does not know. */
  countReleases?(depositId: string): Promise<number>;
  /** How often each further effect of a release happened, in the order of the configuration, where that names some. */
  countEffects?(depositId: string): Promise<readonly number[]>;
  /** countsRefunds: how often those refunds of a deposit were counted in all. */
  countRefunds?(depositId: string, refundIds: readonly string[]): Promise<number>;
  /** startsRefunds: lets the shop refund the whole order; resolves when that has had its answer. */
  startRefund?(order: Order): Promise<void>;
  /** Sets its clock, and ours, ahead by that many seconds. */
  advanceClock?(seconds: number): Promise<void>;
  /** Opens the return page of the payer, where the configuration names it. The answer of the page is not checked. */
  openReturnPage?(order: Order): Promise<void>;
  /** startsStops: ends the receiver without warning. */
  kill?(): Promise<void>;
  /** startsStops: starts it, and resolves when it listens. */
  start?(): Promise<void>;
  /** receiverRotatesKeys: gives the receiver its new keys, and the old ones too while both are active. */
  rotateKeys?(current: Credentials, previous: Credentials | undefined): Promise<void>;
}

/** The status API that the receiver asks: ours, so that its answers are scripted and its calls are seen. */
export interface StatusScript {
  /** Makes a deposit and returns its id. */
  place(deposit: ScriptedDeposit): string;
  move(depositId: string, status: string): void;
  /** Makes a refund of a deposit, as in the panel, and gives its id. */
  placeRefund(refund: ScriptedRefund): string;
  moveRefund(refundId: string, status: string): void;
  /** The ids of the refunds of a deposit. */
  refundsOf(depositId: string): readonly string[];
  /** What happens from now on when that deposit is asked for; undefined shows the state as it is. */
  script(depositId: string, step: StatusStep | undefined): void;
  /** Releases the held answers of a deposit. */
  letGo(depositId: string): void;
  calls(depositId: string): readonly StatusCall[];
  /** Every call, in order of arrival. */
  seen(): readonly ClientExchange[];
  putKeys(credentials: readonly Credentials[]): void;
}

/** How long the suites wait for a receiver, ms. */
export interface Patience {
  /** RCV-14: the longest time until an answer. */
  readonly answerMs: number;
  /** RCV-05, RCV-19: how long acknowledged work may take, including failures of the status API and restarts. */
  readonly healMs: number;
  /** How long after its answer the effect of a notification shows, where no other effect can be waited for. */
  readonly settleMs: number;
}

/** A merchant's receiver under test, as the sender of notifications reaches it. It acts and observes; it never judges. */
export interface ReceiverRole {
  readonly can: ReadonlySet<Capability>;
  /** Path and query that notifications are sent to. */
  readonly target: string;
  /** The active keys. */
  readonly merchant: Credentials;
  /** The keys of another merchant: rightly signed with them, a notification is not for this receiver. */
  readonly otherMerchant: Credentials;
  /** severalMerchants: the keys of a further merchant, whose notifications come to the same URL. */
  readonly furtherMerchant?: Credentials;
  readonly status: StatusScript;
  /** The URL of the status API, without a slash at its end. */
  readonly statusUrl: string;
  /** Addresses of the sender that it has on a list. */
  readonly senderAddresses: readonly string[];
  readonly controls: ReceiverControls;
  readonly patience: Patience;
  /** Its output from that position on, as far as it is kept; nothing is known about one that was not started here. */
  printed(from: number): { readonly text: string; readonly end: number } | undefined;
  /** The clock for X-Date, ms since the epoch. */
  now(): number;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** A new set of keys replaces the merchant's, which stays active beside it until `endRotation`. */
  beginRotation(): Promise<{ readonly old: Credentials; readonly new: Credentials }>;
  endRotation(): Promise<void>;
  send(draft: Draft, sending?: Pick<Sending, 'pieces'>): Promise<Exchange>;
  /** Sends several at once, the last byte of each released together. */
  race(drafts: readonly Draft[]): Promise<readonly Exchange[]>;
  close(): Promise<void>;
}

export interface ReceiverParts extends Omit<ReceiverRole, 'send' | 'race' | 'merchant' | 'beginRotation' | 'endRotation'> {
  readonly merchant: Credentials;
  /** Makes the n-th new set of keys. */
  readonly newKeys: (number: number) => Credentials;
  readonly transport: Transport;
}

/** A receiver role over a transport. */
export function receiverRole(parts: ReceiverParts): ReceiverRole {
  const { transport, newKeys, merchant, ...rest } = parts;
  let current = merchant;
  let previous: Credentials | undefined;
  let rotations = 0;
  const { status, controls, now } = rest;
  const rotate = async (): Promise<void> => {
    status.putKeys([current, ...(previous ? [previous] : [])]);
    await controls.rotateKeys?.(current, previous);
  };
  return {
    ...rest,
    get merchant() {
      return current;
    },
    async beginRotation() {
      rotations += 1;
      previous = current;
      current = newKeys(rotations);
      await rotate();
      return { old: previous, new: current };
    },
    async endRotation() {
      previous = undefined;
      await rotate();
    },
    async send(draft, sending = {}) {
      const startedAt = now();
      const request = draft(startedAt);
      const answer = await transport.send(request, sending);
      return { number: 0, request, startedAt, endedAt: now(), answer };
    },
    race: (drafts) => raced(transport, drafts, now, now),
  };
}
