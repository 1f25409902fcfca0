import { worst } from '../core/verdict/gate.ts';
import { ReaderError } from '../language/reader-error.ts';
import { type HasProfiles, profileOf } from '../specs/profile.ts';
import { judging, type PartReport } from './judgement.ts';
import { type ClauseReport, judged, ours, type Report } from './report.ts';

/** A clause of several reports as each recorded it: its verdict and its sums are judged again. */
function mergedClause(parts: readonly [ClauseOfRun, ...ClauseOfRun[]]): ClauseReport {
  const judged = parts.filter(({ clause }) => judging.has(clause.verdict));
  const verdict = worst((judged.length > 0 ? judged : parts).map(({ clause }) => clause.verdict));
  const deciding = parts.find(({ clause }) => clause.verdict === verdict)?.clause ?? parts[0].clause;
  const { blame: _, note: __, ...first } = parts[0].clause;
  return {
    ...first,
    ...(deciding.blame === undefined ? {} : { blame: deciding.blame }),
    ...(deciding.note === undefined ? {} : { note: deciding.note }),
    subjects: parts.flatMap(({ run, clause }) => clause.subjects.map((subject) => ({ ...subject, run: subject.run ?? run }))),
    violations: parts.flatMap(({ clause }) => clause.violations),
  };
}

/** A clause of a report, with the first of the runs in the report. */
interface ClauseOfRun {
  readonly run: string;
  readonly clause: ClauseReport;
}

/** Each once, identified by its text. */
function once<Each>(all: readonly Each[]): readonly Each[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** What a run judged, if it says so: our own, or a command with its program, or a host. Watched traffic names nobody. */
function judgedBy({ mode, target: { environment, command, program = [], host } }: PartReport): string | undefined {
  if (ours.has(environment)) return 'ours';
  if (mode !== 'certify' && mode !== 'run') return undefined;
  return JSON.stringify([command ?? host, program]);
}

/**
 * Another run may supply what one run could not judge, only where both judged the same target.
 *
 * @throws ReaderError for two runs that judged two providers, clients, receivers or senders
 */
function mustBeOfOneEach(runs: readonly PartReport[]): void {
  for (const [at, run] of runs.entries()) {
    for (const other of runs.slice(0, at)) {
      const party = run.parties.find((one) => other.parties.includes(one));
      const [own, before] = [judgedBy(run), judgedBy(other)];
      const differ = own !== before && (own === 'ours' || before === 'ours' || (own !== undefined && before !== undefined));
      if (party !== undefined && differ) throw new ReaderError('runs-of-other-targets', { one: run.run, other: other.run, party });
    }
  }
}

/**
 * One report of several, judged again from their outcomes: for each clause the worst verdict of the runs that judged it, the sum of cases, and the
 * union of what was judged. A clause that one run could not judge counts by the run that could; one that is excluded in a run and judged in another
 * is judged.
 *
 * @param id of the merged run; letters, digits, dot, dash and underscore
 * @param contract by which they were judged
 * @param whole false where a run that belongs to it is missing
 * @throws ReaderError for reports of different contracts, profiles, forms or targets, and for a run that is given twice
 */
export function mergeReports(parts: readonly [Report, ...Report[]], id: string, contract: HasProfiles, whole = true): Report {
  const [first] = parts;
  const other = first.run.id;
  for (const part of parts) {
    const one = part.run.id;
    if (part.format !== first.format)
      throw new ReaderError('reports-of-other-form', { one, form: part.format, other, otherForm: first.format });
    if (part.contract.digest !== first.contract.digest) throw new ReaderError('reports-of-other-contract', { one, other });
    if (part.profile.id !== first.profile.id)
      throw new ReaderError('reports-of-other-profile', { one, profile: part.profile.id, other, otherProfile: first.profile.id });
  }
  const runs = parts.flatMap((part) => part.parts);
  const names = runs.map(({ run }) => run);
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) throw new ReaderError('run-merged-twice', { run: twice });
  const profile = profileOf(contract, first.profile.id);
  const [firstRun, ...otherRuns] = runs;
  if (profile === undefined || firstRun === undefined)
    throw new ReaderError('report-of-unknown-profile', { one: other, profile: first.profile.id });
  mustBeOfOneEach(runs);
  const groups = Map.groupBy(
    parts.flatMap(({ clauses, parts: [{ run = '' } = {}] }) => clauses.map((clause): ClauseOfRun => ({ run, clause }))),
    ({ clause }) => clause.id,
  );
  const clauses = [...groups.values()].flatMap(([one, ...others]) => (one ? mergedClause([one, ...others]) : []));
  const known = new Set(clauses.map((clause) => clause.id));
  const started = parts.map(({ run }) => Date.parse(run.startedAt));
  const ended = parts.map(({ run }) => Date.parse(run.endedAt));
  const { format, target } = first;
  return judged(
    {
      format,
      run: {
        ...first.run,
        id,
        startedAt: new Date(Math.min(...started)).toISOString(),
        endedAt: new Date(Math.max(...ended)).toISOString(),
        // A clock may have been set back meanwhile: no part took longer than the whole.
        durationMs: Math.max(Math.max(...ended) - Math.min(...started), ...parts.map(({ run }) => run.durationMs)),
        finished: whole && parts.every(({ run }) => run.finished),
      },
      contract: first.contract,
      profile: first.profile,
      target,
      clauses,
      excluded: once(parts.flatMap((part) => part.decision.scope.excluded)).filter(({ clause }) => !known.has(clause)),
      ambiguities: once(parts.flatMap(({ ambiguities }) => ambiguities)),
      observations: once(parts.flatMap(({ observations }) => observations)),
      ...(parts.some(({ created }) => created !== undefined) ? { created: parts.flatMap(({ created = [] }) => created) } : {}),
      parts: [firstRun, ...otherRuns],
    },
    profile,
  );
}
