// The setting of the panel is meant as an override.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'confirm-url-wins',
  title: 'The Confirm URL wins over the notification_url.',
  breaks: ['NTF-07'],
  lie: {
    decision: 'url',
    instead: () => (notificationUrl, confirmUrl) => confirmUrl ?? notificationUrl,
  },
};
