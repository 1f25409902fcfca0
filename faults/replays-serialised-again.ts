// The kept answer is parsed and printed once more, nicely.
import { parseJson, plain } from '../core/json.ts';
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'replays-serialised-again',
  title: 'A replay says the same in other bytes: indented.',
  breaks: ['IDM-20'],
  lie: {
    decision: 'replay',
    instead: (honest) => (kept, call) => {
      const answer = honest(kept, call);
      const tree = parseJson(decodeUtf8(answer.body) ?? '');
      return tree === undefined ? answer : { ...answer, body: encodeUtf8(JSON.stringify(plain(tree), null, 2)) };
    },
  },
};
