// The cache of Confirm URLs knows the merchant's name, and not the environment.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'confirm-urls-cached-by-merchant',
  title: 'The first Confirm URL of a merchant is called for both of its environments.',
  breaks: ['ENV-06'],
  lie: {
    decision: 'url',
    instead: (honest) => {
      const cache = new Map<string, string>();
      return (notificationUrl, confirmUrl, notice) => {
        const cached = cache.get(notice.merchant) ?? confirmUrl;
        if (cached !== undefined) cache.set(notice.merchant, cached);
        return honest(notificationUrl, confirmUrl === undefined ? undefined : cached, notice);
      };
    },
  },
};
