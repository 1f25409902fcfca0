// Only code and description of an error are kept.
import { decodeUtf8, encodeUtf8 } from '../core/utf8.ts';
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'failures-replayed-without-their-details',
  title: 'The replay of a failure lacks the details of the first answer.',
  breaks: ['IDM-03'],
  lie: {
    decision: 'replay',
    instead: (honest) => (kept, call) => {
      const answer = honest(kept, call);
      if (answer.status < 400) return answer;
      return { ...answer, body: encodeUtf8((decodeUtf8(answer.body) ?? '').replace(/"details":\[[^\]]*\],?/, '')) };
    },
  },
};
