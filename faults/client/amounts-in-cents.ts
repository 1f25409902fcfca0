// Other processors want minor units.
import type { JsonTree } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

/** The same value with the text of every number changed. */
function withNumbers(value: JsonTree, change: (text: string) => string): JsonTree {
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

export const fault: ClientFault = {
  id: 'amounts-in-cents',
  title: 'Amounts are sent in cents.',
  row: 'C19',
  breaks: ['CLT-05'],
  lie: {
    decision: 'body',
    instead: (honest) => (args, ask, keys) => withNumbers(honest(args, ask, keys), (text) => String(Math.round(Number(text) * 100))),
  },
};
