import { existsSync } from 'node:fs';
import type { Finding } from '../../audit/finding.ts';
import type { SigningKeys } from '../../audit/notifications/record.ts';
import type { ShownOutcome } from '../../reports/report.ts';
import type { Contract } from '../../schemas/contract.ts';
import type { Profile } from '../../specs/profile.ts';
import { UsageError } from '../runner/usage.ts';
import { judgeCollected } from '../watch/collector.ts';
import { type DeliveryStore, deliveryStore } from '../watch/delivery-store.ts';

function opened(file: string): DeliveryStore {
  if (!existsSync(file)) throw new UsageError('collected-unusable', { file, why: 'ENOENT' });
  try {
    return deliveryStore(file);
  } catch (error) {
    throw new UsageError('collected-unusable', { file, why: error instanceof Error && 'code' in error ? String(error.code) : 'unusable' });
  }
}

/** What is known about the two sets, and how a finding is shown. */
export interface CollectedRotation {
  readonly contract: Contract;
  readonly profile: Profile;
  /** The old set with its end on the clock of this machine where that is known, and the new one. */
  readonly keys: readonly SigningKeys[];
  /** Called while the store is open, because bodies are read from it. */
  readonly show: (finding: Finding) => ShownOutcome;
}

/**
 * What the deliveries that `countersign collect` kept show of a rotation (ROT-05).
 * @throws UsageError for a file that is not the state of a collector, or in which nothing is kept
 */
export function judgeCollectedSender(file: string, { contract, profile, keys, show }: CollectedRotation): readonly ShownOutcome[] {
  const store = opened(file);
  try {
    const judged = judgeCollected(store, { contract, profile, keys });
    if (judged === undefined) throw new UsageError('collected-unusable', { file, why: 'empty' });
    return judged.findings.filter(({ clause }) => clause === 'ROT-05').map(show);
  } finally {
    store.close();
  }
}

/** Checks whether the file can be used, before anything is rolled. */
export function mustBeCollected(file: string): void {
  opened(file).close();
}
