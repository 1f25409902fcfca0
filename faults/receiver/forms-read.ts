// A form is read where JSON does not parse.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'forms-read',
  title: 'A form with deposit_id is a notification.',
  breaks: ['RCV-09'],
  lie: {
    decision: 'parse',
    instead: (honest) => (text) => {
      const id = /^deposit_id=(\d+)$/.exec(text)?.[1];
      return honest(id === undefined ? text : `{"deposit_id":${id}}`);
    },
  },
};
