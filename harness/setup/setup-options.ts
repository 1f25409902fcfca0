import type { ExaminedRole } from '../preflight/examined-roles.ts';

/** The values of a first configuration, as far as options give them. */
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
  /** The client's own code and pages. */
  readonly sources?: readonly string[];
  readonly registerUrl?: string;
  readonly releasesUrl?: string;
}

/** A valid configuration, and the remarks about it. */
export interface Setup {
  readonly text: string;
  /** The variables for its keys. */
  readonly variables: readonly string[];
  readonly remarks: readonly string[];
  /** The host that the commands have to name, because a live key opens production. */
  readonly production?: string;
}
