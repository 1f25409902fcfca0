import { contractOptions } from '../../reports/reproduction.ts';
import { contractFrom } from '../../schemas/contracts.ts';
import type { Profile } from '../../specs/profile.ts';
import type { ClauseTest } from '../../suites/clause-test.ts';
import { selected } from '../../suites/selection.ts';
import { mustBeJudged } from './judged-party.ts';
import type { RoleOptions } from './judging-options.ts';
import type { PartyRun } from './run-file.ts';
import { quoted, UsageError } from './usage.ts';

/** A party whose options and configuration can be used. */
export interface Preparation {
  readonly profile: Profile;
  /** What a dry run prints: which tests, and what they cost. Nothing is started or sent. */
  estimate(): Promise<string>;
  /**
   * What is known of the run before the party was seen.
   * @param aside a folder of the run's own
   */
  described(aside: string): PartyRun;
  /**
   * Sees that the party can be judged, before clauses are asked for nothing. Undefined where it cannot, and that was said.
   * @param aside a folder of the run's own
   * @throws UsageError where the party does not start
   */
  ready(aside: string): Promise<PartyRun | undefined>;
}

/** The longest time for one clause test of our own parties, ms. */
export const usualTimeLimitMs = 60_000;

/**
 * The tests that the command line names.
 * @throws UsageError where there are none
 */
export function testsOf<Test extends Pick<ClauseTest<never>, 'clause' | 'operation'>>(
  tests: readonly Test[],
  { contract, role, clauses, grep }: RoleOptions,
  excluded: NonNullable<PartyRun['excluded']> = [],
): readonly Test[] {
  const selection = { ...(clauses ? { clauses } : {}), ...(grep === undefined ? {} : { grep }), excluded };
  const asked = selected(tests, selection, contractFrom(contract));
  if (asked.length > 0) return asked;
  const words = [...(clauses ?? []).map((id) => `--clause ${id}`), ...(grep === undefined ? [] : [`--grep ${quoted(grep)}`])];
  if (words.length > 0) throw new UsageError('no-clause-test-fits', { role, options: words.join(' and ') });
  mustBeJudged(contractFrom(contract), role);
  throw new UsageError('no-clause-test-fits', { role, options: 'plan.exclude' });
}

/** What decides the options of a repeat besides the options of the run. */
interface Repeated {
  readonly profile: Profile;
  /** The profile that a repeat uses by default. */
  readonly usual: string;
  readonly scale: number;
}

/** Options that a repeat of one clause needs beside clause, seed and path. */
export function repeatOptions(
  { contract, role, client, attach, deadlines, sources = [], config, production = [] }: RoleOptions,
  { profile, usual, scale }: Repeated,
): readonly string[] {
  return [
    ...contractOptions(contract),
    ...(role === 'provider' ? [] : ['--role', role]),
    ...(client === undefined ? [] : ['--client', client]),
    ...(attach === undefined ? [] : ['--attach', String(attach)]),
    ...(deadlines === false ? ['--no-deadlines'] : []),
    ...sources.flatMap((place) => ['--sources', place]),
    ...(config === undefined ? [] : ['--config', config]),
    ...production.flatMap((host) => ['--production', host]),
    ...(profile.id === usual ? [] : ['--profile', profile.id]),
    ...(scale === 1 ? [] : ['--runs', String(scale)]),
  ];
}
