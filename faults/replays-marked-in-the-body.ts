// A member tells clients that the answer is a replay.
import { parseJson, plain } from '../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'replays-marked-in-the-body',
  title: 'The body of a replay has a member more.',
  breaks: ['IDM-02'],
  lie: {
    decision: 'replay',
    instead: (honest) => (kept, call) => {
      const answer = honest(kept, call);
      const tree = parseJson(decodeUtf8(answer.body) ?? '');
      if (tree?.kind !== 'object') return answer;
      return { ...answer, body: encodeUtf8(JSON.stringify({ ...Object(plain(tree)), idempotent_replay: true })) };
    },
  },
};
