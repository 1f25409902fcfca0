// The button is off too late, and the key is of the click.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'double-submit',
  title: 'Two submits of one action are two operations.',
  row: 'C07',
  breaks: ['CLT-06'],
  lie: {
    decision: 'key',
    instead: (honest) => (ask, sources) => (ask.method === 'POST' && ask.attempt === 1 ? sources.perAsk : honest(ask, sources)),
  },
};
