// JSON.parse throws in a callback that nobody watches.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'no-json-ends-the-process',
  title: 'A body that is no JSON ends the process.',
  row: 'R14',
  breaks: ['RCV-09'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text) => {
      const body = honest(text);
      if (body === undefined) throw Object.assign(new Error('Unexpected token'), { name: 'UncaughtInReceiver' });
      return body;
    },
  },
};
