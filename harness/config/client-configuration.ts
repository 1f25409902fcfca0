import { secretKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import type { Secret } from '../../core/redaction/redaction.ts';
import type { Contract } from '../../schemas/contract.ts';
import { mustBeProfile } from './agreement.ts';
import { missing } from './complaint.ts';
import { ConfigurationError } from './configuration-error.ts';
import { readMembers } from './configuration-members.ts';
import type { Environment } from './variables.ts';

/** The time limits for a client, in seconds. */
export interface ClientDeadlines {
  /** The shortest DEADLINE_MS that it can keep; by default what its capabilities say. */
  readonly question?: number;
  /** CLT-07: from the end of a failure to a user action that succeeds. */
  readonly recovery: number;
}

/** The values by default. */
export const usualClientDeadlines: ClientDeadlines = { recovery: 60 };

/** The client of a `countersign.yaml` as read. It contains secrets and is never written. */
export interface ClientConfiguration {
  /** Shell command line. */
  readonly command?: string;
  /** Variables for it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly profile: string;
  /** Folders, relative to the configuration file, and URLs. */
  readonly sources: readonly string[];
  /** Seconds. */
  readonly deadlines: ClientDeadlines;
  /** The merchant's own keys, which must not be found in any of them. */
  readonly merchant?: Credentials;
  /** Everything in it that no output may show, with its member. */
  readonly secrets: readonly Secret[];
}

/**
 * Reads the client of a `countersign.yaml`.
 * @throws ConfigurationError for the first thing that is wrong, or where the file names no client
 */
export function readClientConfiguration(text: string, environment: Environment, contract: Contract): ClientConfiguration {
  const { members, found, wrong } = readMembers(text, environment, contract.scheme);
  const { client, merchant } = members;
  if (!client) throw new ConfigurationError('configuration-wrong', { what: missing('client') });
  const { command, environment: variables = {}, profile = contract.profiles[0].id, sources = [], deadlines } = client;
  mustBeProfile(['client', 'profile'], profile, contract, wrong);
  return {
    ...(command === undefined ? {} : { command }),
    environment: variables,
    profile,
    sources,
    deadlines: { ...usualClientDeadlines, ...deadlines },
    ...(merchant ? { merchant } : {}),
    secrets: [...(merchant ? secretKeys(contract.scheme, merchant) : []), ...found],
  };
}
