/** YAML that takes bounded time and memory. */
import { type Document, type DocumentOptions, isNode, type ParseOptions, parseDocument, type SchemaOptions, visit } from 'yaml';

/** A text is nested without end, or repeats its anchors too often: a few lines of aliases can make gigabytes. */
export class YamlWithoutMeasure extends Error {
  constructor() {
    super('YAML without measure');
  }
}

/** The most times that a text may use one anchor again, counted with its content. */
const mostAliases = 50;

/**
 * Parses a text as YAML, which makes values and runs nothing. The value of a text that is not YAML is undefined.
 *
 * @param change what is done with the document before its value is taken
 * @throws YamlWithoutMeasure
 */
export function boundedYaml(
  text: string,
  options: ParseOptions & DocumentOptions & SchemaOptions = {},
  change: (document: Document) => void = () => undefined,
): { readonly document: Document; readonly value: unknown } {
  try {
    // The parser's warnings would be printed past our output.
    const document: Document = parseDocument(text, { logLevel: 'error', ...options });
    if (document.errors.some(({ code }) => code === 'RESOURCE_EXHAUSTION')) throw new YamlWithoutMeasure();
    if (document.errors.length > 0) return { document, value: undefined };
    mustEnd(document);
    change(document);
    return { document, value: document.toJS({ maxAliasCount: mostAliases }) };
  } catch (error) {
    // Too many aliases, or lists in lists until the stack ends.
    if (error instanceof ReferenceError || error instanceof RangeError) throw new YamlWithoutMeasure();
    throw error;
  }
}

/** @throws YamlWithoutMeasure where a value contains itself */
function mustEnd(document: Document): void {
  visit(document, {
    Alias(_, alias, path) {
      const named = alias.resolve(document);
      if (path.some((around) => isNode(around) && around === named)) throw new YamlWithoutMeasure();
    },
  });
}
