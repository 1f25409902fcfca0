import type { Axis } from '../arbitraries/axes/axis.ts';
import type { CallCoverage } from '../audit/coverage.ts';
import type { ClientRole } from '../roles/client.ts';
import type { KeyUseRole, ReceivedAlert } from '../roles/key-use.ts';
import type { ProviderRole } from '../roles/provider.ts';
import type { ReceiverRole } from '../roles/receiver.ts';
import type { SenderRole } from '../roles/sender.ts';
import type { Contract, Operation } from '../schemas/contract.ts';
import type { Capability } from '../specs/capability.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';
import type { Trait } from '../specs/traits.ts';
import type { ClauseRun } from './clause-run.ts';

/** What the parties of every suite are judged by. */
export interface TestEnvironment {
  readonly contract: Pick<Contract, 'traits' | 'scheme' | 'resources' | 'operation' | 'words'>;
  readonly profile: Profile;
}

/** The parties through which a provider suite acts, and the contract that they are judged by. */
export interface ProviderTestEnvironment {
  readonly provider: ProviderRole;
  readonly contract: Contract;
  readonly profile: Profile;
  /** The axes along which rules are asked; all unless given. */
  readonly axes?: readonly Axis[];
  /** Counts which questions met which values of the axes. */
  readonly coverage?: Pick<CallCoverage, 'along'>;
}

/** The receiver that a receiver suite sends notifications to, with the status API that it asks. */
export interface ReceiverTestEnvironment {
  readonly receiver: ReceiverRole;
  readonly contract: Contract;
  readonly profile: Profile;
}

/** The provider as sender of notifications, with the API that changes a status and reports it. */
export interface SenderTestEnvironment extends ProviderTestEnvironment {
  readonly sender: SenderRole;
}

/** The client that a client suite gives actions to, with the contract of the API that it calls. */
export interface ClientTestEnvironment {
  readonly client: ClientRole;
  readonly contract: Contract;
  readonly profile: Profile;
}

/** A provider that mails on key use, with the mails that the merchant gets. */
export interface KeyUseTestEnvironment {
  readonly keyUse: KeyUseRole;
  readonly contract: Contract;
  readonly profile: Profile;
}

/** The mails on key use that a merchant got, the addresses from which the merchant calls, and those that a target saw. */
export interface EgressTestEnvironment {
  readonly alerts: readonly ReceivedAlert[];
  /** Single addresses or CIDR ranges. */
  readonly egress: readonly string[];
  /** The source address of each of several connections. */
  readonly seen: readonly string[];
  readonly contract: Contract;
  readonly profile: Profile;
}

/**
 * One question to one party. It does not know its runner: Playwright registers it, and the self-test runs it in process.
 *
 * `run` returns when the clause held, throws a `Violation` when it was broken, and `Untestable` or `Indeterminate` when it could not be judged. Any
 * other error is ours.
 */
export interface ClauseTest<Env> {
  readonly clause: ClauseId;
  /** The operation that a generated test is about. */
  readonly operation?: Operation;
  /** Set where a clause is tested once more late in the run: the moment of that. */
  readonly late?: 'after-a-silence' | 'at-end-of-run';
  /** Capabilities of the target and traits of the contract that the whole test needs. */
  readonly needs: readonly (Capability | Trait)[];
  run(env: Env, run: ClauseRun): Promise<void>;
}

export type ProviderTest = ClauseTest<ProviderTestEnvironment>;

export type ReceiverTest = ClauseTest<ReceiverTestEnvironment>;

export type SenderTest = ClauseTest<SenderTestEnvironment>;

export type ClientTest = ClauseTest<ClientTestEnvironment>;

export type KeyUseTest = ClauseTest<KeyUseTestEnvironment>;

export type EgressTest = ClauseTest<EgressTestEnvironment>;
