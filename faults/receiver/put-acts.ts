// PUT and PATCH are routed as POST is.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'put-acts',
  title: 'PUT and PATCH act.',
  breaks: ['RCV-15'],
  lie: { decision: 'takes', instead: (honest) => (request) => honest(request) || request.method === 'PUT' || request.method === 'PATCH' },
};
