import type { JsonTree } from '../json.ts';
import { asWritten, orders, spelled, stringStyles } from './json-spelling.ts';

/** A body's members joined to a text that is not JSON, and what is shown for it: `a=1&b=2, sorted`. */
export interface JoinedMembers {
  readonly shown: string;
  readonly text: string;
  /** Whether schemes add a key after such a text. */
  readonly mayHaveKey: boolean;
}

type Pair = readonly [name: string, value: string];

/** How a nested value becomes text: as JSON, or as pairs with their own names. */
const nestings: readonly (readonly [string, (outer: string, name: string) => string])[] = [
  ['a.b', (outer, name) => `${outer}.${name}`],
  ['a[b]', (outer, name) => `${outer}[${name}]`],
  ['b', (_, name) => name],
  ['a_b', (outer, name) => `${outer}_${name}`],
];

function bare(tree: JsonTree): string {
  if (tree.kind === 'string') return tree.value;
  return spelled(tree, { ...asWritten, strings: stringStyles.javaScript, names: stringStyles.javaScript });
}

function flat(tree: JsonTree, outer: string, nested: (outer: string, name: string) => string): readonly Pair[] {
  if (tree.kind === 'object')
    return tree.members.flatMap(([name, value]) => flat(value, outer === '' ? name : nested(outer, name), nested));
  if (tree.kind === 'array') return tree.items.flatMap((item, index) => flat(item, nested(outer, String(index)), nested));
  return [[outer, bare(tree)]];
}

/** Every usual way to join the members of an object, sorted or as they came. */
export function joinedMembers(tree: JsonTree): readonly JoinedMembers[] {
  if (tree.kind !== 'object' || tree.members.length === 0) return [];
  const outside = tree.members.map(([name, value]): Pair => [name, bare(value)]);
  const shapes: (readonly [string, readonly Pair[]])[] = [
    ['nested values as JSON', outside],
    [
      'without nested values',
      tree.members.flatMap(([name, value]): readonly Pair[] =>
        value.kind === 'object' || value.kind === 'array' ? [] : [[name, bare(value)]],
      ),
    ],
    ['without empty values', outside.filter(([, value]) => value !== '' && value !== 'null')],
  ];
  for (const [shown, nested] of nestings) shapes.push([`nested names as ${shown}`, flat(tree, '', nested)]);
  const found = new Map<string, JoinedMembers>();
  for (const [shape, pairs] of shapes) {
    const asMembers = pairs.map(([name, value]) => [name, { kind: 'string', value }] as const);
    for (const [order, own] of [
      ['sorted', orders.sorted(asMembers)],
      ['as they came', asMembers],
      ['sorted with letters of both cases together', orders.sortedIgnoringCase(asMembers)],
    ] as const) {
      for (const [between, inner] of [
        ['&', '='],
        ['', ''],
        ['|', '='],
        [',', '='],
        [';', '='],
        ['\n', '='],
        ['', '='],
        ['&', ':'],
        [',', ':'],
        ['|', ':'],
        ['', ':'],
      ] as const) {
        for (const what of ['pairs', 'values', 'encoded'] as const) {
          if ((what === 'values' && inner !== '=' && between !== '') || (what === 'encoded' && (between !== '&' || inner !== '=')))
            continue;
          const text = own
            .map(([name, value]) => {
              const plain = value.kind === 'string' ? value.value : '';
              return what === 'values'
                ? plain
                : what === 'encoded'
                  ? `${name}=${encodeURIComponent(plain.toWellFormed())}`
                  : `${name}${inner}${plain}`;
            })
            .join(between);
          const shown = `${what === 'values' ? 'values' : `name${inner}value`} joined by ${between === '' ? 'nothing' : between === '\n' ? 'line feeds' : between}, ${order}, ${shape}${what === 'encoded' ? ', percent-encoded' : ''}`;
          const mayHaveKey =
            (between === '&' || between === '') && what !== 'encoded' && order !== 'sorted with letters of both cases together';
          if (!found.has(text)) found.set(text, { shown, text, mayHaveKey });
        }
      }
    }
  }
  return [...found.values()];
}
