import type { ClientExchange, Script } from '../core/contract/fault-injection.ts';
import type { Credentials } from '../core/contract/ledger.ts';
import type { CertificateProblem, ClientOperation } from '../core/decisions/client.ts';
import type { JsonTree } from '../core/json.ts';
import type { Capability } from '../specs/capability.ts';

/** What a client is asked to do: one line of the protocol. */
export interface Question {
  readonly operation: ClientOperation;
  /** The API's own body of a creation, spelled as the suite chooses; or the parameters of a read. */
  readonly args: JsonTree;
  /** Identifies the user's action; the same for every attempt at it. */
  readonly action: string;
  readonly attempt: number;
}

/** The result of a question. `silent` and `ended` are not answers: nothing came within the deadline and a margin, or the program is gone. */
export type ClientOutcome =
  | { readonly kind: 'ok'; readonly result: JsonTree; readonly tookMs: number }
  | { readonly kind: 'failed'; readonly error: string; readonly tookMs: number }
  | { readonly kind: 'silent'; readonly why: string; readonly tookMs: number }
  | { readonly kind: 'ended'; readonly why: string; readonly tookMs: number };

/** How a session of the client differs from the usual one. */
export interface SessionWishes {
  /** What is at its BASE_URL instead of a host with a certificate that verifies. */
  readonly at?: CertificateProblem | 'plain' | 'elsewhere';
  /** TZ database name of its local time. */
  readonly zone?: string;
  /** POSIX locale, such as `th_TH.UTF-8`. */
  readonly locale?: string;
  /** The key set with which it is started instead of the usual one (ROT-06). */
  readonly keys?: Credentials;
  /** White space around each of its keys, as a variable or a file may hold it (CLT-09). */
  readonly padding?: { readonly before: string; readonly after: string };
  /** How long it may take for one question, ms. */
  readonly deadlineMs?: number;
}

/** A running client, behind a fault injector. */
export interface ClientSession {
  ask(question: Question): Promise<ClientOutcome>;
  script(script: Script | undefined): void;
  seen(): readonly ClientExchange[];
  /** Gives it another key set while it runs, where that is possible; else it is started with it. */
  giveKeys?(keys: Credentials): void;
  /** Everything that it printed besides its answers. */
  log(): string;
  /** Sets the clock of the fault injector ahead of the client's, ms. */
  shiftClock(ms: number): void;
  readonly deadlineMs: number;
  /** Ends the client at once, as a crash does: it can store nothing more. The session is closed anyway. */
  crash(): void;
  close(): Promise<void>;
}

/** Keys of the merchant in public places; their values are not shown. */
export interface Publication {
  readonly leaks: readonly { readonly role: string; readonly where: string }[];
  /** How many files, objects of a history or resources were read. */
  readonly read: number;
  /** What was not read, and why. */
  readonly unread: readonly string[];
  /** What is not published, and so was not read: what git ignores, what a server does not have. */
  readonly leftOut: readonly string[];
}

/** A merchant's client under test. It acts and observes; it never judges. */
export interface ClientRole {
  readonly can: ReadonlySet<Capability>;
  readonly keys: Credentials;
  /** A key set that the provider accepts too, and that the client was not given yet: it replaces the other one. */
  readonly newKeys: Credentials;
  readonly samples: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Starts the client anew; one session is open at a time. */
  open(wishes?: SessionWishes): Promise<ClientSession>;
  /** The client's clock, ms since the epoch. */
  now(): number;
  /** Lets time pass. */
  pass(ms: number): Promise<void>;
  /** CLT-07: the longest time until a user action succeeds after a failure has ended, ms. */
  readonly recoveryMs: number;
  /** Whether what it writes besides its answers goes elsewhere: the reader started it. */
  readonly hidesItsLog?: boolean;
  /** Searches what the merchant publishes for the merchant's own keys; without sources there is nothing to search. */
  published?(): Promise<Publication>;
  close(): Promise<void>;
}
