import type { Override } from '../../../core/decisions/override.ts';
import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { type JsonTree, parseJson, writeJson } from '../../../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.ts';
import { scheme } from '../../../specs/contracts/deposits-v3/scheme.ts';
import { defineConforming } from '../../define.ts';

function reversed(tree: JsonTree): JsonTree {
  if (tree.kind === 'array') return { kind: 'array', items: tree.items.map(reversed) };
  if (tree.kind === 'number') return { kind: 'number', text: /^\d+$/.test(tree.text) ? `${tree.text}.0` : tree.text };
  if (tree.kind !== 'object') return tree;
  return { kind: 'object', members: tree.members.map(([name, value]) => [name, reversed(value)] as const).toReversed() };
}

/** Some keys are refused as ill-formed. IDM-14: an unusual key is honoured exactly or refused by a 4xx. */
const keysRefused = (refuses: (key: string) => boolean): Override<ProviderDecisions> => ({
  fieldValue: (conforming) => (values, header, call) => {
    const value = conforming(values, header, call);
    return header === scheme.idempotency.header && value !== undefined && refuses(value) ? undefined : value;
  },
});

/** Other choices about keys and replays. */
export const idempotencyVariants = defineConforming<ProviderDecisions>({
  // IDM-14: an unusual key is honoured exactly or refused by a 4xx.
  'keys-of-uuid-characters-only': {
    title: 'A key of anything but letters, digits and dashes is refused as ill-formed.',
    override: keysRefused((key) => /[^A-Za-z0-9-]/.test(key.trim())),
  },
  // IDM-14: an unusual key is honoured exactly or refused by a 4xx.
  'keys-with-blanks-or-commas-refused': {
    title: 'A key with a space, a tab or a comma in it is refused as ill-formed.',
    override: keysRefused((key) => /[ \t,]/.test(key.trim())),
  },
  // IDM-14: an unusual key is honoured exactly or refused by a 4xx.
  'short-keys-refused': {
    title: 'A key of fewer than 16 characters is refused as ill-formed: no document says how short one may be.',
    override: keysRefused((key) => key.trim() !== '' && key.length < 16),
  },
  // IDM-14: an unusual key is honoured exactly or refused by a 4xx.
  'long-keys-refused': {
    title: 'A key of more than 64 characters is refused as ill-formed.',
    override: keysRefused((key) => key.length > 64),
  },
  // The fingerprint covers the JSON as read, so another spelling of the same body is the same request.
  'same-request-told-by-json': {
    title: 'The same request is recognized by the JSON of its body and not by its bytes (C6).',
    override: {
      fingerprint: (conforming) => (call) => {
        const read = parseJson(decodeUtf8(call.arrival.request.body) ?? '');
        return read === undefined ? conforming(call) : `${call.operation.id} ${writeJson(read)}`;
      },
    },
  },
  // Not documented: for how long a key is in flight after a failure was answered.
  'failed-keys-in-flight-a-moment-more': {
    title: 'The key of a failure is in flight for some milliseconds more: what it failed in is still cleaned up.',
    override: {
      lookup: (conforming) => (record, fingerprint, call) => {
        const isFailed = record?.state === 'settled' && record.response.status >= 400 && record.fingerprint === fingerprint;
        return isFailed && call.now - record.since < 3 ? 'in-flight' : conforming(record, fingerprint, call);
      },
    },
  },
  // Not documented: how long a key is kept. An hour is longer than any retry.
  'keys-live-for-an-hour': {
    title: 'A key is forgotten an hour after its first use (C9).',
    override: {
      lookup: (conforming) => (record, fingerprint, call) =>
        conforming(record !== undefined && call.now - record.since > 3_600_000 ? undefined : record, fingerprint, call),
    },
  },
  // A caller that disconnected before the work began asked for nothing: IDM-07 is about processed requests.
  'abandoned-calls-not-worked-on': {
    title: 'A call whose caller went away before the work began is not worked on, and its key is free again.',
    override: { onAbandoned: () => () => 'release' },
  },
  // Bytes and status are the first ones; the clause says nothing about header fields of the answer.
  'replays-marked-by-a-field': {
    title: 'A replay has a field that says so.',
    override: {
      replay: (conforming) => (kept, call) => {
        const answer = conforming(kept, call);
        return { ...answer, headers: [...answer.headers, ['Idempotent-Replayed', 'true']] };
      },
    },
  },
  // IDM-02 requires an equal JSON body; only the should of IDM-20 requires its bytes, which a store that reads JSON does not keep.
  'replays-spelled-otherwise': {
    title: 'A replay says the same in other bytes: order of members, spacing, numbers.',
    warns: ['IDM-20'],
    override: {
      replay: (conforming) => (kept, call) => {
        const answer = conforming(kept, call);
        const tree = parseJson(decodeUtf8(answer.body) ?? '');
        if (tree === undefined) return answer;
        return { ...answer, body: encodeUtf8(`${writeJson(reversed(tree)).replaceAll('":', '" : ')}\n`) };
      },
    },
  },
});
