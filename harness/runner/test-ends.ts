import { appendLines, readLines } from '../../roles/transport/line-file.ts';
import schema from '../../schemas/test-end.schema.json' with { type: 'json' };
import type { Attachment } from '../../specs/types/attachment.ts';
import type { TestEnd } from '../../specs/types/test-end.ts';
import type { About } from './annotations.ts';
import { readAttachment } from './attachment.ts';
import type { Ended } from './party-report.ts';

/** What a run knows of its tests: those that are planned, and how those that ended did. */
export interface TestEnds {
  readonly planned: readonly About[];
  readonly ends: readonly { readonly about: About; readonly ended: Ended; readonly attached?: Attachment }[];
}

/** Keeps the ends of tests beside the run file, until the report is written: a killed process leaves what was judged. */
export interface EndsKeeper {
  planned(tests: readonly About[]): void;
  ended(about: About, ended: Ended, attached: Attachment | undefined): void;
}

const fileOf = (runFile: string): string => `${runFile}.ends`;

export function endsKeeper(runFile: string): EndsKeeper {
  let isFull = false;
  const append = (lines: readonly TestEnd[]): void => {
    if (isFull) return;
    try {
      appendLines(
        fileOf(runFile),
        lines.map((line) => JSON.stringify(line)),
        0o600,
      );
    } catch {
      // A full disk loses what only a killed process would need.
      isFull = true;
    }
  };
  return {
    planned: (tests) => append(tests.map((about) => ({ about }))),
    ended: (about, ended, attached) => append([{ about, ended, ...(attached === undefined ? {} : { attached: { ...attached } }) }]),
  };
}

/**
 * What was kept of a run whose reporter did not report.
 * @throws Error for lines of another form
 */
export function keptEnds(runFile: string): TestEnds {
  const lines = readLines<TestEnd>(fileOf(runFile), schema);
  return {
    planned: lines.flatMap(({ about, ended }) => (ended === undefined ? [about] : [])),
    ends: lines.flatMap(({ about, ended, attached }) =>
      ended === undefined ? [] : [{ about, ended, ...(attached === undefined ? {} : { attached: readAttachment(attached) }) }],
    ),
  };
}
