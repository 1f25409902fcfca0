// A browser was handy for testing.
import type { ReceiverFault } from './fault.ts';

export const fault: ReceiverFault = {
  id: 'get-acts',
  title: 'GET with a body acts.',
  breaks: ['RCV-15'],
  lie: { decision: 'takes', instead: (honest) => (request) => honest(request) || request.method === 'GET' },
};
