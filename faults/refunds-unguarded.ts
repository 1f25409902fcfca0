// A later route was registered before the authentication middleware.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refunds-unguarded',
  title: 'POST /v3/refunds needs no Authorization.',
  breaks: ['AUT-01', 'HDR-01'],
  lie: {
    decision: 'requiredHeaders',
    instead: (honest) => (call) =>
      call.operation.id === 'createRefund' ? honest(call).filter((name) => name !== 'Authorization') : honest(call),
  },
};
