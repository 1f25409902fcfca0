// Java's int.
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
  id: 'ids-in-32-bits',
  title: 'Ids are kept in 32 bits.',
  row: 'S15',
  breaks: ['CLT-03'],
  lie: {
    decision: 'reads',
    instead: (honest) => (body, ask) => {
      const read = honest(body, ask);
      return read && withNumbers(read, (text) => (/^[0-9]{10,}$/.test(text) ? String(Number(BigInt.asIntN(32, BigInt(text)))) : text));
    },
  },
};
