import type { Operation } from '../../schemas/contract.ts';
import type { GivenDates } from './given-dates.ts';
import type { SeenRequest } from './request.ts';

/** A creation that was sent, once or again. */
export interface Attempt {
  readonly seen: SeenRequest;
  readonly key: string | undefined;
  readonly xDate: string | undefined;
}

/** What a client asked to be made: one operation with one value, whatever the spelling of the body, and every attempt at it. */
export interface Creation {
  readonly operation: Operation;
  /** The first request that asked for it. */
  readonly first: SeenRequest;
  readonly attempts: Attempt[];
}

/** What requests are compared with: the earlier ones. Only creations make it grow. */
export interface RequestHistory {
  /** The latest keys, each once, the newest last. */
  readonly keys: Set<string>;
  /** All creations, by a text that those of one value share. */
  readonly creations: Map<string, Creation[]>;
  /** What each key was used for: each creation once, with its first request under that key. */
  readonly uses: Map<string, { readonly creation: Creation; readonly first: SeenRequest }[]>;
  /** The first creation that had a key, and whether another one had a key too. */
  keyed: { readonly creation: Creation; isOneOfSeveral: boolean } | undefined;
  /** The latest requests, the newest last: those that may be under way together. */
  readonly recent: SeenRequest[];
  /** The time that answers gave to the client. */
  readonly dates: GivenDates;
}

export function emptyHistory(): RequestHistory {
  return { keys: new Set(), creations: new Map(), uses: new Map(), keyed: undefined, recent: [], dates: [] };
}
