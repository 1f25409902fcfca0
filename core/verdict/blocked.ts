import type { Blame } from './verdict.ts';

/**
 * Why a role did not act: the budget is spent, the target is one that we may only read, a recipe of the configuration did not work or got no complete
 * answer, or the target is gone.
 */
export type BlockedKind = 'budget-spent' | 'read-only-target' | 'recipe-failed' | 'recipe-unanswered' | 'target-gone';

const blames: Readonly<Record<BlockedKind, Blame>> = {
  'budget-spent': 'configuration',
  'read-only-target': 'configuration',
  'recipe-failed': 'configuration',
  'recipe-unanswered': 'environment',
  'target-gone': 'environment',
};

/** What kept a role from acting. It says nothing about the judged party, so it gives no verdict; the message ends with the next step. */
export class Blocked extends Error {
  readonly kind: BlockedKind;
  /** Who has to act next. */
  readonly blame: Blame;
  constructor(kind: BlockedKind, message: string) {
    super(message);
    this.name = 'Blocked';
    this.kind = kind;
    this.blame = blames[kind];
  }
}
