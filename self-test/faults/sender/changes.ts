import type { SenderDecisions } from '../../../core/decisions/sender.ts';
import { defineFaults } from '../../define.ts';

/** Which changes are announced, and when (NTF-06, NTF-13). */
export const changesFaults = defineFaults<SenderDecisions>({
  // A deposit that was notified once is done: later changes are ignored.
  'changes-of-known-deposits-not-told': {
    title: 'The second change of a deposit or refund is not notified.',
    breaks: ['NTF-13'],
    override: {
      tellsAfter: (conforming) => {
        const known = new Set<string>();
        return (notice) => {
          const subject = `${notice.about} ${notice.id}`;
          if (known.has(subject)) return undefined;
          known.add(subject);
          return conforming(notice);
        };
      },
    },
  },
  // Events are distinguished by merchant and moment, so that of those of one moment the first is left.
  'changes-of-one-moment-told-once': {
    title: 'Of changes in the same moment one is notified.',
    breaks: ['NTF-13'],
    override: {
      tellsAfter: (conforming) => {
        let last = -1;
        return (notice) => {
          if (notice.changedAt === last) return undefined;
          last = notice.changedAt;
          return conforming(notice);
        };
      },
    },
  },
  // A final status that was notified stays: support's correction changes only the ledger.
  'completions-after-a-cancellation-not-told': {
    title: 'COMPLETED after CANCELLED or EXPIRED is not notified.',
    breaks: ['NTF-13'],
    override: {
      tellsAfter: (conforming) => {
        const final = new Set<number>();
        return (notice) => {
          if (notice.about === 'deposit' && final.has(notice.id)) return undefined;
          if (notice.status === 'CANCELLED' || notice.status === 'EXPIRED') final.add(notice.id);
          return conforming(notice);
        };
      },
    },
  },
  // One of ten workers of the queue acknowledges and does nothing.
  'every-tenth-change-lost': {
    title: 'Every tenth change is not notified.',
    breaks: ['NTF-13'],
    override: {
      tellsAfter: (conforming) => {
        let changes = 0;
        return (notice) => {
          changes += 1;
          return changes % 10 === 0 ? undefined : conforming(notice);
        };
      },
    },
  },
  // The event is called deposit.completed, and it is the only one.
  'only-completions-told': {
    title: 'Only COMPLETED is notified, and no other status.',
    breaks: ['NTF-13'],
    override: { tellsAfter: (conforming) => (notice) => (notice.status === 'COMPLETED' ? conforming(notice) : undefined) },
  },
  // Notifications were built for deposits, and nobody called them from the refunds' module.
  'refunds-not-told': {
    title: 'Changes of refunds are not notified.',
    breaks: ['NTF-13'],
    override: { tellsAfter: (conforming) => (notice) => (notice.about === 'deposit' ? conforming(notice) : undefined) },
  },
  // The job that cancels notifies first, and writes all of its batch at the end.
  'cancellations-told-early': {
    title: 'Cancellations are notified before they can be read.',
    breaks: ['NTF-06'],
    override: { writesAfter: (conforming) => (notice) => (notice.status === 'CANCELLED' ? 30_000 : conforming(notice)) },
  },
  // Refunds are read from a replica that lags.
  'refunds-told-early': {
    title: 'A refund is notified before its status can be read.',
    breaks: ['NTF-06'],
    override: { writesAfter: (conforming) => (notice) => (notice.about === 'refund' ? 10_000 : conforming(notice)) },
  },
  // The event goes out inside of the transaction, before its commit.
  'told-before-it-is-written': {
    title: 'The notification leaves before the new status can be read.',
    breaks: ['NTF-06'],
    override: { writesAfter: () => () => 2000 },
  },
});
