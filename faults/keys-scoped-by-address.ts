// Keys are kept by the address they come from, and merchants share a host.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'keys-scoped-by-address',
  title: 'Merchants who call from one address share their keys.',
  row: 'I07',
  breaks: ['IDM-10'],
  lie: { decision: 'idempotencyScope', instead: () => (_account, call) => call.arrival.peer },
};
