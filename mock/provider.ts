import { type Roll, rolledAccount } from '../core/contract/credentials.ts';
import type { Account, Credentials, EnvironmentName, Ledger } from '../core/contract/ledger.ts';
import { type Life, mayMove, panelMay } from '../core/contract/transitions.ts';
import type { KeyUseDecisions } from '../core/decisions/key-use.ts';
import type { ProviderDecisions } from '../core/decisions/provider.ts';
import type { Notice, SenderDecisions } from '../core/decisions/sender.ts';
import { type Contract, mainResource, reversal } from '../schemas/contract.ts';
import type { Profile } from '../specs/profile.ts';
import { conformingProvider } from './conforming-provider.ts';
import { conformingSender } from './conforming-sender.ts';
import { effectsOf } from './effects/catalogue.ts';
import type { KeyUseMemory } from './key-use/memory.ts';
import { watched } from './key-use/watched.ts';
import { memoryLedger } from './ledger-memory.ts';
import { type Change, loopbackReach, type Notifier, notifier, type Post, type Reach } from './notifier.ts';
import type { FailsOnce } from './simulator/arranged-failures.ts';
import { type Simulator, simulator } from './simulator.ts';

/** One environment: its own host, with accounts, deposits and keys that no other environment knows (ENV-02…04). */
export interface Environment {
  readonly ledger: Ledger;
  readonly simulator: Simulator;
  /** Absent where the mock sends no notifications. */
  readonly notifier?: Notifier | undefined;
}

/** How the mock sends notifications. */
export interface Notifications {
  /** Instead of the conforming decisions of the profile. */
  readonly decisions?: SenderDecisions;
  readonly post: Post;
  /** Which URLs are connected to: only loopback by default. */
  readonly reach?: Reach;
  /** Called when something was queued: a running mock arms its timer. */
  readonly queued?: () => void;
}

/** How the mock counts uses of keys. */
export interface KeyUses {
  readonly decisions: KeyUseDecisions;
  readonly memory: KeyUseMemory;
  /** A text that was never used: the left part of a Message-ID. */
  readonly newId: () => string;
  /** Called when a mail was queued. */
  readonly queued: () => void;
}

/** What the panel, and a person at it, can do to the provider. Each acts on the first environment unless set otherwise. An id is the ledger's number, or a text as callers see it. */
export interface MockControls {
  /** Stops the judging clock at that ms since the epoch; undefined lets it run again. It judges both environments. */
  freezeClock(at: number | undefined): void;
  /** The next creation under that invoice id fails inside once: code 500, no effect (IDM-04). */
  provoke500(invoiceId: string, environment?: EnvironmentName): void;
  /** Approves or cancels a deposit as the panel would: open deposits only (seed A). */
  moveStatus(depositId: number | string, status: string, environment?: EnvironmentName): 'moved' | 'unknown' | 'not-allowed';
  /** Sets a deposit's status as the provider may: the changes of the panel, and every documented one. */
  setStatus(depositId: number | string, status: string, environment?: EnvironmentName): 'moved' | 'unknown' | 'not-allowed';
  /** How many deposits the merchant has under that invoice id. */
  countDeposits(merchant: string, invoiceId: string, environment?: EnvironmentName): number;
  /** Replaces the list of addresses that may call for that merchant; false for an unknown merchant. */
  putAddresses(merchant: string, addresses: readonly string[], environment?: EnvironmentName): boolean;
  /** Advances the clock of both environments by that many ms; resolves when every notification that was due meanwhile had its answer. */
  advance(ms: number): Promise<void>;
  /** Sets a refund's status, as the bank's answer would. */
  moveRefund(refundId: number | string, status: string, environment?: EnvironmentName): 'moved' | 'unknown' | 'not-allowed';
  /** Sends the notification of a deposit or refund again, as the panel's "Resend notification" does; false when there is nothing to send. */
  resend(about: Notice['about'], id: number | string, environment?: EnvironmentName): boolean;
  /** Sets the panel's Confirm URL of a merchant; undefined removes it. */
  putConfirmUrl(merchant: string, url: string | undefined, environment?: EnvironmentName): void;
  /** Adds a merchant, or replaces the one with that name: also how keys are rotated. */
  addMerchant(account: Account, environment?: EnvironmentName): void;
  /** Rolls the keys of a merchant, as the panel does; false for an unknown merchant. */
  rollKeys(merchant: string, fresh: Credentials, roll: Roll, environment?: EnvironmentName): boolean;
}

