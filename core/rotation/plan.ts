import type { RotationState } from '../../specs/types/rotation-state.ts';
import { purposes } from '../contract/credentials.ts';
import type { Credentials } from '../contract/ledger.ts';

/** Fingerprints of a set, or of those of its keys that were rolled. */
export type Fingerprints = RotationState['old'];

/** The keys of a set; unknown ones are absent. */
export type KeysFound = Partial<Credentials>;

/** What a rotation that was stopped does next. */
export type Resumption =
  | { readonly next: 'baseline' | 'judge' | 'watch' | 'done' }
  /** `lost`: a set may have been rolled whose keys are unknown; it is rolled again. */
  | { readonly next: 'roll'; readonly lost: boolean }
  /** Keys are missing, by set: the rotation cannot continue without them. */
  | { readonly next: 'ask-for'; readonly missing: 'old' | 'new' };

/** What is known about the keys at a start. */
export interface Known {
  /** Whether the old set is complete. */
  readonly old: boolean;
  /** Whether the new set is there, as far as it was rolled. */
  readonly fresh: boolean;
  /** Whether the new keys may come from the answer of a recipe that stores by itself, so that they can be asked for. */
  readonly storedElsewhere: boolean;
}

/**
 * How a rotation continues, from the step that was written last: it was begun, and nothing says that it ended.
 * A set that was rolled and not stored is lost with the process that had it, so it is rolled once more; the panel needs no API key for that.
 */
export function resumption({ step, stored = false }: Pick<RotationState, 'step' | 'stored'>, known: Known): Resumption {
  switch (step) {
    case 'baseline':
      return known.old ? { next: 'baseline' } : { next: 'ask-for', missing: 'old' };
    case 'roll':
      return { next: 'roll', lost: true };
    case 'store':
      if (known.fresh) return known.old ? { next: 'watch' } : { next: 'ask-for', missing: 'old' };
      return stored || known.storedElsewhere ? { next: 'ask-for', missing: 'new' } : { next: 'roll', lost: true };
    case 'watch':
    case 'judge':
      if (!known.fresh) return { next: 'ask-for', missing: 'new' };
      return known.old ? { next: step } : { next: 'ask-for', missing: 'old' };
    case 'done':
      return { next: 'done' };
  }
}

/**
 * The keys that have those fingerprints, among all that are known.
 * @param candidates values by member, from wherever keys are kept
 * @param fingerprint gives a key's
 */
export function matched(
  prints: Fingerprints,
  candidates: Readonly<Record<keyof Credentials, readonly string[]>>,
  fingerprint: (key: string) => string,
): KeysFound {
  const found = purposes.flatMap((member) => {
    const print = prints[member];
    const key = print === undefined ? undefined : candidates[member].find((one) => fingerprint(one) === print);
    return key === undefined ? [] : [[member, key] as const];
  });
  return Object.fromEntries(found);
}

/** The members whose fingerprint is known and whose key is not. */
export function missingOf(prints: Fingerprints, found: KeysFound): readonly (keyof Credentials)[] {
  return purposes.filter((member) => prints[member] !== undefined && found[member] === undefined);
}

/** Fingerprints of the available keys. */
export function printsOf(keys: KeysFound, fingerprint: (key: string) => string): Fingerprints {
  return Object.fromEntries(purposes.flatMap((member) => (keys[member] === undefined ? [] : [[member, fingerprint(keys[member])]])));
}
