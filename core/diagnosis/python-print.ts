import type { JsonTree } from '../json.ts';

/** How Python's `pprint` lays out a value: columns of a line, and the text of a value on one line. */
interface PythonPrint {
  readonly width: number;
  readonly isSorted: boolean;
  readonly repr: (tree: JsonTree) => string;
}

const lineEnds = /[^\n\r\v\f\u2028\u2029]*(?:\r\n|[\n\r\v\f\u2028\u2029]|$)/g;

const lengthOf = (text: string): number => [...text].length;

/** A long text in literals beside each other, cut between words, as `pprint` has it. */
function textInPieces(text: string, { width, repr }: PythonPrint, indent: number, allowance: number): readonly string[] {
  const shown = (own: string): string => repr({ kind: 'string', value: own });
  const pieces: string[] = [];
  const lines = (text.match(lineEnds) ?? []).filter((line) => line !== '');
  for (const [at, line] of lines.entries()) {
    const isLast = at === lines.length - 1;
    if (lengthOf(shown(line)) <= width - indent - (isLast ? allowance : 0)) {
      pieces.push(shown(line));
      continue;
    }
    const words = (line.match(/\S*\s*/g) ?? []).filter((word) => word !== '');
    let current = '';
    for (const [index, word] of words.entries()) {
      const room = width - indent - (isLast && index === words.length - 1 ? allowance : 0);
      if (lengthOf(shown(current + word)) <= room) current += word;
      else {
        if (current !== '') pieces.push(shown(current));
        current = word;
      }
    }
    if (current !== '') pieces.push(shown(current));
  }
  return pieces;
}

function laidOut(tree: JsonTree, style: PythonPrint, indent: number, allowance: number, isOutside: boolean): string {
  const line = style.repr(tree);
  if (lengthOf(line) <= style.width - indent - allowance) return line;
  const between = `,\n${' '.repeat(indent + 1)}`;
  // The end of the last item has the closing brackets of all that it is in.
  const room = (at: number, count: number): number => (at === count - 1 ? allowance + 1 : 1);
  if (tree.kind === 'object') {
    const members = style.isSorted ? tree.members.toSorted(([a], [b]) => (a < b ? -1 : 1)) : tree.members;
    const rows = members.map(([name, value], at) => {
      const key = `${style.repr({ kind: 'string', value: name })}: `;
      return key + laidOut(value, style, indent + 1 + lengthOf(key), room(at, members.length), false);
    });
    return `{${rows.join(between)}}`;
  }
  if (tree.kind === 'array')
    return `[${tree.items.map((item, at) => laidOut(item, style, indent + 1, room(at, tree.items.length), false)).join(between)}]`;
  if (tree.kind !== 'string' || tree.value === '') return line;
  const pieces = textInPieces(tree.value, style, indent + (isOutside ? 1 : 0), allowance + (isOutside ? 1 : 0));
  if (pieces.length < 2) return line;
  const text = pieces.join(`\n${' '.repeat(indent + (isOutside ? 1 : 0))}`);
  return isOutside ? `(${text})` : text;
}

/** What Python's `pprint.pformat` makes of a value. */
export function pythonPrint(tree: JsonTree, style: PythonPrint): string {
  return laidOut(tree, style, 0, 0, true);
}
