/** Profiles of a contract, each read from a file that holds what differs from the profile that it extends. */
import type { ClauseId, JudgedClause } from '../specs/clauses/catalogue.ts';
import type { Profile } from '../specs/profile.ts';
import { type AmbiguityId, firstInterpretations, type Interpretations } from '../specs/types/ambiguities.ts';
import type { Ambiguity } from '../specs/types/ambiguity-table.ts';
import type { ProfileFile } from '../specs/types/profile.ts';

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
 * @throws Error that begins with the file and the JSON pointer of what is wrong
 */
export function profilesOf(files: ReadonlyMap<string, ProfileFile>, contract: Surroundings): readonly [Profile, ...Profile[]] {
  const [norm, ...more] = [...files].filter(([, file]) => file.extends === undefined).map(([id]) => id);
  if (norm === undefined && files.size > 0) throw new Error('profiles: one of them must extend none, as the norm.');
  if (more[0] !== undefined)
    throw new Error(`profiles/${more[0]}.yaml: /extends is missing: only the norm extends none, and ${norm} does.`);
  if (norm === undefined) return [usual(contract)];

  const known = new Map(contract.ambiguities.map(({ id, interpretations }) => [id, Object.keys(interpretations)]));
  const made = (id: string, under: readonly string[] = []): Profile => {
    const file = files.get(id);
    const wrong = (pointer: string, what: string): never => {
      throw new Error(`profiles/${under[0] ?? id}.yaml: ${pointer} ${what}`);
    };
    if (file === undefined || under.includes(id))
      return wrong('/extends', `must lead to a profile without a circle: ${[...files.keys()].join(', ')}`);
    const base = file.extends === undefined ? usual({ ...contract, id, title: file.title }) : made(file.extends, [...under, id]);
    for (const [ambiguity, name] of Object.entries(file.interpretations ?? {})) {
      const names = known.get(ambiguity) ?? wrong(`/interpretations/${ambiguity}`, 'is not an ambiguity of the contract');
      if (!names.includes(name)) wrong(`/interpretations/${ambiguity}`, `must be one of ${names.join(', ')}`);
    }
    for (const [index, ambiguity] of (file.requires ?? []).entries()) {
      if (!known.has(ambiguity)) wrong(`/requires/${index}`, `must be an ambiguity of the contract, and is ${ambiguity}`);
    }
    const clauses = new Map(base.clauses);
    for (const [name, level] of Object.entries(file.levels ?? {})) {
      const clause = [...clauses.values()].find((each) => each.id === name) ?? wrong(`/levels/${name}`, 'is not a clause of the contract');
      if (levels.indexOf(level) < levels.indexOf(clause.level)) wrong(`/levels/${name}`, `must be above ${clause.level}`);
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
