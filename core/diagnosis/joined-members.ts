import type { JsonTree } from '../json.ts';
import { asWritten, type Member, orders, spelled, stringStyles } from './json-spelling.ts';

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
      ['sorted backwards', orders.sorted(asMembers).toReversed()],
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
        ['-', '='],
        [' ', '='],
        [':', '='],
        ['.', '='],
        ['~', '='],
        ['#', '='],
        [', ', '='],
        ['\n', ':'],
        ['\n', ': '],
        [', ', ': '],
        ['","', '='],
      ] as const) {
        for (const what of ['pairs', 'values', 'encoded', 'form-encoded'] as const) {
          const isEncoded = what === 'encoded' || what === 'form-encoded';
          if ((what === 'values' && inner !== '=' && between !== '') || (isEncoded && (between !== '&' || inner !== '='))) continue;
          const text = own
            .map(([name, value]) => {
              const plain = value.kind === 'string' ? value.value : '';
              return what === 'values' ? plain : isEncoded ? pairEncoded(name, plain, what === 'form-encoded') : `${name}${inner}${plain}`;
            })
            .join(between);
          const shown = `${what === 'values' ? 'values' : `name${inner}value`} joined by ${between === '' ? 'nothing' : between === '\n' ? 'line feeds' : between}, ${order}, ${shape}${isEncoded ? `, ${what === 'encoded' ? 'percent-encoded' : 'encoded as a form'}` : ''}`;
          const mayHaveKey = (between === '&' || between === '') && !isEncoded && order !== 'sorted with letters of both cases together';
          if (!found.has(text)) found.set(text, { shown, text, mayHaveKey });
          if (between !== '&' || what === 'values') continue;
          for (const [front, end] of [
            ['', '&'],
            ['?', ''],
          ] as const) {
            const edged = front + text + end;
            if (!found.has(edged)) found.set(edged, { shown: `${shown}, with ${front}${end} beside it`, text: edged, mayHaveKey: false });
          }
        }
      }
    }
  }
  for (const own of chosenMembers(tree.members)) if (!found.has(own.text)) found.set(own.text, own);
  return [...found.values()];
}

/** The most members of which some are chosen: what schemes sign of an order. */
const mostChosen = 4;

/** One, two or three of the usual members of an order, in any order, as such schemes document them. */
function* chosenMembers(members: readonly Member[]): Generator<JoinedMembers> {
  const usual = members
    .filter(
      ([name, value]) => value.kind !== 'object' && value.kind !== 'array' && /(?:^id|_id|Id|amount|currency|country|status)$/.test(name),
    )
    .slice(0, mostChosen)
    .map(([name, value]): Pair => [name, bare(value)]);
  const rows: (readonly Pair[])[] = [];
  for (const first of usual) {
    rows.push([first]);
    for (const second of usual) {
      if (second === first) continue;
      rows.push([first, second]);
      for (const third of usual) if (third !== first && third !== second) rows.push([first, second, third]);
    }
  }
  for (const row of rows) {
    const names = row.map(([name]) => name).join(', ');
    for (const between of row.length === 1 ? [''] : ['', '|', ':', '.', ',', '-', ';', '&', ' ', '_', '\n', '+', '~', '#', '/'])
      yield {
        shown: `the values of ${names}, joined by ${between || 'nothing'}`,
        text: row.map(([, value]) => value).join(between),
        mayHaveKey: between === '',
      };
    yield {
      shown: `name=value of ${names}, joined by &`,
      text: row.map(([name, value]) => `${name}=${value}`).join('&'),
      mayHaveKey: true,
    };
  }
}

function pairEncoded(name: string, value: string, isForm: boolean): string {
  if (isForm) return new URLSearchParams([[name, value]]).toString();
  return `${name}=${encodeURIComponent(value.toWellFormed())}`;
}
