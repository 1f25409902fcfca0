import { type Override, overriddenBy } from '../core/decisions/override.ts';
import type { WayName } from '../harness/targets/way.ts';
import type { ClauseId } from '../specs/clauses/catalogue.ts';
import type { AmbiguityId, Interpretations } from '../specs/types/ambiguities.ts';

/** A counterpart with one decision taken wrongly. */
export interface FaultEntry<Decisions> {
  /** The fault in one sentence. */
  readonly title: string;
  /** The row in the list of real faults that it represents, where there is one (`S43`, `I01`). */
  readonly row?: string;
  /** The clauses that it contradicts: each of them has to detect it. */
  readonly breaks: readonly [ClauseId, ...ClauseId[]];
  /** Clauses that fail too, always or in some cases. They are asked where every clause is. No other clause may fail. */
  readonly mayBreak?: readonly ClauseId[];
  /** Clauses whose tests make the calls that show it, where those of `breaks` make none: every answer is judged, whichever clause asked for it. */
  readonly shownBy?: readonly ClauseId[];
  /** It is a fault only where the profile requires its own interpretation of these. */
  readonly requires?: readonly AmbiguityId[];
  /** The only interpretations by which it shows. */
  readonly interpretations?: Partial<Interpretations>;
  readonly override: Override<Decisions>;
}

/** A counterpart that makes another legal choice: it must cause no alarm, except the warnings listed for it. */
export interface VariantEntry<Decisions> {
  /** The choice in one sentence, with the reason why it is legal. */
  readonly title: string;
  /** Shoulds that it breaks: a warning about them is right. */
  readonly warns?: readonly ClauseId[];
  /** Other interpretations of ambiguities. */
  readonly interpretations?: Partial<Interpretations>;
  /** The way that messages take. What is lost on it may leave a clause unjudged. */
  readonly way?: WayName;
  /** A decision taken differently, where no ambiguity names it. */
  readonly override?: Override<Decisions>;
}

/** A fault with its id, which is its key in the table of its family. */
export interface Fault<Decisions> extends FaultEntry<Decisions> {
  readonly id: string;
}

/** A conforming variant with its id, which is its key in the table of its family. */
export interface Variant<Decisions> extends VariantEntry<Decisions> {
  readonly id: string;
}

/** The faults of one family, in the order of the table. Throws where an entry overrides none or several decisions: that is several faults. */
export function defineFaults<Decisions>(table: Readonly<Record<string, FaultEntry<Decisions>>>): readonly Fault<Decisions>[] {
  return Object.entries(table).map(([id, entry]) => {
    overriddenBy(entry.override);
    return { id, ...entry };
  });
}

/** The conforming variants of one family, in the order of the table. Throws where an entry chooses nothing, or overrides several decisions. */
export function defineConforming<Decisions>(table: Readonly<Record<string, VariantEntry<Decisions>>>): readonly Variant<Decisions>[] {
  return Object.entries(table).map(([id, entry]) => {
    if (entry.override) overriddenBy(entry.override);
    else if (entry.way === undefined && Object.keys(entry.interpretations ?? {}).length === 0)
      throw new RangeError(`${id} chooses nothing of its own.`);
    return { id, ...entry };
  });
}
