// Age is in no example.
import { withoutHeader } from '../../core/exchange.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'age-of-date-ignored',
  title: 'The Date of an answer that was kept somewhere is taken for the time.',
  row: 'T10',
  breaks: ['CLK-08'],
  lie: {
    decision: 'corrects',
    instead: (honest) => (response, receivedAt, corrections) =>
      honest({ ...response, headers: withoutHeader(response.headers, 'age') }, receivedAt, corrections),
  },
};
