// Another serialiser writes what comes out of the queue.
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.ts';
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'body-rendered-again',
  title: 'A repeat has the header fields of the first attempt, and a body that was written anew.',
  row: 'N01',
  breaks: ['NTF-04', 'NTF-11'],
  lie: {
    decision: 'repeat',
    instead: () => (before, afresh) => ({ ...before, body: encodeUtf8((decodeUtf8(afresh.body) ?? '').replace(':', ': ')) }),
  },
};
