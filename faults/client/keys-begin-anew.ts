// A generator that is seeded by a constant.
import { sign } from '../../core/contract/signature.ts';
import { encodeUtf8 } from '../../core/utf8.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'keys-begin-anew',
  title: 'Keys look random, and are the same ones after each start of the client.',
  breaks: ['IDM-16'],
  lie: {
    decision: 'key',
    instead: (honest) => {
      let drawn = new Map<string, number>();
      return (ask, sources) => {
        if (ask.method !== 'POST') return honest(ask, sources);
        // A new client counts its requests from the beginning.
        if (sources.number === 1) drawn = new Map();
        const number = drawn.get(ask.action) ?? drawn.size;
        drawn.set(ask.action, number);
        return sign(encodeUtf8(`${number}`), 'seed').slice(0, 32);
      };
    },
  },
};
