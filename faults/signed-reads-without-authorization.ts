// Status pages are asked for so often that their signature was made optional.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'signed-reads-without-authorization',
  title: 'A signed GET without Authorization is served by its X-Login alone.',
  row: 'S40',
  breaks: ['HDR-01', 'AUT-01'],
  lie: {
    decision: 'requiredHeaders',
    instead: (honest) => (call) =>
      call.operation.method === 'GET' && call.operation.authentication === 'signed'
        ? honest(call).filter((name) => name !== 'Authorization')
        : honest(call),
  },
};
