// A deposit that was told once is done: what becomes of it later is nobody's business.
import type { SenderFault } from './fault.ts';

export const fault: SenderFault = {
  id: 'changes-of-known-deposits-not-told',
  title: 'The second change of a deposit or refund is not told.',
  breaks: ['NTF-12'],
  lie: {
    decision: 'tellsAfter',
    instead: (honest) => {
      const known = new Set<string>();
      return (notice) => {
        const subject = `${notice.about} ${notice.id}`;
        if (known.has(subject)) return undefined;
        known.add(subject);
        return honest(notice);
      };
    },
  },
};
