// PUT is mapped to the handler of POST.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'put-taken-for-post',
  title: 'PUT creates as POST does.',
  breaks: ['END-05'],
  lie: {
    decision: 'route',
    instead: (honest) => (method, target, environment) => honest(method === 'PUT' ? 'POST' : method, target, environment),
  },
};
