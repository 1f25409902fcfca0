import type { SigningKeys } from '../../audit/notifications/record.ts';
import { keyRole, secretKeys } from '../../core/contract/credentials.ts';
import { type DiagnosisKey, knownOthers } from '../../core/diagnosis/diagnosis.ts';
import type { Secret } from '../../core/redaction/redaction.ts';
import { said } from '../../language/sentences.ts';
import type { Contract } from '../../schemas/contract.ts';
import { mustBeProfile, mustDiffer } from './agreement.ts';
import { missing } from './complaint.ts';
import { ConfigurationError } from './configuration-error.ts';
import { readMembers } from './configuration-members.ts';
import type { Environment } from './variables.ts';

/** The part of a `countersign.yaml` that says how notifications are signed. It contains secrets and is never written. */
export interface SenderConfiguration {
  readonly profile: string;
  /** In the order of the file: several around a rotation. */
  readonly keys: readonly SigningKeys[];
  /** Keys of others that the file names: a wrong signature may fit one. */
  readonly others: readonly DiagnosisKey[];
  /** Everything in it that no output may show, with its member. */
  readonly secrets: readonly Secret[];
}

/**
 * Reads which keys notifications are signed with: those of `sender`, else those of `merchant`.
 * @throws ConfigurationError for the first thing that is wrong, or where the file names no keys
 */
export function readSenderConfiguration(text: string, environment: Environment, contract: Contract): SenderConfiguration {
  const { members, found, wrong } = readMembers(text, environment, contract.scheme);
  const { sender, merchant, target } = members;
  if (!sender && !merchant) throw new ConfigurationError('configuration-wrong', { what: missing('sender') });
  const given: NonNullable<typeof sender>['keys'] = sender?.keys ?? (merchant ? [merchant] : []);
  const keys = given.map((set, index): SigningKeys => {
    const path = sender ? ['sender', 'keys', index] : ['merchant'];
    mustDiffer(contract.scheme, path, set, wrong);
    if (given.findIndex(({ apiSignature }) => apiSignature === set.apiSignature) !== index)
      wrong([...path, keyRole(contract.scheme, 'apiSignature')], said('key-set-given-twice'));
    const { until, ...credentials } = set;
    return { ...credentials, ...(until === undefined ? {} : { until: Date.parse(until) }) };
  });
  const profile = sender?.profile ?? target?.profile ?? contract.profiles[0].id;
  mustBeProfile([sender?.profile ? 'sender' : 'target', 'profile'], profile, contract, wrong);
  return { profile, keys, others: knownOthers(members), secrets: [...keys.flatMap((set) => secretKeys(contract.scheme, set)), ...found] };
}
