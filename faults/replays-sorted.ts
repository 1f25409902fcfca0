// The kept answer is stored in a JSON column, which sorts its members.
import type { JsonTree } from '../core/json.ts';
import { parseJson, writeJson } from '../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

function sorted(tree: JsonTree): JsonTree {
  if (tree.kind === 'array') return { kind: 'array', items: tree.items.map(sorted) };
  if (tree.kind !== 'object') return tree;
  const members = tree.members.map(([name, value]) => [name, sorted(value)] as const);
  return { kind: 'object', members: members.toSorted(([one], [other]) => (one < other ? -1 : 1)) };
}

export const fault: Fault = {
  id: 'replays-sorted',
  title: 'A replay says the same in another order of members.',
  breaks: ['IDM-20'],
  lie: {
    decision: 'replay',
    instead: (honest) => (kept, call) => {
      const answer = honest(kept, call);
      const tree = parseJson(decodeUtf8(answer.body) ?? '');
      return tree === undefined ? answer : { ...answer, body: encodeUtf8(writeJson(sorted(tree))) };
    },
  },
};
