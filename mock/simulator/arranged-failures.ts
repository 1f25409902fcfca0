import type { Account } from '../../core/contract/ledger.ts';
import type { JsonValue } from '../../core/json.ts';

/** Whether a creation that asks for it fails inside the first time that its merchant uses its invoice id (IDM-04). */
export type FailsOnce = (request: Readonly<Record<string, JsonValue>>) => boolean;

/** Creations that fail inside because that was arranged. */
export interface ArrangedFailures {
  /** Invoice ids whose next creation fails inside: code 500, no effect, kept under its key; executed under another key it succeeds (IDM-04). */
  readonly toCome: Set<string>;
  /** Whether this creation is one of them. Each fails once. */
  strikes(account: Account | undefined, invoiceId: string, request: Readonly<Record<string, JsonValue>>): boolean;
}

export function arrangedFailures(failsOnce: FailsOnce = () => false): ArrangedFailures {
  const toCome = new Set<string>();
  /** Merchants with invoice ids whose arranged failure has happened. */
  const failed = new Set<string>();
  return {
    toCome,
    strikes(account, invoiceId, request) {
      if (toCome.delete(invoiceId)) return true;
      if (!failsOnce(request)) return false;
      const place = `${account?.merchant}\n${invoiceId}`;
      if (failed.has(place)) return false;
      failed.add(place);
      return true;
    },
  };
}
