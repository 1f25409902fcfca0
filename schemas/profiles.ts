/** Profiles of a contract, each read from a file that holds what differs from the profile that it extends. */
import type { ClauseId, JudgedClause } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';
import { type AmbiguityId, firstInterpretations, type Interpretations } from '../specs/types/ambiguities.ts';
import type { Ambiguity } from '../specs/types/ambiguity-table.ts';
import type { ProfileFile } from '../specs/types/profile.ts';
import { ContractFault, type Fault } from './contract-fault.ts';

/** The parts of a contract from which profiles are made. */
interface Surroundings {
  readonly id: string;
  readonly title: string;
  readonly words: Readonly<Record<string, string>>;
  readonly ambiguities: readonly Ambiguity[];
  readonly clauses: ReadonlyMap<ClauseId, JudgedClause>;
}

/** From the weakest. */
const levels: readonly JudgedClause['level'][] = ['observe', 'should', 'must'];

/** The profile of a contract without its own ones: the scheme word of words.yaml, the first interpretation of each ambiguity, and nothing required. */
function usual({ id, title, words, ambiguities, clauses }: Surroundings): Profile {
  const first = ambiguities.map(({ id: ambiguity, interpretations }) => [ambiguity, Object.keys(interpretations)[0] ?? '']);
  const interpretations: Interpretations = { ...firstInterpretations, ...Object.fromEntries(first) };
  return { id, title, scheme: words.scheme ?? '', interpretations, requires: [], clauses };
}

/**
 * Makes profiles from their files: the norm first, which extends none, then the others by name.
 *
 * @param files what `profiles/<id>.yaml` holds, by id
 * @param contract their contract
 * @throws ContractFault
 */
export function profilesOf(files: ReadonlyMap<string, ProfileFile>, contract: Surroundings): readonly [Profile, ...Profile[]] {
  const [norm, ...more] = [...files].filter(([, file]) => file.extends === undefined).map(([id]) => id);
  if (norm === undefined) {
    if (files.size > 0) throw new ContractFault({ file: 'profiles', id: 'norm-missing' });
    return [usual(contract)];
  }
  if (more[0] !== undefined)
    throw new ContractFault({ file: `profiles/${more[0]}.yaml`, pointer: '/extends', id: 'norm-twice', values: { norm } });

  const known = new Map(contract.ambiguities.map(({ id, interpretations }) => [id, Object.keys(interpretations)]));
  const made = (id: string, under: readonly string[] = []): Profile => {
    const file = files.get(id);
    const named = `profiles/${under[0] ?? id}.yaml`;
    const wrong = (fault: Fault): never => {
      throw new ContractFault(fault);
    };
    if (file === undefined || under.includes(id))
      return wrong({ file: named, pointer: '/extends', id: 'extends-in-circle', values: { known: [...files.keys()].join(', ') } });
    const base = file.extends === undefined ? usual({ ...contract, id, title: file.title }) : made(file.extends, [...under, id]);
    for (const [ambiguity, name] of Object.entries(file.interpretations ?? {})) {
      const pointer = `/interpretations/${ambiguity}`;
      const names = known.get(ambiguity) ?? wrong({ file: named, pointer, id: 'ambiguity-unknown' });
      if (!names.includes(name)) wrong({ file: named, pointer, id: 'interpretation-unknown', values: { known: names.join(', ') } });
    }
    for (const [index, ambiguity] of (file.requires ?? []).entries()) {
      if (!known.has(ambiguity))
        wrong({ file: named, pointer: `/requires/${index}`, id: 'required-ambiguity-unknown', values: { ambiguity } });
    }
    const clauses = new Map(base.clauses);
    for (const [name, level] of Object.entries(file.levels ?? {})) {
      const pointer = `/levels/${name}`;
      const clause =
        [...clauses.values()].find((each) => each.id === name) ?? wrong({ file: named, pointer, id: 'level-of-unknown-clause' });
      if (levels.indexOf(level) < levels.indexOf(clause.level))
        wrong({ file: named, pointer, id: 'level-lower', values: { level: clause.level } });
      clauses.set(clause.id, { ...clause, level });
    }
    return {
      id,
      title: file.title,
      scheme: file.scheme ?? base.scheme,
      interpretations: { ...base.interpretations, ...file.interpretations },
      requires: (file.requires as readonly AmbiguityId[] | undefined) ?? base.requires,
      clauses,
    };
  };
  const others = [...files.keys()].filter((id) => id !== norm).sort();
  return [made(norm), ...others.map((id) => made(id))];
}
