import type { Blame } from './verdict.ts';

/**
 * Why a role did not act: what we may cost the target is spent, the target is one that we may only read, a recipe of the configuration did not work, or
 * the target is gone.
 */
export type ObstacleKind = 'budget-spent' | 'read-only-target' | 'recipe-failed' | 'target-gone';

const blames: Readonly<Record<ObstacleKind, Blame>> = {
  'budget-spent': 'configuration',
  'read-only-target': 'configuration',
  'recipe-failed': 'configuration',
  'target-gone': 'environment',
};

/** What kept a role from acting. It says nothing of the party that is judged, so that no verdict may be made of it; the message ends with the next move. */
export class Obstacle extends Error {
  readonly kind: ObstacleKind;
  /** Who has to move next. */
  readonly blame: Blame;
  constructor(kind: ObstacleKind, message: string) {
    super(message);
    this.name = 'Obstacle';
    this.kind = kind;
    this.blame = blames[kind];
  }
}
