import type { SenderDecisions } from '../../../core/decisions/sender.ts';
import { defineFaults } from '../../define.ts';

/** Where a notification goes (NTF-07, ENV-06). */
export const urlsFaults = defineFaults<SenderDecisions>({
  // The field of the panel is saved, and nobody reads it.
  'confirm-url-never-called': {
    title: 'The Confirm URL is never called.',
    breaks: ['NTF-07'],
    override: { url: () => (notificationUrl) => notificationUrl },
  },
  // A default is kept where the last URL was.
  'confirm-url-of-anybody': {
    title: 'A Confirm URL that was called last is used where the request has none.',
    breaks: ['ENV-06'],
    override: {
      url: (conforming) => {
        let last: string | undefined;
        return (notificationUrl, confirmUrl, notice) => {
          last = confirmUrl ?? last;
          return conforming(notificationUrl, confirmUrl ?? last, notice);
        };
      },
    },
  },
  // The URL is written to a field of a worker that the next notification reads too early.
  'confirm-url-of-the-one-before': {
    title: 'A notification goes to the Confirm URL of the one before it.',
    breaks: ['ENV-06'],
    override: {
      url: (conforming) => {
        let last: string | undefined;
        return (notificationUrl, confirmUrl, notice) => {
          const before = last ?? confirmUrl;
          last = confirmUrl ?? last;
          return conforming(notificationUrl, confirmUrl === undefined ? undefined : before, notice);
        };
      },
    },
  },
  // The setting of the panel is meant as an override.
  'confirm-url-wins': {
    title: 'The Confirm URL wins over the notification_url.',
    breaks: ['NTF-07'],
    override: { url: () => (notificationUrl, confirmUrl) => confirmUrl ?? notificationUrl },
  },
  // The URL is in a field of the worker, which the change before has written.
  'url-of-the-change-before': {
    title: 'Of changes at the same moment, a notification goes to the URL of the one before it.',
    breaks: ['NTF-02', 'NTF-13'],
    override: {
      url: (conforming) => {
        let last: { readonly changedAt: number; readonly url: string | undefined } | undefined;
        return (notificationUrl, confirmUrl, notice) => {
          const before = last?.changedAt === notice.changedAt ? last.url : notificationUrl;
          last = { changedAt: notice.changedAt, url: notificationUrl };
          return conforming(before, confirmUrl, notice);
        };
      },
    },
  },
  // A library builds the URL from host and path.
  'queries-of-urls-cut': {
    title: 'The query of a notification_url is not sent.',
    breaks: ['NTF-07'],
    override: {
      url: (conforming) => (notificationUrl, confirmUrl, notice) => conforming(notificationUrl?.split('?')[0], confirmUrl, notice),
    },
  },
  // Parameters of its own are set, and not added.
  'queries-of-urls-replaced': {
    title: 'The query of a notification_url is replaced by the status.',
    breaks: ['NTF-07'],
    override: {
      url: (conforming) => (notificationUrl, confirmUrl, notice) =>
        conforming(notificationUrl?.replace(/\?.*/, `?status=${notice.status}`), confirmUrl, notice),
    },
  },
  // The URL was a column of the deposit before refunds had one.
  'refunds-told-to-the-url-of-the-deposit': {
    title: 'A refund is notified to the notification_url of its deposit.',
    breaks: ['NTF-07'],
    override: {
      url: (conforming) => {
        let ofDeposit: string | undefined;
        return (notificationUrl, confirmUrl, notice) => {
          if (notice.about === 'deposit') ofDeposit = notificationUrl;
          return conforming(notice.about === 'deposit' ? notificationUrl : (ofDeposit ?? notificationUrl), confirmUrl, notice);
        };
      },
    },
  },
  // The cache of Confirm URLs knows the merchant's name, and not the environment.
  'confirm-urls-cached-by-merchant': {
    title: 'The first Confirm URL of a merchant is called for both of its environments.',
    breaks: ['ENV-06'],
    override: {
      url: (conforming) => {
        const cache = new Map<string, string>();
        return (notificationUrl, confirmUrl, notice) => {
          const cached = cache.get(notice.merchant) ?? confirmUrl;
          if (cached !== undefined) cache.set(notice.merchant, cached);
          return conforming(notificationUrl, confirmUrl === undefined ? undefined : cached, notice);
        };
      },
    },
  },
});
