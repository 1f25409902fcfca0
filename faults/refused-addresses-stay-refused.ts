// Who was refused is blocked before the list is asked.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'refused-addresses-stay-refused',
  title: 'An address that was refused once is not served when it is put on the list.',
  breaks: ['IPA-02'],
  lie: {
    decision: 'addressListed',
    instead: (honest) => {
      const blocked = new Set<string>();
      return (account, call) => {
        const place = `${call.environment} ${account.merchant} ${call.arrival.peer}`;
        if (!honest(account, call)) blocked.add(place);
        return !blocked.has(place);
      };
    },
  },
};
