import protocol from '../../schemas/client-protocol.schema.json' with { type: 'json' };
import type { Contract } from '../../schemas/contract.ts';
import { contractOf, shippedContracts } from '../../schemas/contracts.ts';
import { type Role, roles } from './run-file.ts';
import { UsageError } from './usage.ts';

type Judged = Pick<Contract, 'clauses' | 'operations'>;

const asked = protocol.$defs.operation.enum;

const hasClauses = ({ clauses }: Judged, role: Role): boolean => [...clauses.values()].some(({ party }) => party === role);

/** Whether it has what a party is asked with: a client is asked for the operations of the client protocol, and a receiver asks for them. */
function hasAsked({ operations }: Judged, role: Role): boolean {
  if (role !== 'client' && role !== 'receiver') return true;
  return asked.some((id) => operations.some((operation) => operation.id === id));
}

/** Whether a party can be judged by a contract. */
export const judges = (contract: Judged, role: Role): boolean => hasClauses(contract, role) && hasAsked(contract, role);

/**
 * Refuses a party of which the contract says nothing, or that cannot be asked.
 * @throws UsageError that names the parties that it judges, and the shipped contracts that judge this one
 */
export function mustBeJudged(contract: Judged & Pick<Contract, 'title'>, role: Role): void {
  if (judges(contract, role)) return;
  if (!hasClauses(contract, role)) promisesNothing(contract, role);
  const { title } = contract;
  throw new UsageError('contract-without-protocol', { title, role, operations: asked.join(', '), parties: partiesOf(contract).join(', ') });
}

/** The parties that a contract judges. */
function partiesOf(contract: Judged): readonly Role[] {
  return roles.filter((each) => judges(contract, each));
}

/**
 * Refuses a party of which the contract has no clause, where it has some.
 * @throws UsageError that names the parties that it judges, and the shipped contracts that judge this one
 */
export function mustHaveClauses(contract: Judged & Pick<Contract, 'title'>, role: Role): void {
  // A folder without clauses says how messages are signed, and that is enough to list them.
  if (contract.clauses.size > 0 && !hasClauses(contract, role)) promisesNothing(contract, role);
}

function promisesNothing(contract: Judged & Pick<Contract, 'title'>, role: Role): never {
  const { title } = contract;
  const parties = partiesOf(contract).join(', ');
  if (parties === '') throw new UsageError('contract-judges-nobody', { title });
  const others = shippedContracts.filter((id) => judges(contractOf(id), role)).join(' or ');
  throw new UsageError('contract-promises-nothing', { title, role, parties, others });
}
