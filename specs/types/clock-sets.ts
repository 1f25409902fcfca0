// Made from schemas/clock-sets.schema.json by `npm run generate`.

/**
 * When the clock of a collector was set while it listened: from the earlier of both times to the later one, ms since the epoch.
 */
export type ClockSets = readonly {
  readonly from: number;
  readonly to: number;
}[];
