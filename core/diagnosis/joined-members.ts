import type { JsonTree } from '../json.ts';
import { asWritten, type Member, orders, spelled, stringStyles } from './json-spelling.ts';

/** How members were joined: all of them, or those with these names. `pair` is between name and value; without it there are values alone. */
export type JoinedForm =
  | {
      readonly of: 'all';
      readonly pair?: string;
      readonly between: string;
      readonly order: JoinedOrder;
      readonly nesting: Nesting;
      readonly encoding?: 'percent' | 'form';
      /** What is before and behind the text. */
      readonly beside?: string;
    }
  | { readonly of: 'chosen'; readonly names: readonly string[]; readonly pair?: string; readonly between: string };

export type JoinedOrder = 'sorted' | 'as-sent' | 'backwards' | 'sorted-ignoring-case';

/** Nested values as JSON, or as pairs of their own that are named by both names, with a dot between them or the like; or values that are gone. */
export type Nesting =
  | 'json'
  | 'no-nested-values'
  | 'no-empty-values'
  | 'dots'
  | 'brackets'
  | 'inner-names'
  | 'underscores'
  | 'colons'
  | 'colons-and-digits-for-booleans';

/** A body's members joined to a text that is not JSON: `a=1&b=2`. */
export interface JoinedMembers {
  readonly form: JoinedForm;
  readonly text: string;
  /** Whether schemes add a key after such a text. */
  readonly mayHaveKey: boolean;
}

type Pair = readonly [name: string, value: string];

/** The name of a nested value that is a pair of its own. */
const nestings: readonly (readonly [Nesting, (outer: string, name: string) => string])[] = [
  ['dots', (outer, name) => `${outer}.${name}`],
  ['brackets', (outer, name) => `${outer}[${name}]`],
  ['inner-names', (_, name) => name],
  ['underscores', (outer, name) => `${outer}_${name}`],
  ['colons', (outer, name) => `${outer}:${name}`],
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
  const shapes: (readonly [Nesting, readonly Pair[]])[] = [
    ['json', outside],
    [
      'no-nested-values',
      tree.members.flatMap(([name, value]): readonly Pair[] =>
        value.kind === 'object' || value.kind === 'array' ? [] : [[name, bare(value)]],
      ),
    ],
    ['no-empty-values', outside.filter(([, value]) => value !== '' && value !== 'null')],
  ];
  for (const [nesting, nested] of nestings) shapes.push([nesting, flat(tree, '', nested)]);
  const digits: Readonly<Record<string, string>> = { true: '1', false: '0', null: '' };
  const withColons = flat(tree, '', (outer, name) => `${outer}:${name}`);
  shapes.push(['colons-and-digits-for-booleans', withColons.map(([name, value]): Pair => [name, digits[value] ?? value])]);
  const found = new Map<string, JoinedMembers>();
  for (const [nesting, pairs] of shapes) {
    const asMembers = pairs.map(([name, value]) => [name, { kind: 'string', value }] as const);
    for (const [order, own] of [
      ['sorted', orders.sorted(asMembers)],
      ['as-sent', asMembers],
      ['backwards', orders.sorted(asMembers).toReversed()],
      ['sorted-ignoring-case', orders.sortedIgnoringCase(asMembers)],
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
        [';', ':'],
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
          const form: JoinedForm = {
            of: 'all',
            ...(what === 'values' ? {} : { pair: inner }),
            between,
            order,
            nesting,
            ...(isEncoded ? { encoding: what === 'encoded' ? 'percent' : 'form' } : {}),
          };
          const mayHaveKey = (between === '&' || between === '') && !isEncoded && order !== 'sorted-ignoring-case';
          if (!found.has(text)) found.set(text, { form, text, mayHaveKey });
          if (between !== '&' || what === 'values') continue;
          for (const [front, end] of [
            ['', '&'],
            ['?', ''],
          ] as const) {
            const edged = front + text + end;
            if (!found.has(edged)) found.set(edged, { form: { ...form, beside: front + end }, text: edged, mayHaveKey: false });
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
    const names = row.map(([name]) => name);
    for (const between of row.length === 1 ? [''] : ['', '|', ':', '.', ',', '-', ';', '&', ' ', '_', '\n', '+', '~', '#', '/'])
      yield {
        form: { of: 'chosen', names, between },
        text: row.map(([, value]) => value).join(between),
        mayHaveKey: between === '',
      };
    yield {
      form: { of: 'chosen', names, pair: '=', between: '&' },
      text: row.map(([name, value]) => `${name}=${value}`).join('&'),
      mayHaveKey: true,
    };
  }
}

function pairEncoded(name: string, value: string, isForm: boolean): string {
  if (isForm) return new URLSearchParams([[name, value]]).toString();
  return `${name}=${encodeURIComponent(value.toWellFormed())}`;
}
