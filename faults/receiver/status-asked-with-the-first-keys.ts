// The client of the API is made once, with the keys of that day.
import type { KeyRing } from '../../core/decisions/receiver.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'status-asked-with-the-first-keys',
  title: 'The status is asked with the keys of the start for ever.',
  row: 'R18',
  breaks: ['RCV-13'],
  lie: {
    decision: 'statusRequest',
    instead: (honest) => {
      let first: KeyRing | undefined;
      return (depositId, keys, now) => {
        first ??= keys;
        return honest(depositId, first, now);
      };
    },
  },
};
