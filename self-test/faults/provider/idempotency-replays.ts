import type { ProviderDecisions } from '../../../core/decisions/provider.ts';
import { noBody, type WireResponse } from '../../../core/exchange.ts';
import { type JsonTree, parseJson, plain, writeJson } from '../../../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.ts';
import { defineFaults } from '../../define.ts';

function sorted(tree: JsonTree): JsonTree {
  if (tree.kind === 'array') return { kind: 'array', items: tree.items.map(sorted) };
  if (tree.kind !== 'object') return tree;
  const members = tree.members.map(([name, value]) => [name, sorted(value)] as const);
  return { kind: 'object', members: members.toSorted(([one], [other]) => (one < other ? -1 : 1)) };
}

/** The answer that a replay gets (IDM-02 to IDM-04, IDM-20). */
export const idempotencyReplaysFaults = defineFaults<ProviderDecisions>({
  // A kept failure is returned as a conflict with the first request.
  'failures-replayed-as-conflict': {
    title: 'The replay of a failure has status 409.',
    row: 'I03',
    breaks: ['IDM-03', 'IDM-04'],
    override: {
      replay: (conforming) => (kept, call) => (kept.status >= 400 ? { ...conforming(kept, call), status: 409 } : conforming(kept, call)),
    },
  },
  // Only code and description of an error are kept.
  'failures-replayed-without-their-details': {
    title: 'The replay of a failure lacks the details of the first answer.',
    breaks: ['IDM-03'],
    override: {
      replay: (conforming) => (kept, call) => {
        const answer = conforming(kept, call);
        if (answer.status < 400) return answer;
        return { ...answer, body: encodeUtf8((decodeUtf8(answer.body) ?? '').replace(/"details":\[[^\]]*\],?/, '')) };
      },
    },
  },
  // The answer is kept in a column of 255 characters.
  'replays-cut-at-255': {
    title: 'The body of a replay ends after 255 bytes.',
    breaks: ['END-02', 'HDR-05', 'IDM-02', 'IDM-20'],
    override: {
      replay: (conforming) => (kept, call) => {
        const answer = conforming(kept, call);
        return { ...answer, body: answer.body.subarray(0, 255) };
      },
    },
  },
  // The answer is made anew from the row, and its moments are those of making it.
  'replays-follow-the-clock': {
    title: 'A replay shows when it was made: created_at moves with it.',
    breaks: ['IDM-02'],
    override: {
      replay: (conforming) => (kept, call) => {
        const answer = conforming(kept, call);
        const now = new Date(call.now + 1000).toISOString().slice(0, 19).replace('T', ' ');
        const text = Buffer.from(answer.body).toString('utf8');
        return { ...answer, body: Buffer.from(text.replace(/(?<="created_at":")[^"]*/, now)) };
      },
    },
  },
  // A member tells clients that the answer is a replay.
  'replays-marked-in-the-body': {
    title: 'The body of a replay has a member more.',
    breaks: ['IDM-02'],
    override: {
      replay: (conforming) => (kept, call) => {
        const answer = conforming(kept, call);
        const tree = parseJson(decodeUtf8(answer.body) ?? '');
        if (tree?.kind !== 'object') return answer;
        return { ...answer, body: encodeUtf8(JSON.stringify({ ...Object(plain(tree)), idempotent_replay: true })) };
      },
    },
  },
  // The answer is read from a variable that all requests share.
  'replays-of-somebody-else': {
    title: 'A replay gives the answer of the replay before it.',
    breaks: ['END-01', 'END-02', 'IDM-02'],
    override: {
      replay: (conforming) => {
        let shared: WireResponse | undefined;
        return (kept, call) => {
          const answer = shared ?? conforming(kept, call);
          shared = kept;
          return answer;
        };
      },
    },
  },
  // The kept answer is parsed and printed once more, nicely.
  'replays-serialised-again': {
    title: 'A replay says the same in other bytes: indented.',
    breaks: ['IDM-20'],
    override: {
      replay: (conforming) => (kept, call) => {
        const answer = conforming(kept, call);
        const tree = parseJson(decodeUtf8(answer.body) ?? '');
        return tree === undefined ? answer : { ...answer, body: encodeUtf8(JSON.stringify(plain(tree), null, 2)) };
      },
    },
  },
  // The answer is kept in a store whose numbers are of single precision.
  'replays-show-a-rounded-id': {
    title: 'Ids in a replay went through a float of 32 bits.',
    row: 'S15',
    breaks: ['IDM-02'],
    override: {
      replay: (conforming) => (kept, call) => {
        const answer = conforming(kept, call);
        const text = decodeUtf8(answer.body) ?? '';
        return { ...answer, body: encodeUtf8(text.replace(/(?<=_id":)\d+/g, (digits) => String(Math.fround(Number(digits))))) };
      },
    },
  },
  // The kept answer is stored in a JSON column, which sorts its members.
  'replays-sorted': {
    title: 'A replay says the same in another order of members.',
    breaks: ['IDM-20'],
    override: {
      replay: (conforming) => (kept, call) => {
        const answer = conforming(kept, call);
        const tree = parseJson(decodeUtf8(answer.body) ?? '');
        return tree === undefined ? answer : { ...answer, body: encodeUtf8(writeJson(sorted(tree))) };
      },
    },
  },
  // The replay comes from a cache that keeps bodies only; its status is the framework's default.
  'replays-told-by-200': {
    title: 'A replay has status 200, whatever the first answer had.',
    row: 'I03',
    breaks: ['END-02', 'IDM-02', 'IDM-03', 'IDM-04'],
    override: { replay: (conforming) => (kept, call) => ({ ...conforming(kept, call), status: 200 }) },
  },
  // Only status and headers are kept.
  'replays-without-body': {
    title: 'A replay has the first status and an empty body.',
    breaks: ['END-02', 'IDM-02'],
    override: { replay: (conforming) => (kept, call) => ({ ...conforming(kept, call), body: noBody }) },
  },
  // The error page of the server is not part of what is kept.
  'server-errors-replayed-without-body': {
    title: 'The replay of a 500 has no body.',
    breaks: ['IDM-04'],
    override: {
      replay: (conforming) => (kept, call) => (kept.status >= 500 ? { ...conforming(kept, call), body: noBody } : conforming(kept, call)),
    },
  },
});
