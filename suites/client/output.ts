import type { WatchedFinding } from '../../audit/finding.ts';
import { secretKeys } from '../../core/contract/credentials.ts';
import type { Credentials } from '../../core/contract/ledger.ts';
import { secrets } from '../../core/redaction/redaction.ts';
import { reason } from '../../core/verdict/reason.ts';
import { said } from '../../language/sentences.ts';
import type { Scheme } from '../../specs/types/scheme.ts';

/** A key in what a client prints or reports. */
export interface Leak {
  readonly role: string;
  readonly where: string;
}

/** The shortest half of a key that no other text is likely to contain, characters. */
const shortestHalf = 16;

/**
 * The first key in the output of a session, whole or half: half a key is most of the work for an attacker.
 *
 * @param log what it printed besides its answers, complete when it has ended
 * @param errors what it reported as failures
 */
export function leakIn(scheme: Scheme, keys: Credentials, log: string, errors: readonly string[]): Leak | undefined {
  const whole = secretKeys(scheme, keys);
  const halves = whole.flatMap(({ role, value }) => {
    const middle = Math.floor(value.length / 2);
    return middle < shortestHalf ? [] : [value.slice(0, middle), value.slice(middle)].map((half) => ({ role, value: half }));
  });
  const hidden = secrets([...whole, ...halves]);
  for (const [where, text] of [[said('its-log'), log], ...errors.map((error) => [said('error-reported'), error])] as const) {
    const [role] = hidden.rolesIn(text);
    if (role !== undefined) return { role, where };
  }
  return undefined;
}

/** What the requests say about AUT-07, with a key that the output showed. */
export function withLeak(finding: WatchedFinding, leak: Leak): WatchedFinding {
  const violation = {
    clause: finding.clause,
    expected: reason('key-kept-secret'),
    actual: reason('key-seen', { ...leak }),
    exchanges: [],
    breaking: 0,
  };
  if (finding.violation) return finding;
  return { ...finding, verdict: 'fail', violation, cases: finding.cases + 1, breaches: [...finding.breaches, violation] };
}
