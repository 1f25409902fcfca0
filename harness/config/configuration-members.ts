import type { Secret } from '../../core/redaction/redaction.ts';
import { formComplaint } from './complaint.ts';
import { ConfigurationError } from './configuration-error.ts';
import { parsed } from './document.ts';
import { type Wrong, wrongAt } from './member-path.ts';
import { noSecretsIn } from './secret-members.ts';
import { type Environment, fill } from './variables.ts';

/** What a file says, with the environment's values in their places. */
export interface ReadMembers<Members> {
  readonly members: Members;
  /** What came from the environment and may not be shown. */
  readonly found: readonly Secret[];
  readonly wrong: Wrong;
}

/**
 * Reads a file's text and checks its form. `Members` names what the caller needs of the file; the schema has seen to it.
 * @throws ConfigurationError for the first thing that is wrong, with its member, its line and the next move
 */
export function readMembers<Members>(text: string, environment: Environment): ReadMembers<Members> {
  const { value, place } = parsed(text);
  const complaint = formComplaint(value, place);
  if (complaint !== undefined) throw new ConfigurationError(complaint);
  noSecretsIn(value, [], place);
  const found: Secret[] = [];
  return { members: fill(value, [], environment, place, found) as Members, found, wrong: wrongAt(place) };
}
