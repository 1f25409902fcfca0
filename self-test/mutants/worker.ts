import { registerHooks } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { contractOf } from '../../schemas/contracts.ts';
import type { Capability } from '../../specs/capability.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { type SelfTestSettings, selfTestStart } from '../matrix.ts';
import { parties } from '../parties.ts';
import type { Listed, SelfTestedParty } from '../self-tested-party.ts';
import { digestOf, recordOf } from './record.ts';

/** One mutant: the module that replaces another one, and what to ask it. */
export interface MutantWork {
  readonly number: number;
  /** The URL of the module. */
  readonly url: string;
  readonly code: string;
  /** The modules that import it, directly or not: those that a mutant has instances of its own of. */
  readonly importers: readonly string[];
  readonly party: 'provider' | 'receiver' | 'sender' | 'client' | 'key-use';
  readonly clauses: readonly ClauseId[];
  /** What the suites as they are showed, by what was asked. */
  readonly known: ReadonlyMap<string, Shown>;
}

/** What a counterpart shows: verdicts, and a hash of all that was recorded beside them. */
export interface Shown {
  readonly verdicts: string;
  readonly record: string;
}

/**
 * What noticed it: a counterpart of which another verdict came than of the suites as they are, or another record: cases, requests, observations, what a
 * finding says and shows. Or why it was not judged.
 */
export type MutantEnd =
  | { readonly by: string; readonly what: 'verdict' | 'record' | 'test' | 'error' }
  | { readonly by: undefined }
  | { readonly unjudged: string };

/** What a thread posts: what it learned of the suites as they are, and the end of the mutant. */
export type MutantAnswer = { readonly asked: string; readonly shown: Shown } | { readonly end: MutantEnd };

/** Code of each mutant by the URL of its module. */
const replaced = new Map<string, string>();
/** The modules of which the present mutant has instances of its own. */
let own: ReadonlySet<string> = new Set();
let query = '';

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    const isOfMutant = context.parentURL === import.meta.url || context.parentURL?.endsWith(query);
    return query !== '' && isOfMutant && own.has(found.url) ? { ...found, url: found.url + query } : found;
  },
  load(url, context, next) {
    const code = replaced.get(url);
    return code === undefined ? next(url, context) : { format: 'module', source: code, shortCircuit: true };
  },
});

/** What may be done to a provider of which only the URL and the keys are known. */
const withoutRecipes: ReadonlySet<Capability> = new Set(['wire']);

const report = (answer: MutantAnswer): void => parentPort?.postMessage(answer);

const familyOf = (clause: ClauseId): string => clause.slice(0, 3);

/** Faults of other clauses of the same families, one a clause: what belongs to another clause must not fail this one. */
function strangersTo(clauses: readonly ClauseId[], faults: readonly Listed[]): readonly Listed[] {
  const families = new Set(clauses.map(familyOf));
  const others = faults.filter(({ breaks }) => !breaks.some((clause) => clauses.includes(clause)));
  const near = new Set(others.flatMap(({ breaks }) => breaks).filter((clause) => families.has(familyOf(clause))));
  return [...new Set([...near].flatMap((clause) => others.find(({ breaks }) => breaks.includes(clause)) ?? []))];
}

/** A judge that fails what conforms does so in most cases: few of them are enough, and there are many variants. */
const conformingShare = 0.3;

async function shownBy(party: SelfTestedParty, one: Listed, settings: SelfTestSettings): Promise<Shown> {
  const records: string[] = [];
  const recorded: SelfTestSettings['recorded'] = (...record) => records.push(recordOf(...record));
  const { caughtBy, clauses, alarms } = await party.verdictsOf(one, { ...settings, recorded });
  return { verdicts: JSON.stringify([caughtBy, clauses, alarms]), record: digestOf(records) };
}

async function endOf({ number, url, code, importers, party, clauses, known }: MutantWork): Promise<MutantEnd> {
  query = `?mutant=${number}`;
  replaced.set(url + query, code);
  own = new Set([url, ...importers]);
  let changed: typeof parties;
  try {
    ({ parties: changed } = await import('../parties.ts'));
  } catch (error) {
    return { unjudged: error instanceof Error ? error.message : String(error) };
  }
  const contract = contractOf(party === 'key-use' ? 'omise' : undefined);
  const { listed, scale } = parties[party];
  const asking = { contract, profile: contract.profiles[0], startAt: selfTestStart, seed: 1, clauses };
  const ofFaults = listed.filter(({ kind }) => kind === 'fault');
  const faults = ofFaults.filter(({ breaks }) => breaks.some((clause) => clauses.includes(clause)));
  const few = { ...asking, scale: scale * conformingShare };
  // Where a key goes by HTTP Basic, other cases are asked.
  const basic = contractOf('omise');
  const ofBasic = clauses.filter((clause) => basic.clauses.has(clause));
  const byBasic = { ...few, contract: basic, profile: basic.profiles[0], clauses: ofBasic };
  const variants = listed.filter(({ kind }) => kind === 'variant');
  const conforming = listed.filter(({ kind }) => kind === 'conforming');
  for (const [one, settings] of [
    ...faults.map((one) => [one, { ...asking, scale }] as const),
    ...conforming.map((one) => [one, few] as const),
    ...(party === 'provider' && ofBasic.length > 0 ? conforming.map((one) => [one, byBasic] as const) : []),
    // Where a recipe is missing, a test asks less, and says so.
    ...(party === 'provider' ? conforming.map((one) => [one, { ...few, can: withoutRecipes }] as const) : []),
    ...variants.map((one) => [one, few] as const),
    ...strangersTo(clauses, ofFaults).map((one) => [one, { ...few, everything: true }] as const),
  ]) {
    const asked = `${party} ${settings.contract.id} ${one.kind} ${one.id} ${'can' in settings ? 'without recipes ' : ''}${clauses.join()}`;
    const plain = known.get(asked) ?? (await shownBy(parties[party], one, settings));
    report({ asked, shown: plain });
    const shown = await shownBy(changed[party], one, settings);
    const by = `${one.kind} ${one.id}`;
    if (shown.verdicts !== plain.verdicts) return { by, what: 'verdict' };
    if (shown.record !== plain.record) return { by, what: 'record' };
  }
  return { by: undefined };
}

parentPort?.on('message', async (work: MutantWork) => report({ end: await endOf(work) }));
