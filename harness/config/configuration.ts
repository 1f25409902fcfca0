import type { Credentials } from '../../core/contract/ledger.ts';
import type { JsonValue } from '../../core/json.ts';
import type { Secret } from '../../core/redaction/redaction.ts';
import type { Budget } from './budget.ts';
import type { Deadlines } from './deadlines.ts';
import type { Limits } from './limits.ts';
import type { Plan } from './plan.ts';
import type { Recipe, RecipeName } from './recipe.ts';

/** A request body that the target is known to accept. */
type Sample = Readonly<Record<string, JsonValue>>;

/** `countersign.yaml` as read: defaults and the values of the environment are filled in. It contains secrets and is never written. */
export interface Configuration {
  readonly target: {
    /** Origin, `https://host[:port]`. */
    readonly url: string;
    readonly plainUrl?: string;
    readonly environment: string;
    /** The name of the account in locks; it outlives its keys. */
    readonly account?: string;
    /** File (PEM), relative to the configuration file. */
    readonly ca?: string;
    readonly profile: string;
    readonly proxy?: string;
    /** Files (PEM), relative to the configuration file. */
    readonly clientCertificate?: { readonly certificate: string; readonly key: string; readonly passphrase?: string };
  };
  /** Whether a key of the merchant is a live one, by the contract. */
  readonly liveKey?: true;
  readonly merchant: Credentials;
  readonly secondMerchant?: Credentials;
  readonly secondEnvironment?: Credentials & { readonly url: string; readonly environment?: string };
  /** Bodies by operation id, one or several. */
  readonly samples: Readonly<Record<string, Sample | readonly Sample[]>>;
  readonly addresses: {
    readonly allowed?: string;
    readonly refused?: string;
    readonly egress?: readonly string[];
    readonly echoUrl?: string;
  };
  readonly recipes: Readonly<Partial<Record<RecipeName, Recipe>>>;
  readonly rotation: {
    /** Whether a run may roll the merchant's own keys. */
    readonly allowed: boolean;
    /** Whether `rotateKeys` itself stores the new keys. */
    readonly rotateKeysStores: boolean;
    /** How long the old set stays active after a roll, seconds; undefined where the file does not say. */
    readonly overlap?: number;
  };
  readonly budget: Budget;
  /** The prefix of every invoice id of ours, where one is wanted: letters and digits. */
  readonly invoicePrefix?: string;
  readonly plan: Plan;
  readonly deadlines: Deadlines;
  readonly limits: Limits;
  readonly notificationUrl?: string;
  /** Everything in it that no output may show, with its member. */
  readonly secrets: readonly Secret[];
}
