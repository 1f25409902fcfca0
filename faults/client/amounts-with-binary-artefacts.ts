// serialize_precision = 17.
import type { JsonTree } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

/** Every number with the digits of its binary fraction. */
function unrounded(value: JsonTree): JsonTree {
  switch (value.kind) {
    case 'number':
      return { kind: 'number', text: text17(Number(value.text)) };
    case 'array':
      return { ...value, items: value.items.map(unrounded) };
    case 'object':
      return { ...value, members: value.members.map(([name, each]) => [name, unrounded(each)] as const) };
    default:
      return value;
  }
}

function text17(number: number): string {
  return Number.isInteger(number) ? String(number) : number.toPrecision(17);
}

export const fault: ClientFault = {
  id: 'amounts-with-binary-artefacts',
  title: 'Amounts are written with all digits of their binary fraction.',
  row: 'S14',
  breaks: ['CLT-05'],
  lie: {
    decision: 'encode',
    instead: (honest) => (body) => honest(unrounded(body)),
  },
};
