import { ConfigurationError } from './configuration-error.ts';

/** A clause that the plan leaves out. */
export interface PlanExclusion {
  readonly clause: string;
  readonly owner: string;
  readonly reason: string;
  /** Last day on which it may be left out, `YYYY-MM-DD`. */
  readonly expires?: string;
}

/** What of the contract is asked. */
export interface Plan {
  readonly exclude: readonly PlanExclusion[];
}

/**
 * Checks that no exclusion of the plan has run out.
 * @param now ms since the epoch
 * @throws ConfigurationError naming the first that has
 */
export function planHolds({ plan }: { readonly plan: Plan }, now: number): void {
  const today = new Date(now).toISOString().slice(0, 10);
  const expired = plan.exclude.find(({ expires }) => expires !== undefined && expires < today);
  if (expired) {
    throw new ConfigurationError('exclusion-expired', { clause: expired.clause, expires: expired.expires ?? '', owner: expired.owner });
  }
}
