import { keyRole } from '../../core/contract/credentials.ts';
import type { Secret } from '../../core/redaction/redaction.ts';
import type { CountersignYaml } from '../../specs/types/configuration.ts';
import type { Scheme } from '../../specs/types/scheme.ts';
import { formComplaint } from './complaint.ts';
import { ConfigurationError } from './configuration-error.ts';
import { parsed } from './document.ts';
import { noMemberWithoutEffect } from './effect.ts';
import { type Members, withKeysOf } from './key-members.ts';
import { type Wrong, wrongAt } from './member-path.ts';
import { noSecretsIn } from './secret-members.ts';
import { type Environment, fill } from './variables.ts';

/** What a file says, with the values of the environment filled in. */
export interface ReadMembers {
  readonly members: Members;
  /** What came from the environment and may not be shown. */
  readonly found: readonly Secret[];
  readonly wrong: Wrong;
}

/**
 * Reads a file's text and checks its form.
 *
 * @throws ConfigurationError for the first thing that is wrong, with its member, its line and the next step
 */
export function readMembers(text: string, environment: Environment, scheme: Scheme): ReadMembers {
  const { value, place } = parsed(text);
  const complaint = formComplaint(value, place);
  if (complaint !== undefined) throw new ConfigurationError('configuration-wrong', { what: complaint });
  noMemberWithoutEffect(value, place);
  noSecretsIn(value, [], place);
  const found: Secret[] = [];
  // The schema has been checked, and a variable's value is text as the variable was.
  const filled = fill(value, [], environment, place, found, keyRole(scheme, 'apiSignature')) as CountersignYaml;
  return { members: withKeysOf(scheme, filled, place), found, wrong: wrongAt(place) };
}
