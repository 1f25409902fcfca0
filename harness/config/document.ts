import { type Document, isMap, isNode, LineCounter } from 'yaml';
import { said } from '../../language/sentences.ts';
import { boundedYaml, YamlWithoutMeasure } from '../../schemas/bounded-yaml.ts';
import { ConfigurationError } from './configuration-error.ts';
import { dotted, type Place } from './member-path.ts';

/** The members of a file, and the position of each. */
export interface ConfigurationDocument {
  readonly value: unknown;
  readonly place: Place;
}

/**
 * Parses a file's text, unjudged.
 *
 * @throws ConfigurationError where it is not YAML, or empty
 */
export function parsed(text: string): ConfigurationDocument {
  const lines = new LineCounter();
  const { document, value } = composed(text, lines);
  const [error] = document.errors;
  if (error) {
    // The parser's own message quotes the line, which may contain a secret that was pasted there.
    const { line, col } = lines.linePos(error.pos[0]);
    const why = error.code === 'DUPLICATE_KEY' ? said('duplicate-member') : `${error.code.toLowerCase().replaceAll('_', ' ')}`;
    throw new ConfigurationError('configuration-no-yaml', { line, col, why });
  }
  if (value === null || value === undefined) throw new ConfigurationError('configuration-empty');
  const lineOf = (offset: number): number => lines.linePos(offset).line;
  return { value, place: placeIn(document, lineOf) };
}

/** Longest file, characters. */
const longestFile = 200_000;

/**
 * Parses a text as YAML, which makes values and runs nothing. The value of a text that is not YAML is undefined.
 *
 * @throws ConfigurationError where that would take unlimited time or memory
 */
function composed(text: string, lineCounter: LineCounter): { readonly document: Document; readonly value: unknown } {
  if (text.length > longestFile) throw new ConfigurationError('configuration-without-measure');
  try {
    return boundedYaml(text, { lineCounter, prettyErrors: false });
  } catch (error) {
    throw error instanceof YamlWithoutMeasure ? new ConfigurationError('configuration-without-measure') : error;
  }
}

/** The place of a member, or, where it is not there, of the nearest member around it. */
function placeIn(document: Document, lineOf: (offset: number) => number): Place {
  return (path) => {
    if (path.length === 0) return 'The file';
    for (let length = path.length; length > 0; length -= 1) {
      const node = document.getIn(path.slice(0, length), true);
      const parent = length === 1 ? document.contents : document.getIn(path.slice(0, length - 1), true);
      const pair = isMap(parent)
        ? parent.items.find(({ key }) => String(isNode(key) && 'value' in key ? key.value : key) === String(path[length - 1]))
        : undefined;
      const at = pair && isNode(pair.key) ? pair.key.range?.[0] : isNode(node) ? node.range?.[0] : undefined;
      if (at !== undefined) return `${dotted(path)} (line ${lineOf(at)})`;
    }
    return dotted(path);
  };
}

/**
 * The parties that a `countersign.yaml` describes, as far as it can be read. The reader of the rest reports what else is wrong with it.
 *
 * @throws ConfigurationError with the name of the file, where reading it would take unlimited time or memory
 */
export function partiesDescribed(file: string, text: string): readonly ('provider' | 'receiver' | 'client' | 'key-use')[] {
  const { document } = inFile(file, () => composed(text, new LineCounter()));
  if (document.errors.length > 0 || !isMap(document.contents)) return [];
  const described = { target: 'provider', receiver: 'receiver', client: 'client', keyUse: 'key-use' } as const;
  return Object.entries(described).flatMap(([member, party]) => (document.has(member) ? [party] : []));
}

/** What a function reads in a file. Its ConfigurationError gets the name of the file. */
export function inFile<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof ConfigurationError
      ? new ConfigurationError('configuration-wrong', { what: `${file}: ${error.message}` })
      : error;
  }
}