export interface MockProviderOptions {
  readonly contract: Contract;
  readonly profile: Profile;
  /** Instead of the conforming decisions of the profile. */
  readonly decisions?: ProviderDecisions;
  /** The running clock, ms since the epoch. */
  readonly now: () => number;
  /** The merchants of the first environment; names, keys and addresses come in from outside. */
  readonly accounts: readonly Account[];
  /** The merchants of the second environment. */
  readonly secondAccounts?: readonly Account[];
  /** Ledgers in memory by default. */
  readonly ledger?: Ledger;
  readonly secondLedger?: Ledger;
  readonly ids?: (of: 'user' | 'invoice') => string;
  readonly failsOnce?: FailsOnce;
  /** Without it no notification is sent. */
  readonly notifications?: Notifications;
  /** Without it, uses of keys in the first environment are not counted. */
  readonly keyUses?: KeyUses;
  readonly log?: (failure: unknown) => void;
}

/** The simulated provider, without an adapter. */
export interface MockProvider {
  readonly contract: Contract;
  readonly decisions: ProviderDecisions;
  readonly controls: MockControls;
  environment(name: EnvironmentName): Environment;
  /** The judging clock, ms since the epoch. */
  now(): number;
  /** When the next notification is due, ms since the epoch; undefined while none waits. */
  nextNotificationAt(): number | undefined;
  /** Sends what is due. */
  sendNotifications(): Promise<void>;
  close(): void;
}

/**
 * Assembles the mock: two environments that share only the clock and the code.
 * It is not a payment system: it moves no money, asks no bank, and keeps nothing longer than its ledger does.
 */
