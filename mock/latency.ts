/**
 * Delays of messages on a slow network, ms: half of the mean round trip each way, ±50 %, evenly distributed.
 *
 * @param roundTripMs mean of a whole round trip
 * @param seed decides every delay (32-bit): the same seed gives the same delays in the same order
 */
export function latency(roundTripMs: number, seed: number): () => number {
  let state = seed | 0;
  return () => {
    // Mulberry32 (public domain): 32 bits of state are enough for uneven delays.
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    const drawn = ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    return (roundTripMs / 2) * (0.5 + drawn);
  };
}
