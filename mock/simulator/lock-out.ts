import type { Account } from '../../core/contract/ledger.ts';
import type { Call, ProviderDecisions } from '../../core/decisions/provider.ts';

/** The effect of wrong signatures on later valid calls (C57). */
export interface LockOut {
  /** Counts a wrong signature. */
  wrong(account: Account, call: Call): void;
  /** Whether a valid call is refused. */
  holds(account: Account, call: Call): boolean;
}

export function lockOut(decisions: ProviderDecisions): LockOut {
  const counts = new Map<string, number>();
  const locks = new Map<string, { readonly from: number; readonly until: number }>();
  return {
    wrong({ merchant }, call) {
      const count = (counts.get(merchant) ?? 0) + 1;
      const ms = decisions.lockOutMs(count, call);
      counts.set(merchant, ms > 0 ? 0 : count);
      if (ms > 0) locks.set(merchant, { from: call.now, until: call.now + ms });
    },
    holds({ merchant }, { now }) {
      const lock = locks.get(merchant);
      // A clock that was set since then ends it too.
      return lock !== undefined && now >= lock.from && now < lock.until;
    },
  };
}
