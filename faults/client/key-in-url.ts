// For the statistics.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'key-in-url',
  title: 'The API Key stands in the URL too.',
  breaks: ['AUT-07'],
  lie: {
    decision: 'target',
    instead: (honest) => (documented, ask, keys) => {
      const target = honest(documented, ask, keys);
      return ask.method === 'GET' ? `${target}${target.includes('?') ? '&' : '?'}api_key=${keys.apiKey}` : target;
    },
  },
};
