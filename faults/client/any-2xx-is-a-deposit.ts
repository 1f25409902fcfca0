// response.ok.
import { tree } from '../../core/json.ts';
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'any-2xx-is-a-deposit',
  title: 'A 2xx counts as a deposit, whatever it holds.',
  row: 'C10',
  breaks: ['CLT-01'],
  lie: {
    decision: 'tells',
    instead: (honest) => (ended, body, ask) =>
      ended.kind === 'response' && ended.response.status < 300 ? { ok: true, result: body ?? tree({}) } : honest(ended, body, ask),
  },
};
