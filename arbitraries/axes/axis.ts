import type { WireRequest } from '../../core/exchange.ts';
import type { Capability } from '../../specs/capability.ts';

/** A call before another one over the same connection: a refused one, a valid one of the same merchant, or a valid one of another merchant. */
export type Predecessor = 'refused' | 'own' | 'other-merchant';

/** A concurrent call. */
export type Neighbour = 'own' | 'other-merchant' | 'second-environment';

/** One value of an axis. A target may refuse an unusual one for itself, except where it is `owed`. */
export interface AxisValue {
  /** How a call with it is sent: a phrase that follows the call. */
  readonly name: string;
  /** What it changes in a valid request. */
  readonly change?: (request: WireRequest) => WireRequest;
  /** What goes over its connection before it, without waiting for the answer where it is pipelined. */
  readonly before?: { readonly call: Predecessor; readonly pipelined?: true };
  /** How often the same is asked in a row; once by default. */
  readonly times?: number;
  /** What runs at the same time. */
  readonly beside?: Neighbour;
  /** `body`: a request without a body cannot have it. `read`: only a reading one can. `act`: only one that changes something. */
  readonly needs?: readonly ('body' | 'read' | 'act' | Capability)[];
  /** Every server has to accept it. */
  readonly owed?: true;
  /**
   * A server may give this answer to everybody, without looking at what is asked for: it shows something only compared with the answer about
   * something that does not exist.
   */
  readonly anonymous?: true;
}

/** Something that must not matter to any rule. */
export interface Axis {
  readonly name: string;
  /** Why it must not matter: one sentence. */
  readonly because: string;
  /** The axis cannot be varied without these. */
  readonly needs: readonly Capability[];
  /** The first one is the usual one. */
  readonly values: readonly [AxisValue, ...AxisValue[]];
}
