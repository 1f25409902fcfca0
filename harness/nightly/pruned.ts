import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join, resolve, sep } from 'node:path';

const dayMs = 86_400_000;

/** Which reports stay. */
export interface Keeping {
  readonly days: number;
  /** ms since the epoch */
  readonly now: number;
  /** Folders of runs, and files inside them, whose run stays at any age: the baseline and the run of this night. */
  readonly pinned: readonly string[];
}

/** Deletes the reports of runs that are older than that many days. Other files of the folder stay, as the history does. */
export function pruneReports(reports: string, { days, now, pinned }: Keeping): void {
  const inside = pinned.map((path) => `${resolve(path)}${sep}`);
  for (const folder of [reports, join(reports, 'again')]) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder)) {
      const run = join(resolve(folder), name);
      if (inside.some((path) => path.startsWith(`${run}${sep}`)) || !existsSync(join(run, 'report.json'))) continue;
      if (now - statSync(join(run, 'report.json')).mtimeMs > days * dayMs) rmSync(run, { recursive: true });
    }
  }
}
