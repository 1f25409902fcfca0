import type { ExaminedRole } from '../preflight/examined-roles.ts';

/** What a first configuration is made of, as far as options say it. */
export interface SetupOptions {
  readonly config: string;
  readonly role: ExaminedRole;
  readonly url?: string;
  readonly environment?: string;
  readonly profile?: string;
  readonly plainUrl?: string;
  readonly ca?: string;
  readonly proxy?: string;
  readonly variables?: string;
  readonly secondMerchant?: true;
  readonly secondUrl?: string;
  readonly allowed?: string;
  readonly refused?: string;
  readonly invoicePrefix?: string;
  readonly creations?: number;
  readonly perSecond?: number;
  readonly seconds?: number;
  /** Command line that runs the client, or starts the receiver. */
  readonly command?: string;
  /** What the client's own code and pages are. */
  readonly sources?: readonly string[];
  readonly registerUrl?: string;
  readonly releasesUrl?: string;
}

/** A configuration that validates, and what is said of it. */
export interface Setup {
  readonly text: string;
  /** The variables that hold its keys. */
  readonly variables: readonly string[];
  readonly remarks: readonly string[];
}
