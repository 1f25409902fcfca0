import type { Credentials } from '../../core/contract/ledger.ts';
import type { ServerClock } from '../../roles/transport/server-clock.ts';
import { type Reader, steadyReception } from './key-roles.ts';

/**
 * Makes sure that Date is of the clock that judges: where a call of that time is refused for its date, and one of our own time is not, the Date fields are
 * distrusted, and ours is taken. Only code 103 tells it; where the keys are unknown nothing is found out.
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
