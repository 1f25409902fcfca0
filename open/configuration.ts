import type { JsonValue } from '../core/json.ts';
import type { Credentials } from '../core/ledger.ts';
import type { Secret } from '../core/redaction.ts';

/** How a recipe is followed. Texts hold `{placeholders}`; the environment's `${NAME}` are put in already. */
export type Recipe =
  | { readonly kind: 'patch'; readonly patch: Readonly<Record<string, JsonValue>> }
  | {
      readonly kind: 'request';
      readonly method: string;
      readonly url: string;
      readonly headers: Readonly<Record<string, string>>;
      /** JSON where it is no text. */
      readonly body?: JsonValue;
      /** JSON pointer (RFC 6901) to the result in the answer. */
      readonly result?: string;
      readonly seconds: number;
    }
  | {
      readonly kind: 'command';
      /** The program and its arguments. */
      readonly command: readonly string[];
      readonly environment: Readonly<Record<string, string>>;
      readonly result?: string;
      readonly seconds: number;
    }
  | { readonly kind: 'prompt'; readonly prompt: string };

/** Names of the recipes, in the order of the documentation. */
export const recipeNames = ['provoke500', 'moveStatus', 'countDeposits', 'rotateKeys', 'addAddress', 'removeAddress'] as const;

export type RecipeName = (typeof recipeNames)[number];

/** A clause that the plan leaves out. */
export interface PlanExclusion {
  readonly clause: string;
  readonly owner: string;
  readonly reason: string;
  /** Last day on which it may be left out, `YYYY-MM-DD`. */
  readonly expires?: string;
}

/** `countersign.yaml` as read: defaults and the environment's values are in their places. It holds secrets and is never written. */
export interface Configuration {
  readonly target: {
    /** Origin, `https://host[:port]`. */
    readonly url: string;
    readonly plainUrl?: string;
    readonly environment: string;
    /** File (PEM), relative to the configuration file. */
    readonly ca?: string;
    readonly profile: string;
    readonly proxy?: string;
    /** Files (PEM), relative to the configuration file. */
    readonly clientCertificate?: { readonly certificate: string; readonly key: string; readonly passphrase?: string };
  };
  readonly merchant: Credentials;
  readonly secondMerchant?: Credentials;
  readonly secondEnvironment?: Credentials & { readonly url: string };
  /** Bodies by operation id. */
  readonly samples: Readonly<Record<string, Readonly<Record<string, JsonValue>>>>;
  readonly addresses: { readonly allowed?: string; readonly refused?: string; readonly echoUrl?: string };
  readonly recipes: Readonly<Partial<Record<RecipeName, Recipe>>>;
  readonly budget: { readonly creations: number; readonly perSecond: number; readonly seconds: number };
  /** Letters and digits. */
  readonly invoicePrefix: string;
  readonly plan: { readonly exclude: readonly PlanExclusion[] };
  /** Seconds. */
  readonly deadlines: { readonly answer: number; readonly recipe: number; readonly clause: number };
  readonly notificationUrl?: string;
  /** Everything in it that no output may show, with the member that it stands in. */
  readonly secrets: readonly Secret[];
}

/** A configuration that cannot be used. The message names the member and the next move, and holds no value of the environment. */
export class ConfigurationError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigurationError';
  }
}
