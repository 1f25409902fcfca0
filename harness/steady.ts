/**
 * Milliseconds on a clock that nobody sets, for deadlines: it has no date. All processes of this machine share it, so that a deadline can be passed on to
 * another process.
 */
export function steadyMs(): number {
  return Number(process.hrtime.bigint() / 1000n) / 1000;
}

/** Milliseconds since the epoch as this process found them when it began, continued without the system's clock: differences are durations even if that is set. */
export function steadyEpochMs(): number {
  return performance.timeOrigin + performance.now();
}
