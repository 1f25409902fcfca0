import { registerHooks } from 'node:module';
import { parentPort } from 'node:worker_threads';
import { contractOf } from '../../schemas/contracts.ts';
import type { ClauseId } from '../../specs/clauses/catalogue.ts';
import { selfTestStart, type Verdicts } from '../matrix.ts';
import { parties } from '../parties.ts';

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
}

/** What noticed it: a counterpart whose verdicts are others than those of the suites as they are. Or why it was not judged. */
export type MutantEnd = { readonly by: string | undefined } | { readonly unjudged: string };

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

const comparable = ({ caughtBy, clauses, alarms }: Verdicts): string => JSON.stringify([caughtBy, clauses, alarms]);

/** Verdicts on faults by the suites as they are, by what was asked. Nothing is said against what conforms: the self-test holds that. */
const known = new Map<string, Promise<string>>();
/** A judge that fails what conforms does so in most cases: few of them are enough, and there are many variants. */
const conformingShare = 0.3;
const quiet = JSON.stringify([[], [], []]);

async function endOf({ number, url, code, importers, party, clauses }: MutantWork): Promise<MutantEnd> {
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
  const faults = listed.filter(({ kind, breaks }) => kind === 'fault' && breaks.some((clause) => clauses.includes(clause)));
  for (const one of [...faults, ...listed.filter(({ kind }) => kind !== 'fault')]) {
    const settings = { ...asking, scale: one.kind === 'fault' ? scale : scale * conformingShare };
    const asked = `${party} ${one.id} ${clauses.join()}`;
    const plain = one.kind !== 'fault' ? quiet : (known.get(asked) ?? parties[party].verdictsOf(one, settings).then(comparable));
    if (typeof plain !== 'string') known.set(asked, plain);
    if (comparable(await changed[party].verdictsOf(one, settings)) !== (await plain)) return { by: `${one.kind} ${one.id}` };
  }
  return { by: undefined };
}

parentPort?.on('message', async (work: MutantWork) => parentPort?.postMessage(await endOf(work)));
