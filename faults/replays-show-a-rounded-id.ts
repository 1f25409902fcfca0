// The answer is kept in a store whose numbers are of single precision.
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'replays-show-a-rounded-id',
  title: 'Ids in a replay went through a float of 32 bits.',
  row: 'S15',
  breaks: ['IDM-02'],
  lie: {
    decision: 'replay',
    instead: (honest) => (kept, call) => {
      const answer = honest(kept, call);
      const text = decodeUtf8(answer.body) ?? '';
      return { ...answer, body: encodeUtf8(text.replace(/(?<=_id":)\d+/g, (digits) => String(Math.fround(Number(digits))))) };
    },
  },
};
