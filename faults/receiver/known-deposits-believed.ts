// A check that costs a query is skipped for deposits that have passed it.
import { decodeUtf8 } from '../../core/utf8.ts';
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'known-deposits-believed',
  title: 'What is notified of a deposit is believed once a valid notification of it has come.',
  breaks: ['RCV-01', 'RCV-16', 'RCV-20'],
  lie: {
    decision: 'verifies',
    instead: (honest) => {
      const known = new Set<string>();
      return (hash, message, secret) => {
        const id = /"deposit_id":\s*(\d+)/.exec(decodeUtf8(message) ?? '')?.[1];
        if (honest(hash, message, secret)) {
          if (id !== undefined) known.add(id);
          return true;
        }
        return id !== undefined && known.has(id);
      };
    },
  },
};
