import type { Extent } from '../../specs/owed.ts';
import type { Role } from './run-file.ts';

/** What the commands that judge have in common. */
export interface JudgingOptions {
  /** The party to judge; by default all that the other options describe. */
  readonly role?: Role;
  /** The command of a client. */
  readonly client?: string;
  /** A port on loopback that a client connects to which the reader starts. */
  readonly attach?: number;
  /** False where each answer of a client is waited for without end; nothing is certified then. */
  readonly deadlines?: boolean;
  /** What the merchant publishes: folders and URLs. */
  readonly sources?: readonly string[];
  /** The id of the contract, or the path of its folder. */
  readonly contract: string;
  readonly mode: 'certify' | 'run';
  readonly level: Extent;
  readonly seed: number;
  /** By default 1, or as much as the budget of the configuration allows. */
  readonly runs?: number;
  readonly profile?: string;
  readonly config?: string;
  readonly production?: readonly string[];
  readonly dryRun?: true;
  /** An earlier run: the folder of a report, its report.json, or a certificate. */
  readonly baseline?: string;
  /** The file of the key that signs a certificate. */
  readonly sign?: string;
  /** The run is made by the desk that asks for the certificate. */
  readonly operator?: true;
  readonly nonce?: string;
  readonly reports: string;
  readonly path?: string;
  readonly clauses?: readonly string[];
  readonly grep?: string;
}

/** The same of one party. */
export type RoleOptions = JudgingOptions & { readonly role: Role };
