import type { Contract } from '../../schemas/contract.ts';
import { contractOf, shippedContracts } from '../../schemas/contracts.ts';
import { type Role, roles } from './run-file.ts';
import { UsageError } from './usage.ts';

const judges = ({ clauses }: Pick<Contract, 'clauses'>, role: Role): boolean => [...clauses.values()].some(({ party }) => party === role);

/**
 * Refuses a party of which the contract says nothing.
 * @throws UsageError that names the parties that it judges, and the shipped contracts that judge this one
 */
export function mustBeJudged(contract: Pick<Contract, 'title' | 'clauses'>, role: Role): void {
  const { title } = contract;
  const judged = roles.filter((each) => judges(contract, each));
  if (judged.includes(role)) return;
  if (judged.length === 0) throw new UsageError('contract-judges-nobody', { title });
  const others = shippedContracts.filter((id) => judges(contractOf(id), role)).join(' or ');
  throw new UsageError('contract-promises-nothing', { title, role, parties: judged.join(', '), others });
}
