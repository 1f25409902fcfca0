// m in place of i.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'minutes-of-the-month',
  title: 'The month stands where minutes should.',
  breaks: ['CLK-06'],
  lie: {
    decision: 'xDate',
    instead: (honest) => (now, surroundings) => honest(now, surroundings).replace(/-(\d\d)-(\d\d)T(\d\d):\d\d/, '-$1-$2T$3:$1'),
  },
};
