import type { Credentials } from '../../core/contract/ledger.ts';
import type { Secrets } from '../../core/redaction/redaction.ts';
import type { Recognisable } from '../../core/verdict/telltales.ts';
import type { Outcome } from '../../core/verdict/verdict.ts';
import type { TargetFacts } from '../../reports/report.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import type { CountedEnvironment } from '../../suites/clause-run.ts';
import type { ClauseTest, TestEnvironment } from '../../suites/clause-test.ts';
import type { PartyRun, Role } from './run-file.ts';

/** What a party is opened with. */
export interface Opening {
  readonly run: PartyRun;
  readonly contract: Contract;
  readonly profile: Profile;
  /** Unguessable text from which keys are drawn where none are given. */
  readonly secret: string;
  /** Letters and digits that no other worker has. */
  readonly nonce: string;
}

/** A party that one worker asks. */
export interface OpenParty<Env> {
  readonly target: TargetFacts;
  /** Mixes into ids and keys, so that no two workers use one twice; letters and digits. */
  readonly nonce: string;
  /** The prefix of every invoice id, where the configuration has one. */
  readonly invoicePrefix?: string;
  /** What one test acts through: its requests are counted from 0. */
  readonly asked: () => CountedEnvironment<Env>;
  /** The keys that sign requests to it, where a repeat by hand can have them. */
  readonly keys?: () => Credentials;
  /** What no output may show, as known now. */
  readonly secrets: () => Secrets;
  readonly close: () => Promise<void>;
  /** What the creations sent to it so far have in common, where it is a provider. */
  readonly recognisable?: () => Recognisable;
  /** The most cases of a property that go out at once, where that is not the usual number. */
  readonly together?: number;
  /** Whether a new worker opens it after a clause that failed. */
  readonly renewed: boolean;
  /** Opens it again in this worker where that outcome may have left something in it. */
  readonly renew?: (outcome: Outcome) => Promise<void>;
}

/** How the clause tests of a party are registered in Playwright: what differs from party to party. */
export interface PartyUnderTest<Env extends TestEnvironment> {
  readonly role: Role;
  tests(contract: Contract): readonly ClauseTest<Env>[];
  /** Opens it, once for each worker. @throws Error where it does not start */
  open(opening: Opening): Promise<OpenParty<Env>>;
  /** Whether several workers may ask it at the same time, each its own one. Otherwise one worker asks all tests in their order. */
  parallel?(run: PartyRun): boolean;
  /** How long a clause test may wait for what the party does in time of its own, in addition to the time of a clause, ms; 0 by default. */
  waitsMs?(run: PartyRun): number;
}
