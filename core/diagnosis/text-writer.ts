import type { JsonTree } from '../json.ts';
import type { Member } from './json-spelling.ts';
import { nodeInspect } from './node-inspect.ts';
import { runtimeNumbers } from './number-text.ts';
import { pythonPrint } from './python-print.ts';
import { pythonSorted, pythonText } from './writer.ts';

/** A call that writes a value as a text that is not JSON, and rarely serves to sign. */
export interface TextWriter {
  readonly id: string;
  readonly write: (tree: JsonTree) => string;
}

/** Names and values of an object or a list, as PHP's arrays have both. */
function entries(tree: JsonTree): readonly Member[] | undefined {
  if (tree.kind === 'object') return tree.members;
  return tree.kind === 'array' ? tree.items.map((item, index): Member => [String(index), item]) : undefined;
}

function plain(tree: JsonTree, numbers: (text: string) => string): string {
  if (tree.kind === 'boolean') return tree.value ? '1' : '';
  if (tree.kind === 'number') return numbers(tree.text);
  return tree.kind === 'string' ? tree.value : '';
}

function printR(tree: JsonTree, object: string, indent = ''): string {
  const own = entries(tree);
  if (own === undefined) return plain(tree, runtimeNumbers.phpText);
  const rows = own.map(([name, value]) => `${indent}    [${name}] => ${printR(value, object, `${indent}        `)}\n`);
  return `${tree.kind === 'object' ? object : 'Array'}\n${indent}(\n${rows.join('')}${indent})\n`;
}

function varExport(tree: JsonTree, indent = ''): string {
  const own = entries(tree);
  if (own === undefined) {
    if (tree.kind === 'boolean') return String(tree.value);
    if (tree.kind === 'number') return runtimeNumbers.php(tree.text);
    return tree.kind === 'string' ? `'${tree.value.replace(/['\\]/g, '\\$&')}'` : 'NULL';
  }
  const rows = own.map(([name, value]) => {
    const key = /^(?:0|-?[1-9]\d*)$/.test(name) ? name : `'${name.replace(/['\\]/g, '\\$&')}'`;
    return `${indent}  ${key} => ${entries(value) === undefined ? '' : `\n${indent}  `}${varExport(value, `${indent}  `)},\n`;
  });
  return `array (\n${rows.join('')}${indent})`;
}

