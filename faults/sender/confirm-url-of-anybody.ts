// A default is kept where the last URL was.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'confirm-url-of-anybody',
  title: 'A Confirm URL that was called last stands in where there is none.',
  breaks: ['ENV-06'],
  lie: {
    decision: 'url',
    instead: (honest) => {
      let last: string | undefined;
      return (notificationUrl, confirmUrl, notice) => {
        last = confirmUrl ?? last;
        return honest(notificationUrl, confirmUrl ?? last, notice);
      };
    },
  },
};
