import type { Capability } from './capability.ts';
import type { Party } from './clause.ts';
import type { ClauseId } from './clauses/catalogue.ts';

/** What a missing capability does to the clauses that ask for it: `owed` makes them untestable, `optional` and `feature` not-applicable. */
export type Standing = 'owed' | 'optional' | 'feature';

export interface CapabilityRow {
  /** The party of which it is a capability. */
  readonly party: Party;
  /**
   * Owed when some `must`, or a clause that is owed only where it is given (`specs/owed.ts`), cannot be judged without it; optional when every `must` can be judged as a black box in another way. A feature is something
   * that the party may do: where it says that it does not, its clauses do not concern it, whatever else is missing.
   */
  readonly standing: Standing;
  /** Where the configuration gives it; absent where nothing can. */
  readonly members?: readonly string[];
  /** A clause that does not need it, and sees more with it. */
  readonly eases?: ClauseId;
}

/** One row for each capability. The mock has them all; any other target has those that its configuration says. */
export const capabilities = {
  controlsClock: { party: 'provider', standing: 'optional' },
  provokes500: { party: 'provider', standing: 'owed', members: ['recipes.provoke500'] },
  countsDeposits: { party: 'provider', standing: 'owed', members: ['recipes.countDeposits'], eases: 'IDM-01' },
  secondMerchant: { party: 'provider', standing: 'owed', members: ['secondMerchant'] },
  secondEnvironment: { party: 'provider', standing: 'owed', members: ['secondEnvironment'] },
  secondAddress: { party: 'provider', standing: 'owed', members: ['addresses.refused'] },
  changesAddresses: { party: 'provider', standing: 'owed', members: ['recipes.addAddress', 'recipes.removeAddress'] },
  rotatesKeys: { party: 'provider', standing: 'owed', members: ['recipes.rotateKeys', 'recipes.makeAccount'] },
  movesStatus: { party: 'provider', standing: 'owed', members: ['recipes.moveStatus'] },
  plainPort: { party: 'provider', standing: 'owed', members: ['target.plainUrl'] },
  wire: { party: 'provider', standing: 'optional' },
  registersOrders: { party: 'receiver', standing: 'owed' },
  countsReleases: { party: 'receiver', standing: 'owed' },
  startsStops: { party: 'receiver', standing: 'owed' },
  receiverRotatesKeys: { party: 'receiver', standing: 'owed' },
  severalMerchants: { party: 'receiver', standing: 'feature', members: ['receiver.merchants'] },
  countsRefunds: { party: 'receiver', standing: 'owed', members: ['receiver.refundEffects'] },
  startsRefunds: { party: 'receiver', standing: 'owed', members: ['receiver.refund'] },
  receivesNotifications: { party: 'sender', standing: 'owed' },
  advancesClock: { party: 'sender', standing: 'owed' },
  setsConfirmUrl: { party: 'sender', standing: 'owed', members: ['recipes.setConfirmUrl'] },
  resends: { party: 'sender', standing: 'optional', members: ['recipes.resend'] },
  movesRefunds: { party: 'sender', standing: 'optional' },
  passesDepositsOn: { party: 'sender', standing: 'optional' },
  senderRotatesKeys: { party: 'sender', standing: 'owed' },
  createsDeposits: { party: 'client', standing: 'feature' },
  createsRefunds: { party: 'client', standing: 'feature' },
  asksRefunds: { party: 'client', standing: 'feature' },
  asksStatus: { party: 'client', standing: 'feature' },
  asksLookups: { party: 'client', standing: 'feature' },
  showsSources: { party: 'client', standing: 'optional', members: ['client.sources'] },
  newAddresses: { party: 'key-use', standing: 'owed', members: ['keyUse.addresses', 'keyUse.recipes.rollKey'] },
  rollsKeys: { party: 'key-use', standing: 'optional', members: ['keyUse.recipes.rollKey'] },
  hasTestKey: { party: 'key-use', standing: 'optional', members: ['keyUse.testKey'] },
  refusesAddresses: { party: 'key-use', standing: 'optional' },
  restarts: { party: 'key-use', standing: 'optional' },
} as const satisfies Readonly<Record<Capability, CapabilityRow>>;
