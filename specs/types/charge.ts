// Made from schemas/charge.schema.json by `npm run generate`.

/**
 * A line to the reaper: what it has to end or remove after the process that starts programs, and what it no longer has to.
 */
export type Charge = StartedProgram | EndedProgram | MadeFolder | RemovedFolder | Ending;

export interface StartedProgram {
  /**
   * A process id.
   */
  readonly program: number;
}
export interface EndedProgram {
  /**
   * A process id.
   */
  readonly ended: number;
}
export interface MadeFolder {
  readonly folder: string;
}
export interface RemovedFolder {
  readonly removed: string;
}
/**
 * The process is killed where it has not ended by then.
 */
export interface Ending {
  readonly endsWithinMs: number;
}
