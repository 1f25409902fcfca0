// The error is swallowed.
import { tree } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'success-invented',
  title: 'Without an answer a deposit is made up.',
  row: 'C10',
  breaks: ['CLT-01'],
  lie: {
    decision: 'tells',
    instead: (honest) => (ended, body, ask) =>
      ended.kind === 'none' ? { ok: true, result: tree({ deposit_id: 0, status: 'PENDING' }) } : honest(ended, body, ask),
  },
};