export function mockProvider(options: MockProviderOptions): MockProvider {
  const { contract, profile, now: running } = options;
  const decisions = options.decisions ?? conformingProvider(contract, profile.interpretations, profile.scheme);
  let frozenAt: number | undefined;
  /** How far the clock was advanced ahead of the running one, ms. */
  let ahead = 0;
  const now = (): number => frozenAt ?? running() + ahead;

  function leap(at: number): void {
    if (at <= now()) return;
    if (frozenAt === undefined) ahead = at - running();
    else frozenAt = at;
  }

  const ledgers: Readonly<Record<EnvironmentName, Ledger>> = {
    first: options.ledger ?? memoryLedger(decisions.numbersOf('first')),
    second: options.secondLedger ?? memoryLedger(decisions.numbersOf('second')),
  };

  function assembled(environment: EnvironmentName, accounts: readonly Account[]): Environment {
    const ledger = ledgers[environment];
    for (const account of accounts) ledger.putAccount(account);
    const { ids, failsOnce, log, notifications, keyUses } = options;
    const served = simulator({
      contract,
      decisions,
      environment,
      ledgers,
      now,
      ...(ids === undefined ? {} : { ids }),
      ...(failsOnce === undefined ? {} : { failsOnce }),
      ...(log === undefined ? {} : { log }),
    });
    return {
      ledger,
      notifier:
        notifications &&
        notifier({
          decisions: notifications.decisions ?? conformingSender(contract, profile),
          form: { by: contract.scheme, scheme: profile.scheme, interpretation: profile.interpretations.C26 },
          ledger,
          urlMember: mainResource(contract)?.members.notificationUrl,
          now,
          post: notifications.post,
          reach: notifications.reach ?? loopbackReach,
          ...(notifications.queued === undefined ? {} : { queued: notifications.queued }),
        }),
      simulator:
        keyUses === undefined || environment !== 'first'
          ? served
          : watched(served, { contract, accounts: () => ledger.accounts(), now, ...keyUses }),
    };
  }

  const environments: Readonly<Record<EnvironmentName, Environment>> = {
    first: assembled('first', options.accounts),
    second: assembled('second', options.secondAccounts ?? []),
  };

  const notifiers = [environments.first.notifier, environments.second.notifier].filter((each) => each !== undefined);

  function nextNotificationAt(): number | undefined {
    const times = notifiers.flatMap((each) => each.nextAt() ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  function changed(environment: EnvironmentName, change: Change, write: () => void): void {
    const { notifier: own } = environments[environment];
    if (own === undefined) write();
    else own.changed(change, write);
  }

  const effects = effectsOf(contract.id);
  const numberOf = (id: number | string, of: 'deposit' | 'refund'): number =>
    typeof id === 'number' ? id : (effects.numberOf(id, of) ?? Number.NaN);

  function moveDeposit(
    may: (life: Life, from: string, to: string) => boolean,
    id: number | string,
    status: string,
    environment: EnvironmentName,
  ): 'moved' | 'unknown' | 'not-allowed' {
    const { ledger } = environments[environment];
    const deposit = ledger.deposit(numberOf(id, 'deposit'));
    if (deposit === undefined) return 'unknown';
    const { depositId } = deposit;
    const life = mainResource(contract);
    if (life === undefined || !may(life, deposit.status, status)) return 'not-allowed';
    changed(environment, { about: 'deposit', id: depositId, status }, () => ledger.setDepositStatus(depositId, status));
    return 'moved';
  }

  async function sendNotifications(): Promise<void> {
    await Promise.all(notifiers.map((each) => each.step()));
  }

  return {
    contract,
    decisions,
    nextNotificationAt,
    sendNotifications,
    environment: (name) => environments[name],
    now,
    close() {
      environments.first.ledger.close();
      environments.second.ledger.close();
    },
    controls: {
      freezeClock(at) {
        frozenAt = at;
      },
      provoke500(invoiceId, environment = 'first') {
        environments[environment].simulator.faultsToCome.add(invoiceId);
      },
      moveStatus: (depositId, status, environment = 'first') => moveDeposit(panelMay, depositId, status, environment),
      setStatus: (depositId, status, environment = 'first') =>
        moveDeposit((...move) => panelMay(...move) || mayMove(...move), depositId, status, environment),
      moveRefund(id, status, environment = 'first') {
        const { ledger } = environments[environment];
        const refund = ledger.refund(numberOf(id, 'refund'));
        if (refund === undefined) return 'unknown';
        const { refundId } = refund;
        if (refund.status === status || !reversal(contract)?.statuses.some((row) => row.status === status)) return 'not-allowed';
        changed(environment, { about: 'refund', id: refundId, status }, () => ledger.setRefundStatus(refundId, status));
        return 'moved';
      },
      async advance(ms) {
        const until = now() + ms;
        // Running work decides what waits.
        await sendNotifications();
        for (let at = nextNotificationAt(); at !== undefined && at <= until; at = nextNotificationAt()) {
          leap(at);
          await sendNotifications();
        }
        leap(until);
      },
      resend: (about, id, environment = 'first') => environments[environment].notifier?.resend(about, numberOf(id, about)) ?? false,
      putConfirmUrl(merchant, url, environment = 'first') {
        environments[environment].notifier?.putConfirmUrl(merchant, url);
      },
      countDeposits: (merchant, invoiceId, environment = 'first') =>
        environments[environment].ledger.depositsByInvoice(merchant, invoiceId).length,
      putAddresses(merchant, addresses, environment = 'first') {
        const { ledger } = environments[environment];
        const account = ledger.account(merchant);
        if (account === undefined) return false;
        ledger.putAccount({ ...account, addresses });
        return true;
      },
      addMerchant(account, environment = 'first') {
        environments[environment].ledger.putAccount(account);
      },
      rollKeys(merchant, fresh, roll, environment = 'first') {
        const { ledger } = environments[environment];
        const account = ledger.account(merchant);
        if (account === undefined) return false;
        ledger.putAccount(rolledAccount(account, fresh, roll, now()));
        return true;
      },
    },
  };
}
