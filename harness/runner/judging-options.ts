import type { Extent } from '../../specs/owed.ts';
import type { Role } from './run-file.ts';

/** What the commands that judge have in common. */
export interface JudgingOptions {
  /** The party to judge; without one, all that the other options describe. */
  readonly role?: Role;
  /** The command of a client. */
  readonly client?: string;
  /** What the merchant publishes: folders and URLs. */
  readonly sources?: readonly string[];
  /** The id of the contract, or the path of its folder. */
  readonly contract: string;
  readonly mode: 'certify' | 'run';
  readonly level: Extent;
  readonly seed: number;
  /** Where it is not given, 1, or as much as the budget of the configuration holds. */
  readonly runs?: number;
  readonly profile?: string;
  readonly config?: string;
  readonly production?: readonly string[];
  readonly dryRun?: true;
  /** A former run: the folder of a report, its report.json, or a certificate. */
  readonly baseline?: string;
  /** The file of the key that signs a certificate. */
  readonly sign?: string;
  /** Who runs it is who asks for the certificate. */
  readonly operator?: true;
  readonly nonce?: string;
  readonly reports: string;
  readonly path?: string;
  readonly clauses?: readonly string[];
  readonly grep?: string;
}

/** The same of one party. */
export type RoleOptions = JudgingOptions & { readonly role: Role };
