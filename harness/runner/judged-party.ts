import type { Contract } from '../../schemas/contract.ts';
import { type Role, roles } from './run-file.ts';
import { UsageError } from './usage.ts';

/**
 * Refuses a party of which the contract says nothing.
 * @throws UsageError that names the parties that it judges
 */
export function mustBeJudged({ title, clauses }: Pick<Contract, 'title' | 'clauses'>, role: Role): void {
  const judged = roles.filter((each) => [...clauses.values()].some(({ party }) => party === each));
  if (judged.includes(role)) return;
  if (judged.length === 0) throw new UsageError('contract-judges-nobody', { title });
  throw new UsageError('contract-promises-nothing', { title, role, parties: judged.join(', ') });
}
