import type { Credentials } from '../../core/contract/ledger.ts';
import type { ServerClock } from '../../roles/transport/server-clock.ts';
import { type Reader, steadyReception } from './key-roles.ts';

/**
 * Checks that Date comes from the clock that judges: where a call dated by it is refused for its date, and one dated by our clock is not, the Date
 * fields are not used, and our clock is. Only a code that refuses the date shows it; where the keys are unknown nothing is found.
 *
 * @param now our own clock, ms since the epoch
 * @returns the clock that judges, as far as X-Date shows it
 */
export async function judgingClock(
  reader: Reader,
  { apiKey, apiSignature }: Credentials,
  clock: ServerClock,
  now: () => number,
): Promise<'theirs' | 'ours' | 'unknown'> {
  if (!reader.probes.signs) return 'theirs';
  if ((await steadyReception(reader, 'first', apiKey, apiSignature)) !== 'date-refused') return 'theirs';
  const ours: Reader = { ...reader, ask: (make, place) => reader.ask(() => make(now()), place) };
  if ((await steadyReception(ours, 'first', apiKey, apiSignature)) === 'date-refused') return 'unknown';
  clock.distrust();
  return 'ours';
}
