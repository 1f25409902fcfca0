// Read-only endpoints count as public data, and the guard is left off them.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'lookups-served-to-anybody',
  title: 'Read-only operations are served without Authorization.',
  breaks: ['AUT-01'],
  lie: { decision: 'requiredHeaders', instead: (honest) => (call) => (call.operation.authentication === 'read-only' ? [] : honest(call)) },
};
