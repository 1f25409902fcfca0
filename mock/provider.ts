import type { ProviderDecisions } from '../core/decisions.ts';
import type { Account, Ledger } from '../core/ledger.ts';
import { panelMay } from '../core/transitions.ts';
import type { Contract } from '../schemas/contract.ts';
import type { Profile } from '../specs/profile.ts';
import { honestProvider } from './honest-provider.ts';
import { memoryLedger } from './ledger-memory.ts';
import { type FailsOnce, type Simulator, simulator } from './simulator.ts';

export type EnvironmentName = 'first' | 'second';

/** One environment: a host of its own, with accounts, deposits and keys that no other environment knows (ENV-02…04). */
export interface Environment {
  readonly ledger: Ledger;
  readonly simulator: Simulator;
}

/** What the panel, and a person at it, can do to the provider. Each works on the first environment unless told otherwise. */
export interface MockControls {
  /** Lets the judging clock stand still at that ms since the epoch; undefined lets it run again. It judges both environments. */
  freezeClock(at: number | undefined): void;
  /** The next creation under that invoice id fails inside once: code 500, no effect (IDM-04). */
  provoke500(invoiceId: string, environment?: EnvironmentName): void;
  /** Approves or cancels a deposit as the panel would: open deposits only (seed A). */
  moveStatus(depositId: number, status: string, environment?: EnvironmentName): 'moved' | 'unknown' | 'not-allowed';
  /** How many deposits the merchant has under that invoice id. */
  countDeposits(merchant: string, invoiceId: string, environment?: EnvironmentName): number;
  /** Replaces the list of addresses that may call for that merchant; false when there is no such merchant. */
  putAddresses(merchant: string, addresses: readonly string[], environment?: EnvironmentName): boolean;
  /** Adds a merchant, or replaces the one of that name: also how keys are rotated. */
  addMerchant(account: Account, environment?: EnvironmentName): void;
}

export interface MockProviderOptions {
  readonly contract: Contract;
  readonly profile: Profile;
  /** Instead of the honest decisions of the profile. */
  readonly decisions?: ProviderDecisions;
  /** The running clock, ms since the epoch. */
  readonly now: () => number;
  /** The merchants of the first environment; names, keys and addresses come in from outside. */
  readonly accounts: readonly Account[];
  /** The merchants of the second environment. */
  readonly secondAccounts?: readonly Account[];
  /** Memory ledgers where none are given. */
  readonly ledger?: Ledger;
  readonly secondLedger?: Ledger;
  readonly ids?: (of: 'user' | 'invoice') => string;
  readonly failsOnce?: FailsOnce;
  readonly log?: (failure: unknown) => void;
}

/** The STG twin: the provider that the mock plays, without a skin. */
export interface MockProvider {
  readonly contract: Contract;
  readonly decisions: ProviderDecisions;
  readonly controls: MockControls;
  environment(name: EnvironmentName): Environment;
  /** The judging clock, ms since the epoch. */
  now(): number;
  close(): void;
}

/** Where the second environment's ids begin: an id of one environment never means something in the other (ENV-03). */
export const secondNumbers = { firstDepositId: 4_000_000_001, firstRefundId: 4_200_000_001 };

/**
 * Assembles the twin: two environments that share nothing but the clock and the code.
 * It is no payment system: it moves no money, asks no bank, and keeps nothing longer than its ledger does.
 */
export function mockProvider(options: MockProviderOptions): MockProvider {
  const { contract, profile, now: running } = options;
  const decisions = options.decisions ?? honestProvider(contract, profile.plays, profile.scheme);
  let frozenAt: number | undefined;
  const now = (): number => frozenAt ?? running();

  function assembled(ledger: Ledger, accounts: readonly Account[]): Environment {
    for (const account of accounts) ledger.putAccount(account);
    const { ids, failsOnce, log } = options;
    return {
      ledger,
      simulator: simulator({
        contract,
        decisions,
        ledger,
        now,
        ...(ids === undefined ? {} : { ids }),
        ...(failsOnce === undefined ? {} : { failsOnce }),
        ...(log === undefined ? {} : { log }),
      }),
    };
  }

  const environments: Readonly<Record<EnvironmentName, Environment>> = {
    first: assembled(options.ledger ?? memoryLedger(), options.accounts),
    second: assembled(options.secondLedger ?? memoryLedger(secondNumbers), options.secondAccounts ?? []),
  };

  return {
    contract,
    decisions,
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
      moveStatus(depositId, status, environment = 'first') {
        const { ledger } = environments[environment];
        const deposit = ledger.deposit(depositId);
        if (deposit === undefined) return 'unknown';
        if (!panelMay(deposit.status, status)) return 'not-allowed';
        ledger.setDepositStatus(depositId, status);
        return 'moved';
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
    },
  };
}
