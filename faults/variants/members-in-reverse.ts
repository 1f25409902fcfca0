import { type JsonTree, parseJson, writeJson } from '../../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { Variant } from './variant.ts';

function turned(json: JsonTree): JsonTree {
  if (json.kind === 'array') return { kind: 'array', items: json.items.map(turned) };
  if (json.kind !== 'object') return json;
  return { kind: 'object', members: json.members.map(([name, value]) => [name, turned(value)] as const).toReversed() };
}

export const variant: Variant = {
  id: 'members-in-reverse',
  title: 'Members of answers come in another order: objects are unordered (RFC 8259 §4).',
  lie: {
    decision: 'encode',
    instead: (honest) => (value) => {
      const json = parseJson(decodeUtf8(honest(value)) ?? '');
      return json === undefined ? honest(value) : encodeUtf8(writeJson(turned(json)));
    },
  },
};
