// The value is made when the notification is queued, the date when it leaves.
import { headerValue, withHeader } from '../../core/exchange.ts';
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'first-signature-kept',
  title: 'A repeat carries a fresh date, and the Authorization value of the first attempt.',
  row: 'N01',
  breaks: ['NTF-04'],
  lie: {
    decision: 'repeat',
    instead: () => (before, afresh) => ({
      ...afresh,
      headers: withHeader(afresh.headers, 'Authorization', headerValue(before.headers, 'Authorization') ?? ''),
    }),
  },
};
