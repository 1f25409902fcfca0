// The default was never taken out.
import type { ClientFault } from './fault.ts';

export const fault: ClientFault = {
  id: 'default-host',
  title: 'A host of its own is called, whatever is configured.',
  row: 'C13',
  breaks: ['ENV-05'],
  lie: {
    decision: 'baseUrl',
    instead: () => () => 'https://api-stg.example',
  },
};
