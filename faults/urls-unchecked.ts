// A URL is any text.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'urls-unchecked',
  title: 'URLs that are none, or not https, are accepted.',
  breaks: ['END-08'],
  lie: {
    decision: 'problems',
    instead: (honest) => (body, call) => honest(body, call).filter(({ pointer }) => !pointer.endsWith('_url')),
  },
};
