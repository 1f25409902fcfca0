const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const year = 365.2425 * day;

/** How long, in the unit that fits: years are not counted in seconds. */
export function duration(ms: number): string {
  if (ms < 2 * minute) return `${(ms / 1000).toFixed(1)} s`;
  if (ms < 2 * hour) return `${Math.round(ms / minute)} min`;
  if (ms < 2 * day) return `${Math.round(ms / hour)} h`;
  return ms < 2 * year ? `${Math.round(ms / day)} days` : `${Math.floor((ms + day) / year)} years`;
}
