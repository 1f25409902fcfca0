import { weakOracle } from '../core/verdict/verdict.ts';
import { said } from '../language/sentences.ts';
import { type Contract, mainResource, thingsOf } from '../schemas/contract.ts';
import { type CapabilityRow, capabilities } from '../specs/capabilities.ts';
import type { Capability } from '../specs/capability.ts';
import type { ClauseRun } from './clause-run.ts';

/**
 * Records that a part of a clause was judged by weaker means, or not at all, because a capability is missing: a pass may then hide a breach there.
 * A clause whose essential oracle is missing is `Untestable`, never weak.
 *
 * @param unseen what was not looked at or counted, as a clause of a sentence
 */
export function weakWithout(run: ClauseRun, capability: Capability, unseen: string): void {
  const { members }: CapabilityRow = capabilities[capability];
  run.observe(weakOracle(unseen, members ? said('add-members', { members: members.join(' and ') }) : said('ask-the-mock')));
}

/** The same of a status that nothing here sets. In a contract that names no status which completes what is created, nothing was missed. */
export function weakWithoutMoves(
  { contract }: { readonly contract: Contract },
  run: ClauseRun,
  unseen: 'no-completed-deposit-read' | 'no-move-before-replay' | 'no-move-between-reads',
): void {
  const completed = mainResource(contract)?.completed;
  const { resource = '' } = thingsOf(contract);
  if (completed !== undefined) weakWithout(run, 'movesStatus', said(unseen, { resource, completed }));
}
