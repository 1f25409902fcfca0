import type { JsonTree } from '../json.ts';

/** How Node's `util.inspect` shows a value: how deep, and how many columns a line may have. */
interface NodeInspect {
  readonly depth: number;
  readonly width: number;
}

/** How many nested values may stand on one line. */
const compact = 3;

/** From how many items on Node puts short ones in columns, which is not written here. */
const mostItems = 6;

const shortEscapes: Readonly<Record<string, string>> = {
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
  '\\': '\\\\',
};

function quoted(text: string): string {
  const mark = !text.includes("'") ? "'" : !text.includes('"') ? '"' : !text.includes('`') && !text.includes('${') ? '`' : "'";
  const shown = text.replace(
    /[\p{Cc}\\]/gu,
    (own) => shortEscapes[own] ?? `\\x${own.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
  return `${mark}${mark === "'" ? shown.replaceAll("'", "\\'") : shown}${mark}`;
}

class Inspection {
  readonly #style: NodeInspect;
  /** The depth of what was shown last: a value that holds more than three levels is not put on one line. */
  #deepest = 0;

  constructor(style: NodeInspect) {
    this.#style = style;
  }

  show(tree: JsonTree, level: number, indent: number): string {
    if (tree.kind === 'string') return quoted(tree.value);
    if (tree.kind === 'number') return String(Number(tree.text));
    if (tree.kind === 'boolean') return String(tree.value);
    if (tree.kind === 'null') return 'null';
    const isArray = tree.kind === 'array';
    if ((isArray ? tree.items : tree.members).length === 0) return isArray ? '[]' : '{}';
    if (level > this.#style.depth) return isArray ? '[Array]' : '[Object]';
    this.#deepest = level;
    const rows = isArray
      ? tree.items.map((item) => this.show(item, level + 1, indent + 2))
      : tree.members.map(
          ([name, value]) => `${/^[A-Za-z_]\w*$/.test(name) ? name : quoted(name)}: ${this.show(value, level + 1, indent + 2)}`,
        );
    const [open, close] = isArray ? ['[', ']'] : ['{', '}'];
    if (this.#deepest - level < compact && (!isArray || rows.length <= mostItems)) {
      const length = rows.reduce((sum, row) => sum + row.length, 2 * rows.length + indent + 11);
      if (length <= this.#style.width && !rows.some((row) => row.includes('\n'))) return `${open} ${rows.join(', ')} ${close}`;
    }
    const line = `\n${' '.repeat(indent)}`;
    return `${open}${line}  ${rows.join(`,${line}  `)}${line}${close}`;
  }
}

/** What Node's `util.inspect` shows of a value, and `console.log` prints. */
export function nodeInspect(tree: JsonTree, style: NodeInspect): string {
  return new Inspection(style).show(tree, 0, 0);
}
