import type { JsonTree } from '../core/json.ts';

/** The same value with the text of every number changed. */
export function withNumbers(value: JsonTree, change: (text: string) => string): JsonTree {
  switch (value.kind) {
    case 'number':
      return { kind: 'number', text: change(value.text) };
    case 'array':
      return { ...value, items: value.items.map((each) => withNumbers(each, change)) };
    case 'object':
      return { ...value, members: value.members.map(([name, each]) => [name, withNumbers(each, change)] as const) };
    default:
      return value;
  }
}
