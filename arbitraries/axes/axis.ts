import type { WireRequest } from '../../core/exchange.ts';
import type { Capability } from '../../specs/capability.ts';

/** A call that goes before another one over the same connection: a refused one, a right one of the same merchant, or a right one of another merchant. */
export type Predecessor = 'refused' | 'own' | 'other-merchant';

/** A call that is under way beside another one. */
export type Neighbour = 'own' | 'other-merchant' | 'second-environment';

/** One value of an axis. A target may refuse an unusual one for its own sake, except where it is `owed`. */
export interface AxisValue {
  /** How a call with it is sent: a phrase that stands behind the call. */
  readonly name: string;
  /** What it changes in a request that is right by itself. */
  readonly change?: (request: WireRequest) => WireRequest;
  /** What goes over its connection before it, without waiting for the answer where it is pipelined. */
  readonly before?: { readonly call: Predecessor; readonly pipelined?: true };
  /** How often the same is asked in a row; once where nothing is said. */
  readonly times?: number;
  /** What is under way beside it. */
  readonly beside?: Neighbour;
  /** `body`: a request without one cannot have it. `read`: only one that reads. */
  readonly needs?: readonly ('body' | 'read' | Capability)[];
  /** Every server has to take it. */
  readonly owed?: true;
  /** A server may answer so to everybody, without looking at what is asked for: its answer tells something only beside that to what does not exist. */
  readonly anonymous?: true;
}

/** Something that must not matter to any rule. */
export interface Axis {
  readonly name: string;
  /** Why it must not matter: one sentence. */
  readonly because: string;
  /** Without these the axis cannot be varied. */
  readonly needs: readonly Capability[];
  /** The first one is what a call usually has. */
  readonly values: readonly [AxisValue, ...AxisValue[]];
}
