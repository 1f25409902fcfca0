// The field of the panel is saved, and nobody reads it.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'confirm-url-never-called',
  title: 'The Confirm URL is never called.',
  breaks: ['NTF-07'],
  lie: {
    decision: 'url',
    instead: () => (notificationUrl) => notificationUrl,
  },
};
