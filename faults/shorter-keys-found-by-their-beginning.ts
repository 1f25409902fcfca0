// Keys are kept in a tree of prefixes, and a prefix is a hit.
import type { Fault } from './fault.ts';

export const fault: Fault = {
  id: 'shorter-keys-found-by-their-beginning',
  title: 'A key that begins with a used key is the same key.',
  breaks: ['IDM-14'],
  lie: {
    decision: 'idempotencyKey',
    instead: (honest) => {
      const known: string[] = [];
      return (value, call) => {
        const key = honest(value, call);
        if (key === undefined) return undefined;
        const found = known.find((each) => key.startsWith(each));
        if (found === undefined) known.push(key);
        return found ?? key;
      };
    },
  },
};
