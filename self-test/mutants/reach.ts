import { posix } from 'node:path';

/** A part of a module: one clause test of a list, or another declaration at its top level. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly name: string;
  /** The clause that it tests. */
  readonly clause: string | undefined;
  /** The parts that its code names: by file and name. */
  readonly names: readonly string[];
}

const declared = /^(?:export )?(?:async )?(?:function\*?|const|let|class) (\w+)/gm;
/** A clause test names its clause, and in a list a function that makes some gets the clause first. */
const named = /\bclause: '([A-Z]+-\d+)'|^ {2}\w+\('([A-Z]+-\d+)'(?=.*\),$)/gm;
const imported = /^import \{([^}]*)\} from '(\.[^']+)'/gm;

const keyOf = (file: string, name: string): string => `${file} ${name}`;

/** Names of other modules as a module has them, by its own name for each. */
function importsOf(file: string, source: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [, list = '', specifier = ''] of source.matchAll(imported)) {
    for (const item of list.split(',')) {
      const [name = '', as = name] = item.trim().split(' as ');
      if (name !== '' && !name.startsWith('type ')) found.set(as, keyOf(posix.join(posix.dirname(file), specifier), name));
    }
  }
  return found;
}

/** A module in its parts. Their code names what they use, by word: a member of the same name counts as well, so that none is overlooked. */
function partsOf(file: string, source: string): readonly Part[] {
  const foreign = importsOf(file, source);
  const starts = [...source.matchAll(declared)].map(({ index, 1: name = '' }) => ({ index, name }));
  const own = new Set(starts.map(({ name }) => name));
  return starts.flatMap(({ index, name }, at) => {
    const end = starts[at + 1]?.index ?? source.length;
    const cuts = [...source.slice(index, end).matchAll(named)].map((match) => ({ at: index + match.index, clause: match[1] ?? match[2] }));
    return [{ at: index, clause: undefined }, ...cuts].map(({ at: from, clause }, cut) => {
      const to = cuts[cut]?.at ?? end;
      const words = new Set(source.slice(from, to).match(/\b[A-Za-z_]\w*\b/g));
      const names = [...words].flatMap((word) => (own.has(word) ? keyOf(file, word) : (foreign.get(word) ?? [])));
      return { from, to, name: keyOf(file, name), clause, names };
    });
  });
}

/**
 * Which clause tests run the code at a position.
 *
 * @param modules the source of each module, by its path
 */
export function reach(modules: ReadonlyMap<string, string>): (file: string, at: number) => readonly string[] {
  const parts = new Map([...modules].map(([file, source]) => [file, partsOf(file, source)] as const));
  const users = new Map<string, Set<Part>>();
  for (const part of [...parts.values()].flat()) {
    for (const name of part.names) users.set(name, (users.get(name) ?? new Set()).add(part));
  }
  const known = new Map<string, readonly string[]>();
  const clausesOf = (name: string): readonly string[] => {
    const seen = new Set([name]);
    const clauses = new Set<string>();
    // What a clause test names is its own; of anything else, whatever names that in turn.
    for (const one of seen) {
      for (const { clause, name: user } of users.get(one) ?? []) {
        if (clause === undefined) seen.add(user);
        else clauses.add(clause);
      }
    }
    return [...clauses].sort();
  };
  return (file, at) => {
    const part = parts.get(file)?.find(({ from, to }) => from <= at && at < to);
    if (part === undefined) return [];
    if (part.clause !== undefined) return [part.clause];
    const reached = known.get(part.name) ?? clausesOf(part.name);
    known.set(part.name, reached);
    if (reached.length > 0) return reached;
    // What wraps each test, such as the judge of all exchanges, is named by none: those of its module.
    return [...new Set((parts.get(file) ?? []).flatMap(({ clause }) => clause ?? []))];
  };
}