function bytesIn(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

function serialized(tree: JsonTree, object: string): string {
  const own = entries(tree);
  if (own === undefined) {
    if (tree.kind === 'boolean') return `b:${tree.value ? 1 : 0};`;
    if (tree.kind === 'number') return `${/[.eE]/.test(tree.text) ? 'd' : 'i'}:${runtimeNumbers.php(tree.text)};`;
    return tree.kind === 'string' ? `s:${bytesIn(tree.value)}:"${tree.value}";` : 'N;';
  }
  const isObject = tree.kind === 'object' && object !== '';
  const rows = own.map(([name, value]) => {
    const key = !isObject && /^(?:0|-?[1-9]\d*)$/.test(name) ? `i:${name};` : `s:${bytesIn(name)}:"${name}";`;
    return key + serialized(value, object);
  });
  return `${isObject ? `O:${object.length}:"${object}"` : 'a'}:${own.length}:{${rows.join('')}}`;
}

function varDump(tree: JsonTree, indent = ''): string {
  const own = entries(tree);
  if (own === undefined) {
    if (tree.kind === 'boolean') return `${indent}bool(${tree.value})\n`;
    if (tree.kind === 'number') return `${indent}${/[.eE]/.test(tree.text) ? 'float' : 'int'}(${runtimeNumbers.php(tree.text)})\n`;
    return tree.kind === 'string' ? `${indent}string(${bytesIn(tree.value)}) "${tree.value}"\n` : `${indent}NULL\n`;
  }
  const rows = own.map(([name, value]) => {
    const key = tree.kind === 'array' ? name : `"${name}"`;
    return `${indent}  [${key}]=>\n${varDump(value, `${indent}  `)}`;
  });
  return `${indent}array(${own.length}) {\n${rows.join('')}${indent}}\n`;
}

/** How a YAML writer puts texts between marks, orders members and indents lists. */
interface Yaml {
  readonly sorted: boolean;
  readonly ascii: boolean;
  readonly listIndent: string;
  readonly quote: '"' | "'";
  readonly start: string;
  /** What Ruby does: nothing for null, and double marks around what begins with a mark or a space. */
  readonly isRuby: boolean;
}

/** Texts that mean something else to a reader of YAML 1.1 when they have no quotation marks. */
const yamlMeaning =
  /^$|^[\s\-?:,[\]{}#&*!|>'"%@`~=]|[:]\s|:$|\s#|\s$|^(?:y|n|yes|no|on|off|true|false|null)$|^[-+.]?[\d.][\d_,.]*(?:e[-+]?\d+)?$|^\d{4}-\d{1,2}-\d{1,2}|^\d+:[0-5]?\d/i;

function yamlText(text: string, { ascii, quote, isRuby }: Yaml): string {
  if (isRuby && /^[^\p{L}\p{M}\p{N}_][^"\n]*$/u.test(text)) return `"${text.replaceAll('\\', '\\\\')}"`;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: everything but printable ASCII is escaped.
  if (/[\n\t]/.test(text) || (ascii && /[^\u0000-\u007f]/.test(text))) {
    const inner = text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
    const letter = (own: string): string => {
      const code = own.codePointAt(0) ?? 0;
      const digits = code.toString(16).toUpperCase();
      return code < 0x100
        ? `\\x${digits.padStart(2, '0')}`
        : code < 0x10000
          ? `\\u${digits.padStart(4, '0')}`
          : `\\U${digits.padStart(8, '0')}`;
    };
    return `"${ascii ? inner.replace(/[\u0080-\u{10ffff}]/gu, letter) : inner}"`;
  }
  // A dash or question mark is a letter unless white space is behind it.
  if (!yamlMeaning.test(text) || (/^[-?:][^\s,[\]{}]/.test(text) && !/^-?[\d.]/.test(text) && !/:\s|\s#/.test(text))) return text;
  return quote === '"' ? JSON.stringify(text) : `'${text.replaceAll("'", "''")}'`;
}

function yaml(tree: JsonTree, style: Yaml, indent: string): string {
  const leaf = (own: JsonTree): string => {
    if (own.kind === 'string') return yamlText(own.value, style);
    if (own.kind === 'number') return own.text;
    return own.kind === 'boolean' ? String(own.value) : style.isRuby ? '' : 'null';
  };
  if (tree.kind === 'object') {
    const members = style.sorted ? tree.members.toSorted(([a], [b]) => (a < b ? -1 : 1)) : tree.members;
    return members
      .map(([name, value]) => {
        const own = entries(value);
        const key = `${indent}${yamlText(name, style)}:`;
        if (own === undefined) return `${`${key} ${leaf(value)}`.trimEnd()}\n`;
        if (own.length === 0) return `${key} ${value.kind === 'array' ? '[]' : '{}'}\n`;
        return `${key}\n${yaml(value, style, value.kind === 'array' ? indent + style.listIndent : `${indent}  `)}`;
      })
      .join('');
  }
  if (tree.kind !== 'array') return `${indent}${leaf(tree)}\n`;
  return tree.items
    .map((item) => {
      const own = entries(item);
      if (own === undefined || own.length === 0)
        return `${indent}- ${own === undefined ? leaf(item) : item.kind === 'array' ? '[]' : '{}'}\n`;
      return `${indent}- ${yaml(item, style, `${indent}  `).slice(indent.length + 2)}`;
    })
    .join('');
}

const yamlStyles: readonly (readonly [id: string, style: Yaml])[] = [
  ['Python yaml.dump(value)', { sorted: true, ascii: true, listIndent: '', quote: "'", start: '', isRuby: false }],
  ['Python yaml.dump(value, allow_unicode=True)', { sorted: true, ascii: false, listIndent: '', quote: "'", start: '', isRuby: false }],
  ['Python yaml.dump(value, sort_keys=False)', { sorted: false, ascii: true, listIndent: '', quote: "'", start: '', isRuby: false }],
  [
    'Python yaml.dump(value, allow_unicode=True, sort_keys=False)',
    { sorted: false, ascii: false, listIndent: '', quote: "'", start: '', isRuby: false },
  ],
  ['JavaScript js-yaml dump(value)', { sorted: false, ascii: false, listIndent: '  ', quote: "'", start: '', isRuby: false }],
  ['JavaScript yaml stringify(value)', { sorted: false, ascii: false, listIndent: '  ', quote: '"', start: '', isRuby: false }],
  ['Ruby value.to_yaml', { sorted: false, ascii: false, listIndent: '', quote: "'", start: '---\n', isRuby: true }],
];

/** How XML is written: what a null is, and the element of a list's items; undefined for elements of the list's own name. */
interface Xml {
  readonly empty: 'element' | 'short' | 'gone';
  readonly item: string | undefined;
  readonly indent: string;
}

function xml(tree: JsonTree, name: string, style: Xml, outer: string): string {
  const end = style.indent === '' ? '' : '\n';
  if (tree.kind === 'array' && style.item === undefined) return tree.items.map((item) => xml(item, name, style, outer)).join('');
  if (tree.kind === 'array' || tree.kind === 'object')
    return `${outer}<${name}>${end}${xmlInside(tree, style, outer + style.indent)}${outer}</${name}>${end}`;
  const text = tree.kind === 'boolean' ? String(tree.value) : plain(tree, (own) => own);
  if (text === '' && style.empty === 'gone') return '';
  if (text === '' && style.empty === 'short') return `${outer}<${name}/>${end}`;
  const escaped = /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text;
  return `${outer}<${name}>${escaped}</${name}>${end}`;
}

function xmlInside(tree: JsonTree, style: Xml, outer: string): string {
  if (tree.kind === 'array') return tree.items.map((item, at) => xml(item, style.item ?? String(at), style, outer)).join('');
  return tree.kind === 'object' ? tree.members.map(([name, value]) => xml(value, name, style, outer)).join('') : '';
}

/** XML of a tree in one style within each root. What is inside is written once, because it is the same in all but a list without an element of its own. */
function* xmlIn(style: Xml): Generator<TextWriter> {
  let written: { readonly tree: JsonTree; readonly inside: string } | undefined;
  const end = style.indent === '' ? '' : '\n';
  const within = (tree: JsonTree, root: string): string => {
    if (tree.kind === 'array' && style.item === undefined) return xml(tree, root, style, '').replace(/\n$/, '');
    if (written?.tree !== tree) written = { tree, inside: xmlInside(tree, style, style.indent) };
    return `<${root}>${end}${written.inside}</${root}>`;
  };
  for (const root of roots)
    for (const declaration of declarations)
      for (const last of ['', '\n']) yield { id: `XML in <${root}>`, write: (tree) => declaration + within(tree, root) + last };
}

const roots = ['root', 'xml', 'request', 'data', 'deposit', 'payment'];
const declarations = ['', '<?xml version="1.0"?>\n', '<?xml version="1.0" encoding="UTF-8"?>', '<?xml version="1.0" encoding="UTF-8"?>\n'];

/** Every text of these kinds for a value: YAML, XML, and those of PHP, of Python's pprint and of Node's inspect. */
export function* textWriters(): Generator<TextWriter> {
  for (const isSorted of [true, false])
    for (const width of [80, 120]) {
      const print = (tree: JsonTree): string => pythonPrint(tree, { width, isSorted, repr: isSorted ? pythonSorted : pythonText });
      const id = `Python pprint.pformat(value${width === 80 ? '' : ', width=…'}${isSorted ? '' : ', sort_dicts=False'})`;
      yield { id, write: print };
      if (width === 80) yield { id, write: (tree) => `${print(tree)}\n` };
    }
  for (const [shown, depth, width] of [
    ['', 2, 80],
    [', { depth: null }', Number.POSITIVE_INFINITY, 80],
    [', { breakLength: Infinity }', 2, Number.POSITIVE_INFINITY],
    [', { depth: null, breakLength: Infinity }', Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY],
  ] as const)
    yield { id: `Node util.inspect(value${shown})`, write: (tree) => nodeInspect(tree, { depth, width }) };
  yield { id: 'PHP print_r($array, true)', write: (tree) => printR(tree, 'Array') };
  yield { id: 'PHP print_r($object, true)', write: (tree) => printR(tree, 'stdClass Object') };
  yield { id: 'PHP var_export($array, true)', write: (tree) => varExport(tree) };
  yield { id: 'PHP serialize($array)', write: (tree) => serialized(tree, '') };
  yield { id: 'PHP serialize($object)', write: (tree) => serialized(tree, 'stdClass') };
  yield { id: 'PHP var_dump($array)', write: (tree) => varDump(tree) };
  yield {
    id: "PHP implode('', $array)",
    write: (tree) =>
      (entries(tree) ?? []).map(([, value]) => (entries(value) === undefined ? plain(value, runtimeNumbers.phpText) : 'Array')).join(''),
  };
  for (const [id, style] of yamlStyles)
    for (const start of new Set([style.start, '---\n'])) yield { id, write: (tree) => start + yaml(tree, style, '') };
  for (const indent of ['', '  ', '\t'])
    for (const empty of indent === '' ? (['element', 'short', 'gone'] as const) : (['element'] as const))
      for (const item of [undefined, 'item']) yield* xmlIn({ empty, item, indent });
}
