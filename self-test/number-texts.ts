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

/** An object with the text of its amount changed, where that is a number. */
export function withAmount(object: JsonTree, change: (text: string) => string): JsonTree {
  if (object.kind !== 'object') return object;
  return {
    ...object,
    members: object.members.map(([name, value]) => [name, name === 'amount' ? withNumbers(value, change) : value] as const),
  };
}

/** An object with the text of one of its members changed, where it has that. */
export function withText(object: JsonTree, name: string, change: (text: string) => string): JsonTree {
  if (object.kind !== 'object') return object;
  const changed = (value: JsonTree): JsonTree => (value.kind === 'string' ? { ...value, value: change(value.value) } : value);
  return { ...object, members: object.members.map(([each, value]) => [each, each === name ? changed(value) : value] as const) };
}
