// IDM-02 asks for an equal JSON body; only the should of IDM-20 asks for its bytes, which a store that reads JSON does not keep.
import { type JsonTree, parseJson, writeJson } from '../../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { Variant } from './variant.ts';

function reversed(tree: JsonTree): JsonTree {
  if (tree.kind === 'array') return { kind: 'array', items: tree.items.map(reversed) };
  if (tree.kind === 'number') return { kind: 'number', text: /^\d+$/.test(tree.text) ? `${tree.text}.0` : tree.text };
  if (tree.kind !== 'object') return tree;
  return { kind: 'object', members: tree.members.map(([name, value]) => [name, reversed(value)] as const).toReversed() };
}

export const variant: Variant = {
  id: 'replays-spelled-otherwise',
  title: 'A replay says the same in other bytes: order of members, spacing, numbers.',
  warns: ['IDM-20'],
  lie: {
    decision: 'replay',
    instead: (honest) => (kept, call) => {
      const answer = honest(kept, call);
      const tree = parseJson(decodeUtf8(answer.body) ?? '');
      if (tree === undefined) return answer;
      return { ...answer, body: encodeUtf8(`${writeJson(reversed(tree)).replaceAll('":', '" : ')}\n`) };
    },
  },
};
